package io.github.managedflink.local.assembly;

import io.github.managedflink.local.names.NearestName;
import io.github.managedflink.local.template.Quoted;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The Region and the parameter values that a deployment is given beside the assembly.
 *
 * @param region where stacks go that are bound to no Region; {@value Environment#DEFAULT_REGION} if empty
 * @param parameters values of parameters of templates by {@code NAME}, for every stack that has such a parameter, or
 *     {@code STACK:NAME}. That of a parameter of the type {@code AWS::SSM::Parameter::Value<…>} is what the Parameter
 *     Store would hold
 */
public record DeploymentInputs(Optional<String> region, Map<String, String> parameters) {
    /** Nothing. */
    public static final DeploymentInputs NONE = new DeploymentInputs(Optional.empty(), Map.of());

    public DeploymentInputs {
        parameters = Map.copyOf(parameters);
    }

    /** Returns a sentence for each fault that does not depend on the assembly. */
    public List<String> faults() {
        return region.flatMap(RegionName::fault).stream().toList();
    }

    /** Returns the same without a Region that cannot be, for a caller that looks for more faults than that. */
    public DeploymentInputs usable() {
        return new DeploymentInputs(region.filter(name -> RegionName.fault(name).isEmpty()), parameters);
    }

    /** What is wrong with them for stacks that are to be deployed together. */
    List<String> faults(List<SynthesizedStack> stacks) {
        List<String> faults = new ArrayList<>();
        region.ifPresent(name -> stacks.stream()
                .filter(stack -> !stack.environment().region().equals(name))
                .forEach(stack -> faults.add("The stack " + stack.displayName() + " is bound to the Region "
                        + stack.environment().region() + ", and cannot go to " + name
                        + ". Leave the Region out, or synthesize the stack for the other one.")));
        parameters.keySet().stream()
                .filter(key ->
                        stacks.stream().noneMatch(stack -> nameIn(stack, key).isPresent()))
                .sorted()
                .forEach(key -> faults.add("There is no parameter " + Quoted.of(key) + nearOrKnown(key, stacks)));
        stacks.forEach(stack -> parametersOf(stack).forEach((name, value) -> stack.parameter(name)
                .fault(value)
                .ifPresent(fault -> faults.add("The parameter " + name + " of the stack " + stack.displayName()
                        + " cannot be " + Quoted.of(value) + ": " + fault + "."))));
        return faults;
    }

    /** The values for the parameters of a stack. */
    Map<String, String> parametersOf(SynthesizedStack stack) {
        Map<String, String> values = new LinkedHashMap<>();
        parameters.forEach((key, value) -> nameIn(stack, key)
                // What is for this stack alone goes before what is for all.
                .filter(name -> !name.equals(key) || !values.containsKey(name))
                .ifPresent(name -> values.put(name, value)));
        return values;
    }

    private static Optional<String> nameIn(SynthesizedStack stack, String key) {
        int colon = key.lastIndexOf(':');
        String name = key.substring(colon + 1);
        return (colon < 0 || stack.answersTo(key.substring(0, colon))) && stack.hasParameter(name)
                ? Optional.of(name)
                : Optional.empty();
    }

    private static String nearOrKnown(String key, List<SynthesizedStack> stacks) {
        List<String> names = stacks.stream()
                .flatMap(stack -> stack.template().parameters().keySet().stream())
                .distinct()
                .toList();
        return NearestName.question(key, names)
                .orElseGet(() -> ". The parameters: " + (names.isEmpty() ? "none" : String.join(", ", names)) + ".");
    }
}
