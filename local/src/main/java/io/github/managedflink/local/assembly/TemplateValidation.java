package io.github.managedflink.local.assembly;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds resources without a type, and references to parameters, resources and conditions that a template does not define.
 * CloudFormation refuses such a template, whichever of its conditions hold.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/troubleshooting.html#troubleshooting-errors-validation-error">Validation
 *     errors</a>
 */
final class TemplateValidation {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^!}][^}]*)}");

    private final StackTemplate template;
    private final Set<String> faults = new LinkedHashSet<>();

    private TemplateValidation(StackTemplate template) {
        this.template = template;
    }

    /**
     * Returns one sentence for each fault. A template that transforms or loops will change is not checked, because they may add what it
     * refers to.
     */
    static List<String> faults(String stack, StackTemplate template) {
        TemplateValidation validation = new TemplateValidation(template);
        if (!template.isToBeTransformed()) {
            template.conditions().forEach((name, condition) -> {
                Place place = new Place(stack, "condition " + name, "");
                condition.findValues("Condition").forEach(other -> validation.checkCondition(other, place));
                validation.check(condition, place);
            });
            template.resources().forEach((id, resource) -> validation.checkResource(stack, id, resource));
            template.outputs().forEach((name, output) -> {
                Place place = new Place(stack, "output " + name, "");
                validation.checkCondition(output.path("Condition"), place);
                validation.check(output, place);
            });
        }
        return List.copyOf(validation.faults);
    }

    private void checkResource(String stack, String id, JsonNode resource) {
        Place place =
                new Place(stack, "resource " + id + " (" + resource.path("Type").asText() + ")", "");
        if (!resource.path("Type").isTextual()) {
            add(new Place(stack, "resource " + id, "").fault("it has no Type."));
        }
        checkCondition(resource.path("Condition"), place);
        JsonNode dependencies = resource.path("DependsOn");
        List<JsonNode> names = new ArrayList<>();
        (dependencies.isArray() ? dependencies : List.of(dependencies)).forEach(names::add);
        names.stream().filter(JsonNode::isTextual).forEach(name -> checkResource(name.asText(), place));
        resource.path("Properties")
                .properties()
                .forEach(property -> check(property.getValue(), place.child(property.getKey())));
    }

    private void check(JsonNode node, Place place) {
        node.properties().forEach(entry -> {
            JsonNode argument = entry.getValue();
            switch (entry.getKey()) {
                case "Ref" -> checkTarget(argument, place);
                case "Fn::GetAtt" -> checkResource(resourceOf(argument), place);
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

    private static String resourceOf(JsonNode argument) {
        return argument.isArray()
                ? argument.path(0).asText()
                : argument.asText().split("\\.", 2)[0];
    }

    private void checkPlaceholders(JsonNode argument, Place place) {
        JsonNode variables = argument.isArray() ? argument.path(1) : MissingNode.getInstance();
        Matcher matcher =
                PLACEHOLDER.matcher(argument.isArray() ? argument.path(0).asText() : argument.asText());
        while (matcher.find()) {
            String name = matcher.group(1);
            if (variables.has(name)) {
                continue;
            }
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
        if (name.isTextual() && template.condition(name.asText()).isMissingNode()) {
            add(unknownCondition(name.asText(), place));
        }
    }

    /** The fault of a reference to what is neither a parameter nor a resource; the same wherever in a property it is met. */
    static AssemblyException unknownTarget(String name, Place place) {
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
