package io.github.managedflink.model.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cel.common.types.CelKind;
import io.github.managedflink.model.record.RecordShape;
import io.github.managedflink.model.record.ValueKinds;
import io.github.managedflink.model.settings.SettingsReader;
import io.github.managedflink.model.settings.SettingsWriter;
import io.github.managedflink.model.settings.SpecValue;
import io.github.managedflink.model.settings.Violations;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A JSON Schema of records. It travels as one setting for each of its properties, so a property's schema, and the rest
 * together, may have up to 2,048 characters each.
 *
 * @see <a href="https://json-schema.org/draft-07">JSON Schema, draft 7</a>
 */
final class JsonSchemaDefinition extends SpecValue {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PROPERTIES = "properties";
    private static final String PROPERTY = "property";

    private final String object;
    private final Map<String, String> properties;

    private JsonSchemaDefinition(String object, Map<String, String> properties) {
        this.object = object;
        this.properties = properties;
    }

    /** Returns a schema by its text. A text that is none is reported when the pipeline is checked. */
    static JsonSchemaDefinition of(String json) {
        try {
            JsonNode tree = JSON.readTree(json);
            if (tree instanceof ObjectNode && tree.get(PROPERTIES) instanceof ObjectNode) {
                Map<String, String> properties = new LinkedHashMap<>();
                tree.get(PROPERTIES)
                        .properties()
                        .forEach(each ->
                                properties.put(each.getKey(), each.getValue().toString()));
                ((ObjectNode) tree).remove(PROPERTIES);
                return new JsonSchemaDefinition(tree.toString(), properties);
            }
        } catch (JsonProcessingException e) {
            return new JsonSchemaDefinition(json, Map.of());
        }
        return new JsonSchemaDefinition(json, Map.of());
    }

    static JsonSchemaDefinition read(SettingsReader settings) {
        Map<String, String> properties = new LinkedHashMap<>();
        SettingsReader entries = settings.at(PROPERTY);
        for (int number = 1; entries.has(String.valueOf(number)); number++) {
            SettingsReader entry = entries.at(String.valueOf(number));
            properties.put(entry.text("name"), entry.text("schema"));
        }
        return new JsonSchemaDefinition(settings.text("object"), properties);
    }

    /** The schema's text; empty if it is not valid. */
    Optional<String> text() {
        try {
            return Optional.of(tree().toString());
        } catch (JsonProcessingException | ClassCastException e) {
            return Optional.empty();
        }
    }

    private ObjectNode tree() throws JsonProcessingException {
        ObjectNode tree = (ObjectNode) JSON.readTree(object);
        if (!properties.isEmpty()) {
            ObjectNode target = tree.putObject(PROPERTIES);
            for (Map.Entry<String, String> each : properties.entrySet()) {
                target.set(each.getKey(), JSON.readTree(each.getValue()));
            }
        }
        return tree;
    }

    @Override
    public void writeTo(SettingsWriter settings) {
        settings.put("object", object);
        int number = 0;
        for (Map.Entry<String, String> each : properties.entrySet()) {
            settings.at(PROPERTY + "." + ++number).put("name", each.getKey()).put("schema", each.getValue());
        }
    }

    @Override
    public void check(Violations violations) {
        check(violations, RecordShape.open());
    }

    /** Records what is wrong with the schema, given what is known of the finished records. */
    void check(Violations violations, RecordShape finished) {
        if (!violations.require("object", object)) {
            return;
        }
        if (text().isEmpty()) {
            violations.add("object", object, "is no JSON Schema: it must be a JSON object.");
            return;
        }
        try {
            checkTypes(violations, finished);
            for (JsonNode required : tree().path("required")) {
                if (!finished.mayHave(required.asText())) {
                    violations.add(
                            "object",
                            required.asText(),
                            "is required by the schema, but the finished records have only "
                                    + String.join(", ", finished.names()) + ".");
                }
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("was read before", e);
        }
    }

    private void checkTypes(Violations violations, RecordShape finished) throws JsonProcessingException {
        for (Map.Entry<String, String> property : properties.entrySet()) {
            JsonNode types = JSON.readTree(property.getValue()).path("type");
            if (types.isMissingNode()) {
                continue;
            }
            List<String> names = new ArrayList<>();
            (types.isArray() ? types : List.of(types)).forEach(each -> names.add(each.asText()));
            Set<CelKind> fitting = EnumSet.noneOf(CelKind.class);
            names.forEach(name -> fitting.addAll(ValueKinds.fitting(name)));
            finished.kind(property.getKey())
                    .ifPresent(kind -> ValueKinds.refuseUnfitting(
                            violations, PROPERTY, property.getKey(), kind, fitting, String.join(" or ", names)));
        }
    }
}
