package io.github.managedflink.local.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.managedflink.local.names.NearestName;
import io.github.managedflink.local.template.JsonKind;
import io.github.managedflink.local.template.Place;
import io.github.managedflink.local.template.Quoted;
import io.github.managedflink.local.template.TemplateJson;
import io.github.managedflink.local.template.Unresolved;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What a property accepts. As CloudFormation does, it takes numbers and booleans for strings, and strings that are
 * numbers or booleans for those. What only a deployment would know is accepted everywhere.
 */
final class PropertySchema {
    private static final String WHOLE_NUMBER = "[+-]?\\d+(\\.0+)?";
    private static final String NUMBER = "[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,4})?";

    private final JsonNode schema;

    /**
     * Reads a schema from the file of {@link ResourceSchemas}.
     *
     * @param schema the name of a type of single values, or an object that says what the {@code values} are, of what a
     *     {@code list} or {@code map} consists, or which {@code properties} there are and which of them are
     *     {@code required}
     */
    PropertySchema(JsonNode schema) {
        this.schema = schema;
    }

    /** Returns why a value is refused, one sentence for each fault. */
    List<String> faults(JsonNode value, Place place) {
        List<String> faults = new ArrayList<>();
        check(schema, value, place, faults);
        return faults;
    }

    private static void check(JsonNode schema, JsonNode value, Place place, List<String> faults) {
        if (value.asText().contains(Unresolved.TOKEN_START)) {
            return;
        }
        if (schema.isTextual()) {
            checkSingle(schema.asText(), value, place, faults);
        } else if (schema.has("values")) {
            checkChoice(TemplateJson.texts(schema.path("values")), value, place, faults);
        } else if (schema.has("list")) {
            checkList(schema.path("list"), value, place, faults);
        } else if (schema.has("map")) {
            checkMap(schema.path("map"), value, place, faults);
        } else {
            checkStructure(schema, value, place, faults);
        }
    }

    private static void checkSingle(String type, JsonNode value, Place place, List<String> faults) {
        switch (type) {
            case "json" -> {
                // Any value, also the text of one.
            }
            case "integer" -> checkText(value, WHOLE_NUMBER, "a whole number", place, faults);
            case "number" -> checkText(value, NUMBER, "a number", place, faults);
            case "boolean" -> checkText(value, "(?i)true|false", "true or false", place, faults);
            default -> checkText(value, "(?s).*", "a string", place, faults);
        }
    }

    private static void checkText(JsonNode value, String pattern, String expected, Place place, List<String> faults) {
        if (!value.isValueNode() || !value.asText().matches(pattern)) {
            refuse(expected, value, place, faults);
        }
    }

    private static void checkChoice(List<String> values, JsonNode value, Place place, List<String> faults) {
        if (!value.isValueNode()) {
            refuse("a string", value, place, faults);
        } else if (!values.contains(value.asText())) {
            add("it must be " + String.join(" or ", values) + ", but is " + JsonKind.shown(value) + ".", place, faults);
        }
    }

    private static void checkList(JsonNode elements, JsonNode value, Place place, List<String> faults) {
        if (!value.isArray()) {
            refuse("a list", value, place, faults);
            return;
        }
        for (int i = 0; i < value.size(); i++) {
            check(elements, value.get(i), place.child(Integer.toString(i)), faults);
        }
    }

    private static void checkMap(JsonNode values, JsonNode value, Place place, List<String> faults) {
        if (!value.isObject()) {
            refuse("an object", value, place, faults);
            return;
        }
        value.properties().forEach(each -> check(values, each.getValue(), place.child(each.getKey()), faults));
    }

    private static void checkStructure(JsonNode schema, JsonNode value, Place place, List<String> faults) {
        // A resource may have no properties at all.
        if (!value.isObject() && !value.isMissingNode()) {
            refuse("an object", value, place, faults);
            return;
        }
        JsonNode properties = schema.path("properties");
        TreeSet<String> names = new TreeSet<>();
        properties.fieldNames().forEachRemaining(names::add);
        for (Map.Entry<String, JsonNode> each : value.properties()) {
            String name = each.getKey();
            if (properties.has(name)) {
                check(properties.get(name), each.getValue(), place.child(name), faults);
            } else {
                add(
                        "there is no property " + Quoted.of(name)
                                + NearestName.question(name, names)
                                        .orElse("; there are " + String.join(", ", names) + "."),
                        place,
                        faults);
            }
        }
        List<String> missing = schema.path("required")
                .valueStream()
                .map(JsonNode::asText)
                .filter(name -> !value.has(name))
                .toList();
        if (!missing.isEmpty()) {
            add("it has no " + String.join(" and no ", missing) + ".", place, faults);
        }
    }

    private static void refuse(String expected, JsonNode value, Place place, List<String> faults) {
        add("it must be " + expected + ", but is " + JsonKind.shown(value) + ".", place, faults);
    }

    private static void add(String sentence, Place place, List<String> faults) {
        faults.add(place.fault(sentence).getMessage());
    }
}
