package io.github.managedflink.model.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.managedflink.model.record.RecordShape;
import io.github.managedflink.model.record.ValueKinds;
import io.github.managedflink.model.settings.SettingsReader;
import io.github.managedflink.model.settings.SettingsWriter;
import io.github.managedflink.model.settings.SpecValue;
import io.github.managedflink.model.settings.Violations;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;

/**
 * The Avro schema of the records in a file. A field that is known to have a type which never fits, such as a text for a
 * long, is refused with the pipeline. It travels as one setting for each of its fields, so a field's definition may
 * have up to 2,048 characters.
 *
 * @see <a href="https://avro.apache.org/docs/1.11.1/specification/">Avro specification</a>
 */
public final class RecordSchema extends SpecValue {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FIELDS = "fields";

    private final String record;
    private final List<String> fields;

    private RecordSchema(String record, List<String> fields) {
        this.record = record;
        this.fields = List.copyOf(fields);
    }

    /**
     * Returns a schema by its JSON text, as in an {@code .avsc} file. A text that is no record schema is reported when
     * the pipeline is checked.
     */
    public static RecordSchema avro(String json) {
        try {
            JsonNode tree = JSON.readTree(json);
            if (tree instanceof ObjectNode && tree.get(FIELDS) instanceof ArrayNode) {
                List<String> fields = new ArrayList<>();
                tree.get(FIELDS).forEach(field -> fields.add(field.toString()));
                ((ObjectNode) tree).remove(FIELDS);
                return new RecordSchema(tree.toString(), fields);
            }
        } catch (JsonProcessingException e) {
            return new RecordSchema(json, List.of());
        }
        return new RecordSchema(json, List.of());
    }

    static RecordSchema read(SettingsReader settings) {
        return new RecordSchema(settings.text("record"), settings.texts("field"));
    }

    /** Returns the schema, if it is a valid record schema. */
    public Optional<Schema> schema() {
        try {
            return Optional.of(parse()).filter(schema -> schema.getType() == Schema.Type.RECORD);
        } catch (SchemaParseException | JsonProcessingException | ClassCastException e) {
            return Optional.empty();
        }
    }

    private Schema parse() throws JsonProcessingException {
        ObjectNode tree = (ObjectNode) JSON.readTree(record);
        ArrayNode array = tree.putArray(FIELDS);
        for (String field : fields) {
            array.add(JSON.readTree(field));
        }
        return new Schema.Parser().parse(tree.toString());
    }

    @Override
    public void writeTo(SettingsWriter settings) {
        settings.put("record", record).put("field", fields);
    }

    @Override
    public void check(Violations violations) {
        check(violations, RecordShape.open());
    }

    /** Records what is wrong with the schema, given what is known of the finished records. */
    public void check(Violations violations, RecordShape finished) {
        if (!violations.require("record", record)) {
            return;
        }
        try {
            parse();
        } catch (SchemaParseException | JsonProcessingException e) {
            violations.add("record", record, "is no Avro schema: " + firstLine(e) + ".");
            return;
        } catch (ClassCastException e) {
            violations.add("record", record, "must be a JSON object that defines an Avro record.");
            return;
        }
        Optional<Schema> schema = schema();
        if (schema.isEmpty()) {
            violations.add("record", record, "must define an Avro record.");
            return;
        }
        violations.require("field", fields);
        for (Schema.Field field : schema.get().getFields()) {
            boolean optional = field.hasDefaultValue() || field.schema().isNullable();
            if (!optional && !finished.mayHave(field.name())) {
                violations.add(
                        "field." + (field.pos() + 1),
                        field.name(),
                        "is needed by the schema, but the finished records have only "
                                + String.join(", ", finished.names()) + ".");
            }
            finished.kind(field.name())
                    .ifPresent(kind -> ValueKinds.refuseUnfitting(
                            violations,
                            "field." + (field.pos() + 1),
                            field.name(),
                            kind,
                            ValueKinds.fitting(field.schema()),
                            nameOf(field.schema())));
        }
    }

    private static String nameOf(Schema type) {
        if (type.isUnion()) {
            return type.getTypes().stream().map(RecordSchema::nameOf).collect(Collectors.joining(" or "));
        }
        String logical = type.getLogicalType() == null
                ? ""
                : " of " + type.getLogicalType().getName();
        return type.getType().getName() + logical;
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).split("\n", 2)[0];
    }
}
