package io.github.managedflink.local.report;

import io.github.managedflink.local.access.RolePermissions;
import io.github.managedflink.local.application.ApplicationSettings;
import io.github.managedflink.local.application.BundledPipeline;
import io.github.managedflink.local.application.ServiceRefusals;
import io.github.managedflink.local.assembly.DeployedStack;
import io.github.managedflink.local.assembly.Resource;
import io.github.managedflink.model.settings.InvalidSpecException;
import java.util.List;
import java.util.Optional;

/**
 * An application and all that belongs to it.
 *
 * @param path its construct's path in the stack, or its logical id where that is not known
 * @param logicalId its logical id
 * @param name its physical name
 * @param refusals why the service would refuse it, one sentence for each fault
 * @param localFaults why it cannot run here, beside the faults of its stack, one sentence for each
 * @param settings what the template says of it
 * @param pipeline the bundled pipeline that it runs; empty if its job is its own, or its properties cannot be read
 * @param fault why its properties cannot be read, if so
 * @param alarms the alarms on it
 * @param role what its role may do
 * @param network the VPC that it is in, if it is in one
 */
public record ApplicationReport(
        String path,
        String logicalId,
        String name,
        List<String> refusals,
        List<String> localFaults,
        ApplicationSettings settings,
        Optional<PipelineReport> pipeline,
        Optional<String> fault,
        List<AlarmReport> alarms,
        RolePermissions role,
        Optional<NetworkReport> network) {
    public ApplicationReport {
        refusals = List.copyOf(refusals);
        localFaults = List.copyOf(localFaults);
        alarms = List.copyOf(alarms);
    }

    static ApplicationReport of(
            Resource application, List<DeployedStack> stacks, Network network, List<String> stackFaults) {
        ApplicationSettings settings = ApplicationSettings.of(application);
        Optional<PipelineReport> pipeline = Optional.empty();
        Optional<String> fault = Optional.empty();
        try {
            pipeline = BundledPipeline.in(settings.propertyGroups()).map(PipelineReport::of);
        } catch (InvalidSpecException e) {
            fault = Optional.of(e.getMessage());
        }
        return new ApplicationReport(
                application.displayName(),
                application.logicalId(),
                application.physicalName(),
                settings.isFlinkJob() ? ServiceRefusals.of(application) : List.of(),
                ApplicationSettings.faults(application).stream()
                        .filter(each -> !stackFaults.contains(each))
                        .toList(),
                settings,
                pipeline,
                fault,
                AlarmReport.of(
                        application,
                        stacks.stream()
                                .flatMap(each -> each.resources().stream())
                                .toList()),
                RolePermissions.of(application.property("ServiceExecutionRole").asText(), stacks),
                settings.subnetIds().isEmpty()
                        ? Optional.empty()
                        : Optional.of(network.of(settings.subnetIds(), settings.securityGroupIds())));
    }
}
