package io.github.managedflink.local.assembly;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.managedflink.local.names.NearestName;
import io.github.managedflink.local.template.AssemblyException;
import io.github.managedflink.local.template.InProgress;
import io.github.managedflink.local.template.Unresolved;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What {@code cdk synth} wrote: the stacks of an app and of its stages.
 *
 * @see <a href="https://docs.aws.amazon.com/cdk/v2/guide/deploy.html#deploy-how-synth-app">Cloud assemblies</a>
 */
public final class CloudAssembly {
    private final Path directory;
    private final List<SynthesizedStack> stacks;
    private final DeploymentInputs inputs;
    private final Unresolved unresolved;
    private final Map<String, DeployedStack> deployed = new HashMap<>();
    private final InProgress importing = new InProgress();
    private final InProgress ordering = new InProgress();

    private CloudAssembly(Path directory, DeploymentInputs inputs, Unresolved unresolved) {
        this.directory = directory;
        this.inputs = inputs;
        this.stacks = AssemblyReader.read(directory, inputs.region().orElse(Environment.DEFAULT_REGION));
        this.unresolved = unresolved;
    }

    /**
     * Reads an assembly to look at it: what only a deployment would know stands as <code>${Token[…]}</code>.
     *
     * @param directory the folder that {@code cdk synth} wrote, usually {@code cdk.out}
     * @param inputs what a deployment would be given
     * @throws AssemblyException if it is none, or a file of it cannot be read
     */
    public static CloudAssembly readToShow(Path directory, DeploymentInputs inputs) {
        return new CloudAssembly(directory, inputs, Unresolved.KEPT);
    }

    /**
     * Reads an assembly to run it.
     *
     * @param directory the folder that {@code cdk synth} wrote, usually {@code cdk.out}
     * @throws AssemblyException if it is none, or a file of it cannot be read
     */
    public static CloudAssembly read(Path directory) {
        return read(directory, DeploymentInputs.NONE);
    }

    /**
     * As {@link #read(Path)}, with what the deployment is given.
     *
     * @throws AssemblyException if it is none, or a file of it cannot be read
     */
    public static CloudAssembly read(Path directory, DeploymentInputs inputs) {
        return new CloudAssembly(directory, inputs, Unresolved.REFUSED);
    }

    /** The stacks' construct paths, for example {@code Prod/Orders}. */
    public List<String> stackNames() {
        return stacks.stream().map(SynthesizedStack::displayName).toList();
    }

    /**
     * Finds a stack and those that it depends on.
     *
     * @param name the stack's CloudFormation name, construct path or artifact id
     * @return the dependencies, each after its own, and the stack last
     * @throws AssemblyException if there is no such stack, with a message that lists those that there are, or if the
     *     inputs do not fit the stacks
     */
    public List<DeployedStack> withDependencies(String name) {
        List<String> faults = new ArrayList<>();
        List<DeployedStack> found = withDependencies(name, faults);
        if (!faults.isEmpty()) {
            throw new AssemblyException(String.join("\n", faults));
        }
        return found;
    }

    /**
     * As {@link #withDependencies(String)}, for a caller that looks for more faults in the stacks than those of the
     * inputs.
     *
     * @param faults is given a sentence for each input that does not fit the stacks
     * @throws AssemblyException if there is no such stack
     */
    public List<DeployedStack> withDependencies(String name, List<String> faults) {
        SynthesizedStack wanted = stacks.stream()
                .filter(stack -> stack.answersTo(name))
                .findFirst()
                .orElseThrow(() -> new AssemblyException(unknownStack(name)));
        Map<String, SynthesizedStack> order = new LinkedHashMap<>();
        Map<String, SynthesizedStack> byId =
                stacks.stream().collect(Collectors.toMap(SynthesizedStack::artifactId, each -> each, (a, b) -> a));
        addWithDependencies(wanted, byId, order);
        faults.addAll(inputs.faults(List.copyOf(order.values())));
        // An empty one on the way is none that `cdk deploy` creates.
        return order.values().stream()
                .filter(stack -> stack.artifactId().equals(wanted.artifactId())
                        || !stack.template().isEmpty())
                .map(this::deployed)
                .toList();
    }

    private String unknownStack(String name) {
        return stacks.isEmpty()
                ? "The assembly " + directory + " has no stack."
                : "The assembly " + directory + " has no stack " + name
                        + NearestName.question(name, stackNames())
                                .orElse(". Its stacks: " + String.join(", ", stackNames()) + ".");
    }

    private void addWithDependencies(
            SynthesizedStack stack, Map<String, SynthesizedStack> byId, Map<String, SynthesizedStack> order) {
        if (order.containsKey(stack.artifactId())) {
            return;
        }
        ordering.run(
                stack.displayName(),
                circle -> new AssemblyException("The stacks " + circle + " of the assembly " + directory
                        + " depend on each other in a circle."),
                () -> stack.dependencies().stream()
                        .flatMap(id -> Optional.ofNullable(byId.get(id)).stream())
                        .forEach(other -> addWithDependencies(other, byId, order)));
        order.put(stack.artifactId(), stack);
    }

    private DeployedStack deployed(SynthesizedStack stack) {
        return deployed.computeIfAbsent(
                stack.artifactId(),
                id -> new DeployedStack(stack, inputs.parametersOf(stack), this::export, unresolved));
    }

    private Optional<JsonNode> export(String name) {
        return importing.evaluate(
                name,
                circle -> new AssemblyException("The exports " + circle + " import each other in a circle."),
                () -> stacks.stream()
                        .map(stack -> deployed(stack).export(name))
                        .flatMap(Optional::stream)
                        .findFirst());
    }
}
