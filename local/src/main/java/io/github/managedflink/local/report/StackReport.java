package io.github.managedflink.local.report;

import io.github.managedflink.local.access.VpcEndpoint;
import io.github.managedflink.local.application.ApplicationSettings;
import io.github.managedflink.local.assembly.CloudAssembly;
import io.github.managedflink.local.assembly.DeployedStack;
import io.github.managedflink.local.assembly.DeploymentInputs;
import io.github.managedflink.local.assembly.Environment;
import io.github.managedflink.local.assembly.Resource;
import io.github.managedflink.local.policy.PolicyException;
import io.github.managedflink.local.schema.ResourceFaults;
import io.github.managedflink.local.template.AssemblyException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A stack, with the stacks that it depends on.
 *
 * @param name the stack's name
 * @param dependencies the names of the others
 * @param environment where it goes
 * @param passedOver what of the stacks is not looked at, one sentence for each
 * @param faults why a stack cannot be deployed or run here, one sentence for each
 * @param applications the applications of all of them
 * @param endpoints the VPC endpoints of all of them
 */
public record StackReport(
        String name,
        List<String> dependencies,
        Environment environment,
        List<String> passedOver,
        List<String> faults,
        List<ApplicationReport> applications,
        List<EndpointReport> endpoints) {
    public StackReport {
        dependencies = List.copyOf(dependencies);
        passedOver = List.copyOf(passedOver);
        faults = List.copyOf(faults);
        applications = List.copyOf(applications);
        endpoints = List.copyOf(endpoints);
    }

    /**
     * Reads a stack of an assembly. What only a deployment would know stands as <code>${Token[…]}</code>.
     *
     * @param assembly the folder that {@code cdk synth} wrote, usually {@code cdk.out}
     * @param name the stack's name, construct path or artifact id
     * @throws AssemblyException if there is no such assembly or stack, or it cannot be read
     * @throws PolicyException if a policy is none
     */
    public static StackReport read(Path assembly, String name) {
        return read(assembly, name, DeploymentInputs.NONE);
    }

    /**
     * As {@link #read(Path, String)}, with what the deployment is given.
     *
     * @throws AssemblyException if there is no such assembly or stack, it cannot be read, or the inputs do not go with
     *     it
     * @throws PolicyException if a policy is none
     */
    public static StackReport read(Path assembly, String name, DeploymentInputs inputs) {
        List<DeployedStack> stacks = CloudAssembly.readToShow(assembly, inputs).withDependencies(name);
        DeployedStack stack = stacks.get(stacks.size() - 1);
        List<Resource> resources =
                stacks.stream().flatMap(each -> each.resources().stream()).toList();
        Network network = new Network(resources);
        List<String> faults = Stream.concat(
                        stacks.stream().flatMap(each -> each.faults().stream()), ResourceFaults.of(stacks).stream())
                .distinct()
                .toList();
        return new StackReport(
                stack.name(),
                stacks.subList(0, stacks.size() - 1).stream()
                        .map(DeployedStack::name)
                        .toList(),
                stack.environment(),
                stacks.stream().flatMap(each -> each.passedOver().stream()).toList(),
                faults,
                resources.stream()
                        .filter(each -> each.type().equals(ApplicationSettings.TYPE))
                        .map(each -> ApplicationReport.of(each, stacks, network, faults))
                        .toList(),
                resources.stream()
                        .filter(each -> each.type().equals(VpcEndpoint.TYPE))
                        .map(VpcEndpoint::of)
                        .map(each -> EndpointReport.of(each, network))
                        .toList());
    }
}
