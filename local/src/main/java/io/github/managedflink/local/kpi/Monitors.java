package io.github.managedflink.local.kpi;

import io.github.managedflink.local.application.ApplicationSettings;
import io.github.managedflink.local.application.BundledPipeline;
import io.github.managedflink.local.assembly.CloudAssembly;
import io.github.managedflink.local.assembly.DeployedStack;
import io.github.managedflink.local.assembly.DeploymentInputs;
import io.github.managedflink.model.PipelineSpec;
import io.github.managedflink.model.kpi.KpiMonitorSpec;
import io.github.managedflink.model.settings.InvalidSpecException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The monitors of a stack. */
public final class Monitors {
    private Monitors() {}

    /**
     * Reads them; an application that runs anything else is left out.
     *
     * @param assembly the folder that {@code cdk synth} wrote
     * @param stack the stack's name, construct path or artifact id
     */
    public static List<KpiMonitorSpec> of(Path assembly, String stack) {
        return of(assembly, stack, DeploymentInputs.NONE);
    }

    /** As {@link #of(Path, String)}, with what the deployment is given. */
    public static List<KpiMonitorSpec> of(Path assembly, String stack, DeploymentInputs inputs) {
        List<DeployedStack> stacks = CloudAssembly.read(assembly, inputs).withDependencies(stack);
        return stacks.get(stacks.size() - 1).resources(ApplicationSettings.TYPE).stream()
                .map(ApplicationSettings::of)
                .flatMap(settings -> pipeline(settings).stream())
                .flatMap(pipeline -> pipeline instanceof KpiMonitorSpec monitor ? Stream.of(monitor) : Stream.empty())
                .toList();
    }

    private static Optional<PipelineSpec> pipeline(ApplicationSettings settings) {
        try {
            return BundledPipeline.in(settings.propertyGroups());
        } catch (InvalidSpecException e) {
            // The job says so when it does not start.
            return Optional.empty();
        }
    }
}
