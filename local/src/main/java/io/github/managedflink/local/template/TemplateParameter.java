package io.github.managedflink.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/**
 * A parameter of a template.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html">Parameters</a>
 */
public record TemplateParameter(String name, JsonNode definition) {
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,4})?");

    /** The value that {@code Ref} gives of what a deployment is given: a text, or a list. */
    public JsonNode value(String given) {
        return isList() ? split(given) : TextNode.valueOf(given);
    }

    /** The value where a deployment is given none, and {@link #defaultFault} has nothing against it. */
    public JsonNode defaultValue() {
        JsonNode value = definition.path("Default");
        return isList() ? split(value.asText()) : value;
    }

    /** Returns why it needs a value from outside the template, if so. */
    public Optional<String> defaultFault() {
        if (isStored()) {
            return Optional.of("it is read from the deployed account's Parameter Store (" + type() + ")");
        }
        JsonNode value = definition.path("Default");
        return value.isMissingNode()
                ? Optional.of("it has no default")
                : fault(value.asText())
                        .map(fault -> "its default " + Quoted.of(value.asText()) + " is not allowed: " + fault);
    }

    /**
     * Why CloudFormation would refuse a value, if so. Of what the Parameter Store holds it checks nothing: the rules
     * are those of its name there.
     */
    public Optional<String> fault(String given) {
        if (isStored()) {
            return Optional.empty();
        }
        List<String> values = isList() ? elements(given).toList() : List.of(given);
        return values.stream().flatMap(each -> elementFault(each).stream()).findFirst();
    }

    private Optional<String> elementFault(String value) {
        if (type().contains("Number") && number(TextNode.valueOf(value)).isEmpty()) {
            return Optional.of("it must be a number");
        }
        List<String> allowed = TemplateJson.texts(definition.path("AllowedValues"));
        if (!allowed.isEmpty() && !allowed.contains(value)) {
            return Optional.of("the allowed values are " + String.join(", ", allowed));
        }
        String pattern = definition.path("AllowedPattern").asText();
        if (!pattern.isEmpty() && !matches(pattern, value)) {
            String explanation = definition.path("ConstraintDescription").asText();
            return Optional.of("it must match " + pattern + (explanation.isEmpty() ? "" : " (" + explanation + ")"));
        }
        return type().contains("Number")
                ? rangeFault("it must be %s or %s", new BigDecimal(value), "MinValue", "MaxValue")
                : rangeFault(
                        "it must have %s characters or %s",
                        BigDecimal.valueOf(value.length()), "MinLength", "MaxLength");
    }

    /** What Java cannot read as a pattern holds nothing against a value. */
    private static boolean matches(String pattern, String value) {
        try {
            return Pattern.matches(pattern, value);
        } catch (PatternSyntaxException e) {
            return true;
        }
    }

    private Optional<String> rangeFault(String words, BigDecimal number, String least, String most) {
        if (bound(least).filter(bound -> number.compareTo(bound) < 0).isPresent()) {
            return Optional.of(words.formatted(definition.path(least).asText(), "more"));
        }
        if (bound(most).filter(bound -> number.compareTo(bound) > 0).isPresent()) {
            return Optional.of(words.formatted(definition.path(most).asText(), "less"));
        }
        return Optional.empty();
    }

    private Optional<BigDecimal> bound(String setting) {
        return number(definition.path(setting));
    }

    /** Returns the number that a value is or is written as, if it is one. */
    static Optional<BigDecimal> number(JsonNode value) {
        return Optional.of(value.asText())
                .filter(text -> NUMBER.matcher(text).matches())
                .map(BigDecimal::new);
    }

    private String type() {
        return definition.path("Type").asText();
    }

    /** Returns whether the template names the entry of the Parameter Store that holds the value. */
    public boolean isStoredUnderAName() {
        return isStored() && definition.has("Default");
    }

    private boolean isStored() {
        return type().startsWith(ParameterType.STORED);
    }

    private boolean isList() {
        return type().contains("CommaDelimitedList") || type().contains("List<");
    }

    private static ArrayNode split(String text) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        elements(text).forEach(list::add);
        return list;
    }

    private static Stream<String> elements(String text) {
        return Stream.of(text.split(",", -1)).map(String::trim);
    }
}
