package io.github.managedflink.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a condition consists of.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-conditions.html">Condition
 *     functions</a>
 */
final class ConditionSyntax {
    private ConditionSyntax() {}

    /** Returns why a condition is none, whatever its values are: a sentence for each part that is no condition. */
    static List<String> faults(JsonNode condition, Place place) {
        List<String> faults = new ArrayList<>();
        parts(condition, place, faults).forEach(part -> faults.addAll(faults(part, place)));
        return faults;
    }

    private static List<JsonNode> parts(JsonNode condition, Place place, List<String> faults) {
        try {
            Map.Entry<String, JsonNode> call = call(condition, place);
            return switch (call.getKey()) {
                case "Fn::Not" -> Evaluator.arguments("Fn::Not", call.getValue(), 1, place);
                case "Fn::And", "Fn::Or" -> call.getValue().valueStream().toList();
                case "Fn::Equals" -> {
                    Evaluator.arguments("Fn::Equals", call.getValue(), 2, place);
                    yield List.of();
                }
                default -> List.of();
            };
        } catch (AssemblyException e) {
            faults.add(e.getMessage());
            return List.of();
        }
    }

    /**
     * The function that a condition calls, with its argument.
     *
     * @throws AssemblyException if it is no condition
     */
    static Map.Entry<String, JsonNode> call(JsonNode condition, Place place) {
        if (!condition.isObject() || condition.size() != 1) {
            throw place.fault("a condition is one of Fn::Equals, Fn::And, Fn::Or, Fn::Not and Condition, but found "
                    + condition + ".");
        }
        Map.Entry<String, JsonNode> call = condition.properties().iterator().next();
        if (Stream.of("Fn::Equals", "Fn::And", "Fn::Or", "Fn::Not", "Condition").noneMatch(call.getKey()::equals)) {
            throw place.fault(call.getKey() + " is not supported by local runs.");
        }
        if (call.getKey().matches("Fn::(And|Or)")
                && (!call.getValue().isArray() || call.getValue().isEmpty())) {
            throw place.fault(call.getKey() + " needs a list of conditions, but has " + call.getValue() + ".");
        }
        return call;
    }
}
