package io.github.managedflink.spec;

import io.github.managedflink.spec.settings.Faults;
import io.github.managedflink.spec.settings.SettingsReader;
import io.github.managedflink.spec.settings.SettingsWriter;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One JSON object a message, in UTF-8. Fields may be declared: then CEL expressions are checked against their types. A declaration converts and
 * requires nothing; the steps {@code cast} and {@code require} do.
 */
public final class JsonInput extends InputFormat {
    static final String TYPE = "json";

    private final Map<String, FieldType> declared;
    private final boolean complete;

    JsonInput() {
        this(Map.of(), false);
    }

    private JsonInput(Map<String, FieldType> declared, boolean complete) {
        this.declared = declared;
        this.complete = complete;
    }

    /** The same with a declared top-level field. */
    public JsonInput withField(String name, FieldType type) {
        Map<String, FieldType> fields = new LinkedHashMap<>(declared);
        fields.put(name, type);
        return new JsonInput(fields, complete);
    }

    /** The same with the promise that the declared fields are all: an expression that names another is then refused. */
    public JsonInput withNoOtherFields() {
        return new JsonInput(declared, true);
    }

    /** Reads what was written. */
    public static JsonInput read(SettingsReader settings) {
        Map<String, FieldType> fields = new LinkedHashMap<>();
        SettingsReader entries = settings.at("field");
        for (int number = 1; entries.has(String.valueOf(number)); number++) {
            SettingsReader entry = entries.at(String.valueOf(number));
            fields.put(entry.text("name"), entry.word("type", FieldType.class));
        }
        return new JsonInput(fields, settings.flag("complete"));
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public RecordShape shape() {
        RecordShape shape = complete ? RecordShape.closed() : RecordShape.open();
        for (Map.Entry<String, FieldType> field : declared.entrySet()) {
            shape = shape.with(field.getKey(), RecordShape.celType(field.getValue()));
        }
        return shape;
    }

    @Override
    public void writeTo(SettingsWriter settings) {
        settings.put("type", TYPE).put("complete", complete);
        int number = 0;
        for (Map.Entry<String, FieldType> field : declared.entrySet()) {
            settings.at("field." + ++number).put("name", field.getKey()).put("type", field.getValue());
        }
    }

    @Override
    public void check(Faults faults) {
        int number = 0;
        for (Map.Entry<String, FieldType> field : declared.entrySet()) {
            Faults at = faults.at("field." + ++number);
            at.require("name", field.getKey());
            at.require("type", field.getValue());
        }
        if (complete && declared.isEmpty()) {
            faults.add(
                    "complete", true, "promises that there are no fields but the declared ones, and none is declared.");
        }
    }
}
