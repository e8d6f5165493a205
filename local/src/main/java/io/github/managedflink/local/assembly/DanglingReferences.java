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
 * Finds references to parameters, resources and conditions that a template does not define. CloudFormation refuses such a template,
 * whichever of its conditions hold.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/troubleshooting.html#troubleshooting-errors-validation-error">Validation
 *     errors</a>
 */
final class DanglingReferences {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^!}][^}]*)}");

    private final StackTemplate template;
    private final Set<String> faults = new LinkedHashSet<>();

    private DanglingReferences(StackTemplate template) {
        this.template = template;
    }

    /** A sentence for each, or nothing; of a template that is to be transformed nothing, as that may add what it refers to. */
    static List<String> faults(String stack, StackTemplate template) {
        DanglingReferences references = new DanglingReferences(template);
        if (!template.isToBeTransformed()) {
            template.resources().forEach((id, resource) -> references.checkResource(stack, id, resource));
            template.outputs().forEach((name, output) -> {
                Place place = new Place(stack, "output " + name, "");
                references.checkCondition(output.path("Condition"), place);
                references.check(output, place);
            });
        }
        return List.copyOf(references.faults);
    }

    private void checkResource(String stack, String id, JsonNode resource) {
        Place place =
                new Place(stack, "resource " + id + " (" + resource.path("Type").asText() + ")", "");
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
                && template.parameter(name).isMissingNode()
                && template.resource(name).isMissingNode()) {
            add(place.fault(
                    "it refers to " + Quoted.of(name) + ", and the template has no such parameter or resource."));
        }
    }

    private void checkResource(String name, Place place) {
        if (template.resource(name).isMissingNode()) {
            add(place.fault("it refers to " + Quoted.of(name) + ", and the template has no such resource."));
        }
    }

    private void checkCondition(JsonNode name, Place place) {
        if (name.isTextual() && template.condition(name.asText()).isMissingNode()) {
            add(place.fault("the template has no condition " + Quoted.of(name.asText()) + "."));
        }
    }

    private void add(AssemblyException fault) {
        faults.add(fault.getMessage());
    }
}
