package io.github.managedflink.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names that a resource refers to, most of them those of resources that have to be there before it. */
final class ResourceNeeds {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^!}][^}]*)}");

    private final Predicate<String> isCondition;
    private final Set<String> names = new LinkedHashSet<>();

    private ResourceNeeds(Predicate<String> isCondition) {
        this.isCondition = isCondition;
    }

    /**
     * Returns what a resource needs in every deployment: nothing if it has a condition itself, and nothing of what
     * {@code Fn::If} chooses.
     *
     * @param definition what the template says of the resource
     * @param isCondition whether the template has a condition of that name; a reference to any other is a fault of its
     *     own and hides no need
     */
    static Set<String> of(JsonNode definition, Predicate<String> isCondition) {
        ResourceNeeds needs = new ResourceNeeds(isCondition);
        if (!isCondition.test(definition.path("Condition").asText())) {
            needs.names.addAll(dependsOn(definition));
            needs.add(definition.path("Properties"));
        }
        return needs.names;
    }

    /** What {@code DependsOn} names. */
    static List<String> dependsOn(JsonNode definition) {
        JsonNode dependencies = definition.path("DependsOn");
        List<JsonNode> names = new ArrayList<>();
        (dependencies.isArray() ? dependencies : List.of(dependencies)).forEach(names::add);
        return names.stream().filter(JsonNode::isTextual).map(JsonNode::asText).toList();
    }

    /** The resource of a {@code Fn::GetAtt}. */
    static String resourceOf(JsonNode argument) {
        return argument.isArray()
                ? argument.path(0).asText()
                : argument.asText().split("\\.", 2)[0];
    }

    /** What stands in the text of a {@code Fn::Sub} that it has no variables for, such as {@code Stream.Arn}. */
    static List<String> placeholders(JsonNode argument) {
        JsonNode variables = argument.isArray() ? argument.path(1) : MissingNode.getInstance();
        Matcher matcher =
                PLACEHOLDER.matcher(argument.isArray() ? argument.path(0).asText() : argument.asText());
        return matcher.results()
                .map(each -> each.group(1))
                .filter(name -> !variables.has(name))
                .toList();
    }

    private void add(JsonNode node) {
        node.properties().forEach(entry -> {
            JsonNode argument = entry.getValue();
            switch (entry.getKey()) {
                case "Fn::If" -> {
                    // It may choose what needs nothing.
                    if (!isCondition.test(argument.path(0).asText())) {
                        add(argument);
                    }
                }
                case "Ref" -> names.add(argument.asText());
                case "Fn::GetAtt" -> names.add(resourceOf(argument));
                case "Fn::Sub" -> {
                    placeholders(argument).forEach(name -> names.add(name.split("\\.", 2)[0]));
                    add(argument);
                }
                default -> add(argument);
            }
        });
        if (node.isArray()) {
            node.forEach(this::add);
        }
    }
}
