package io.github.managedflink.local.application;

import io.github.managedflink.local.assembly.CloudAssembly;
import io.github.managedflink.local.assembly.DeployedStack;
import io.github.managedflink.local.assembly.DeploymentInputs;
import io.github.managedflink.model.PipelineSpec;
import io.github.managedflink.model.settings.InvalidSpecException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The pipelines of this library that the applications of a stack run. */
public final class BundledPipelines {
    private final List<PipelineSpec> pipelines;

    private BundledPipelines(List<PipelineSpec> pipelines) {
        this.pipelines = List.copyOf(pipelines);
    }

    /**
     * Reads them; an application that runs anything else is left out.
     *
     * @param assembly the folder that {@code cdk synth} wrote
     * @param stack the stack's name, construct path or artifact id
     * @param inputs what the deployment is given
     */
    public static BundledPipelines of(Path assembly, String stack, DeploymentInputs inputs) {
        List<DeployedStack> stacks = CloudAssembly.read(assembly, inputs).withDependencies(stack);
        return new BundledPipelines(stacks.get(stacks.size() - 1).resources(ApplicationSettings.TYPE).stream()
                .map(ApplicationSettings::of)
                .flatMap(settings -> pipeline(settings).stream())
                .toList());
    }

    /** Returns those of one kind. */
    public <P extends PipelineSpec> List<P> ofKind(Class<P> kind) {
        return pipelines.stream().filter(kind::isInstance).map(kind::cast).toList();
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
