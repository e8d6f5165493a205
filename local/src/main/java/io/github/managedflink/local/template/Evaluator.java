package io.github.managedflink.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Evaluates intrinsic functions in JSON. A missing node stands for {@code AWS::NoValue}: it takes its key or array
 * element with it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference.html">Intrinsic
 *     functions</a>
 */
public final class Evaluator {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(!?)([^}]*)}");
    /** One that does not stand in a token already. */
    private static final Pattern DYNAMIC_REFERENCE =
            Pattern.compile("(?<!\\Q" + Unresolved.TOKEN_START + "\\E)\\{\\{resolve:[^:}]+:[^}]*}}");

    private final References references;
    private final StackTemplate template;
    private final Unresolved unresolved;
    private final Conditions conditions;

    public Evaluator(References references, StackTemplate template, Unresolved unresolved) {
        this.references = references;
        this.template = template;
        this.unresolved = unresolved;
        this.conditions = new Conditions(template, this);
    }

    public Conditions conditions() {
        return conditions;
    }

    public JsonNode evaluate(JsonNode node, Place place) {
        if (node.isArray()) {
            return evaluateArray(node, place);
        }
        if (node.isTextual()) {
            return withoutDynamicReference(node, place);
        }
        if (!node.isObject()) {
            return node;
        }
        if (node.has("Ref")
                || node.properties().stream().anyMatch(e -> e.getKey().startsWith("Fn::"))) {
            Map.Entry<String, JsonNode> call = node.properties().stream()
                    .filter(entry ->
                            entry.getKey().startsWith("Fn::") || entry.getKey().equals("Ref"))
                    .findFirst()
                    .orElseThrow();
            try {
                // A loop makes keys beside others.
                if (node.size() != 1 && !call.getKey().startsWith(StackTemplate.LOOP)) {
                    throw place.fault("an intrinsic function must be the only key of its object, but there are "
                            + keys(node) + ".");
                }
                return withoutDynamicReference(call(call.getKey(), call.getValue(), place), place);
            } catch (AssemblyException e) {
                return unresolved.replace(Unresolved.shown(call.getKey(), call.getValue()), e);
            }
        }
        ObjectNode result = NODES.objectNode();
        node.properties().forEach(entry -> {
            JsonNode value = evaluate(entry.getValue(), place.child(entry.getKey()));
            if (!value.isMissingNode()) {
                result.set(entry.getKey(), value);
            }
        });
        return result;
    }

    /** The CDK puts one together with {@code Fn::Join} where it names a resource of the stack. */
    private JsonNode withoutDynamicReference(JsonNode value, Place place) {
        Matcher dynamic = DYNAMIC_REFERENCE.matcher(value.asText());
        return dynamic.find()
                ? unresolved.replace(
                        dynamic.group(),
                        place.fault("the dynamic reference " + dynamic.group() + " reads a value that only the"
                                + " deployed account holds; give the property a plain value to run it here."))
                : value;
    }

    /** Evaluates to text; a number or boolean is written as CloudFormation writes it. */
    public String text(JsonNode node, Place place) {
        JsonNode value = evaluate(node, place);
        if (!value.isValueNode()) {
            throw place.fault("a single value is needed, but it evaluates to " + shown(value) + ".");
        }
        return value.asText();
    }

    private ArrayNode evaluateArray(JsonNode node, Place place) {
        ArrayNode result = NODES.arrayNode();
        for (int i = 0; i < node.size(); i++) {
            JsonNode value = evaluate(node.get(i), place.child(Integer.toString(i)));
            if (!value.isMissingNode()) {
                result.add(value);
            }
        }
        return result;
    }

    private JsonNode call(String function, JsonNode argument, Place place) {
        return switch (function) {
            case "Ref" -> references.ref(argument.asText(), place);
            case "Fn::GetAtt" -> getAtt(argument, place);
            case "Fn::Sub" -> TextNode.valueOf(sub(argument, place));
            case "Fn::Join" -> {
                List<JsonNode> arguments = arguments(function, argument, 2, place);
                yield TextNode.valueOf(String.join(text(arguments.get(0), place), texts(arguments.get(1), place)));
            }
            case "Fn::Split" -> {
                List<JsonNode> arguments = arguments(function, argument, 2, place);
                yield split(text(arguments.get(0), place), text(arguments.get(1), place), place);
            }
            case "Fn::Select" -> select(arguments(function, argument, 2, place), place);
            case "Fn::If" -> {
                List<JsonNode> arguments = arguments(function, argument, 3, place);
                boolean holds = conditions.holds(arguments.get(0).asText(), place);
                yield evaluate(arguments.get(holds ? 1 : 2), place);
            }
            case "Fn::FindInMap" -> findInMap(argument, place);
            case "Fn::ImportValue" -> references.importValue(text(argument, place), place);
            case "Fn::Base64" ->
                TextNode.valueOf(
                        Base64.getEncoder().encodeToString(text(argument, place).getBytes(StandardCharsets.UTF_8)));
            case "Fn::GetAZs" -> {
                String region = text(argument, place);
                yield references.availabilityZones(region);
            }
            default -> throw place.fault(function + " is not supported by local runs.");
        };
    }

    private JsonNode getAtt(JsonNode argument, Place place) {
        if (argument.isTextual()) {
            int dot = argument.asText().indexOf('.');
            if (dot < 0) {
                throw place.fault("Fn::GetAtt needs a resource and an attribute, but has " + shown(argument) + ".");
            }
            return references.getAtt(
                    argument.asText().substring(0, dot), argument.asText().substring(dot + 1), place);
        }
        List<JsonNode> arguments = arguments("Fn::GetAtt", argument, 2, place);
        return references.getAtt(arguments.get(0).asText(), text(arguments.get(1), place), place);
    }

    private String sub(JsonNode argument, Place place) {
        JsonNode text = argument;
        JsonNode variables = MissingNode.getInstance();
        if (argument.isArray()) {
            List<JsonNode> arguments = arguments("Fn::Sub", argument, 2, place);
            text = arguments.get(0);
            variables = arguments.get(1);
        }
        Matcher matcher = PLACEHOLDER.matcher(text.asText());
        StringBuilder result = new StringBuilder();
        while (matcher.find()) {
            String name = matcher.group(2);
            String value;
            if (!matcher.group(1).isEmpty()) {
                value = "${" + name + "}";
            } else if (variables.has(name)) {
                value = text(variables.get(name), place);
            } else if (name.contains(".")) {
                value = singleValue(getAtt(TextNode.valueOf(name), place), place);
            } else {
                value = singleValue(references.ref(name, place), place);
            }
            matcher.appendReplacement(result, Matcher.quoteReplacement(value));
        }
        return matcher.appendTail(result).toString();
    }

    private static String singleValue(JsonNode value, Place place) {
        if (!value.isValueNode()) {
            throw place.fault("Fn::Sub can insert single values only, not " + shown(value) + ".");
        }
        return value.asText();
    }

    private static ArrayNode split(String delimiter, String text, Place place) {
        if (delimiter.isEmpty()) {
            throw place.fault("Fn::Split needs a delimiter.");
        }
        ArrayNode parts = NODES.arrayNode();
        int start = 0;
        for (int end = text.indexOf(delimiter); end >= 0; end = text.indexOf(delimiter, start)) {
            parts.add(text.substring(start, end));
            start = end + delimiter.length();
        }
        return parts.add(text.substring(start));
    }

    private JsonNode select(List<JsonNode> arguments, Place place) {
        JsonNode list = evaluate(arguments.get(1), place);
        if (Unresolved.isToken(list)) {
            return list;
        }
        String index = text(arguments.get(0), place);
        if (!list.isArray() || !index.matches("\\d{1,9}") || Integer.parseInt(index) >= list.size()) {
            throw place.fault("Fn::Select has no element " + index + " in " + shown(list) + ".");
        }
        return list.get(Integer.parseInt(index));
    }

    private JsonNode findInMap(JsonNode argument, Place place) {
        JsonNode fallback = argument.path(3).path("DefaultValue");
        if (!fallback.isMissingNode() && !template.hasLanguageExtensions()) {
            throw place.fault("Fn::FindInMap takes a DefaultValue only in a template with the Transform"
                    + " AWS::LanguageExtensions.");
        }
        List<String> keys = arguments("Fn::FindInMap", argument, fallback.isMissingNode() ? 3 : 4, place).stream()
                .limit(3)
                .map(key -> text(key, place))
                .toList();
        JsonNode value = template.mapping(keys.get(0), keys.get(1), keys.get(2));
        if (!value.isMissingNode()) {
            return value;
        }
        if (fallback.isMissingNode()) {
            throw place.fault("the template has no mapping " + String.join(" / ", keys) + ".");
        }
        return evaluate(fallback, place);
    }

    private List<String> texts(JsonNode list, Place place) {
        JsonNode values = evaluate(list, place);
        if (Unresolved.isToken(values)) {
            return List.of(values.asText());
        }
        if (!values.isArray()) {
            throw place.fault("a list is needed, but it evaluates to " + shown(values) + ".");
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode value : values) {
            if (!value.isValueNode()) {
                throw place.fault("a list of single values is needed, but it holds " + shown(value) + ".");
            }
            texts.add(value.asText());
        }
        return texts;
    }

    static List<JsonNode> arguments(String function, JsonNode argument, int count, Place place) {
        if (!argument.isArray() || argument.size() != count) {
            throw place.fault(function + " needs a list of " + count + ", but has " + shown(argument) + ".");
        }
        List<JsonNode> arguments = new ArrayList<>();
        argument.forEach(arguments::add);
        return arguments;
    }

    private static String shown(JsonNode node) {
        return node.isMissingNode() ? "AWS::NoValue" : node.toString();
    }

    private static List<String> keys(JsonNode node) {
        return node.properties().stream().map(Map.Entry::getKey).toList();
    }
}
