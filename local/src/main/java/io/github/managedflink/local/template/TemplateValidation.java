package io.github.managedflink.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds invalid conditions, references to parameters, resources and conditions that a template does not define, and
 * circles of them, beside what {@link TemplateShape} finds. CloudFormation refuses such a template, whichever of its
 * conditions hold.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/troubleshooting.html#troubleshooting-errors-validation-error">Validation
 *     errors</a>
 */
public final class TemplateValidation {
    private final StackTemplate template;
    private final Set<String> faults = new LinkedHashSet<>();

    private TemplateValidation(StackTemplate template) {
        this.template = template;
    }

    /**
     * Returns one sentence for each fault. Of a template that transforms or loops will change the shape alone is
     * checked, because they may add what it refers to.
     */
    public static List<String> faults(String stack, StackTemplate template) {
        TemplateValidation validation = new TemplateValidation(template);
        validation.faults.addAll(TemplateShape.faults(stack, template));
        if (!template.isToBeTransformed()) {
            template.conditions().forEach((name, condition) -> {
                Place place = new Place(stack, "condition " + name, "");
                validation.faults.addAll(ConditionSyntax.faults(condition, place));
                condition.findValues("Condition").forEach(other -> validation.checkCondition(other, place));
                validation.check(condition, place);
            });
            template.resources().forEach((id, resource) -> validation.checkResource(stack, id, resource));
            validation.checkCircles(stack);
            template.outputs().forEach((name, output) -> {
                Place place = new Place(stack, "output " + name, "");
                validation.checkCondition(output.path("Condition"), place);
                validation.check(output, place);
            });
        }
        return List.copyOf(validation.faults);
    }

    private void checkCircles(String stack) {
        Map<String, Set<String>> conditions = new LinkedHashMap<>();
        template.conditions().forEach((name, condition) -> {
            Set<String> needed = new LinkedHashSet<>();
            condition.findValues("Condition").forEach(other -> needed.add(other.asText()));
            conditions.put(name, needed);
        });
        Circles.of(conditions).forEach(circle -> add(Circles.fault(stack, "condition", circle)));

        Map<String, Set<String>> resources = new LinkedHashMap<>();
        template.resources()
                .forEach((id, resource) -> resources.put(id, ResourceNeeds.of(resource, template::hasCondition)));
        Circles.of(resources).forEach(circle -> add(Circles.fault(stack, "resource", circle)));
    }

    private void checkResource(String stack, String id, JsonNode resource) {
        Place place =
                new Place(stack, "resource " + id + " (" + resource.path("Type").asText() + ")", "");
        TemplateShape.typeFault(resource).ifPresent(fault -> add(new Place(stack, "resource " + id, "").fault(fault)));
        checkCondition(resource.path("Condition"), place);
        ResourceNeeds.dependsOn(resource).forEach(name -> checkResource(name, place));
        resource.path("Properties")
                .properties()
                .forEach(property -> check(property.getValue(), place.child(property.getKey())));
    }

    private void check(JsonNode node, Place place) {
        node.properties().forEach(entry -> {
            JsonNode argument = entry.getValue();
            switch (entry.getKey()) {
                case "Ref" -> checkTarget(argument, place);
                case "Fn::GetAtt" -> checkResource(ResourceNeeds.resourceOf(argument), place);
                case "Fn::Sub" -> checkPlaceholders(argument, place);
                case "Fn::If" -> checkCondition(argument.path(0), place);
                default -> {
                    // What other functions refer to stands in their arguments.
                }
            }
            check(argument, place);
        });
        if (node.isArray()) {
            node.forEach(element -> check(element, place));
        }
    }

    private void checkPlaceholders(JsonNode argument, Place place) {
        for (String name : ResourceNeeds.placeholders(argument)) {
            int dot = name.indexOf('.');
            if (dot < 0) {
                checkTarget(name, place);
            } else {
                checkResource(name.substring(0, dot), place);
            }
        }
    }

    private void checkTarget(JsonNode name, Place place) {
        if (name.isTextual()) {
            checkTarget(name.asText(), place);
        }
    }

    private void checkTarget(String name, Place place) {
        if (!name.startsWith("AWS::")
                && !template.hasParameter(name)
                && template.resource(name).isMissingNode()) {
            add(unknownTarget(name, place));
        }
    }

    private void checkResource(String name, Place place) {
        if (template.resource(name).isMissingNode()) {
            add(unknownTarget(name, place));
        }
    }

    private void checkCondition(JsonNode name, Place place) {
        if (name.isTextual() && !template.hasCondition(name.asText())) {
            add(unknownCondition(name.asText(), place));
        }
    }

    /**
     * The fault of a reference to what is neither a parameter nor a resource; the same wherever in a property it is
     * met.
     */
    public static AssemblyException unknownTarget(String name, Place place) {
        return place.topLevel().fault("it refers to " + Quoted.of(name) + ", which the template does not define.");
    }

    /** The fault of a condition that is not there; the same wherever in a property it is met. */
    static AssemblyException unknownCondition(String name, Place place) {
        return place.topLevel().fault("the template has no condition " + Quoted.of(name) + ".");
    }

    private void add(AssemblyException fault) {
        faults.add(fault.getMessage());
    }
}
