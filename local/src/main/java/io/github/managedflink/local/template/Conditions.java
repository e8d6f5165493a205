package io.github.managedflink.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Evaluates a template's conditions. */
public final class Conditions {
    private final StackTemplate template;
    private final Evaluator evaluator;
    private final Map<String, Boolean> known = new HashMap<>();
    private final InProgress inProgress = new InProgress();

    Conditions(StackTemplate template, Evaluator evaluator) {
        this.template = template;
        this.evaluator = evaluator;
    }

    public boolean holds(String name, Place place) {
        Boolean value = known.get(name);
        if (value != null) {
            return value;
        }
        JsonNode definition = template.condition(name);
        if (definition.isMissingNode()) {
            throw TemplateValidation.unknownCondition(name, place);
        }
        boolean holds = inProgress.evaluate(
                name,
                circle -> Circles.fault(place.stack(), "condition", circle),
                () -> test(definition, new Place(place.stack(), "condition " + name, "")));
        known.put(name, holds);
        return holds;
    }

    private boolean test(JsonNode node, Place place) {
        Map.Entry<String, JsonNode> call = ConditionSyntax.call(node, place);
        JsonNode argument = call.getValue();
        return switch (call.getKey()) {
            case "Condition" -> holds(argument.asText(), place);
            case "Fn::Equals" -> {
                List<JsonNode> sides = Evaluator.arguments("Fn::Equals", argument, 2, place);
                yield evaluator.text(sides.get(0), place).equals(evaluator.text(sides.get(1), place));
            }
            case "Fn::Not" ->
                !test(Evaluator.arguments("Fn::Not", argument, 1, place).get(0), place);
            case "Fn::And" -> argument.valueStream().allMatch(each -> test(each, place));
            case "Fn::Or" -> argument.valueStream().anyMatch(each -> test(each, place));
            default -> throw new IllegalStateException(call.getKey());
        };
    }
}
