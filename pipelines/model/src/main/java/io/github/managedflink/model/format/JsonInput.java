package io.github.managedflink.model.format;

import io.github.managedflink.model.record.FieldType;
import io.github.managedflink.model.record.RecordShape;
import io.github.managedflink.model.settings.NamedValues;
import io.github.managedflink.model.settings.SettingsReader;
import io.github.managedflink.model.settings.SettingsWriter;
import io.github.managedflink.model.settings.Violations;
import java.util.Map;

/**
 * One JSON object a message, in UTF-8; another encoding is refused, and so are NaN and Infinity. Fields may be
 * declared: then CEL expressions are checked against their types. A declaration converts and requires nothing; the
 * steps {@code cast} and {@code require} do.
 */
public final class JsonInput extends InputFormat {
    static final String TYPE = "json";

    private final NamedValues<FieldType> declared;
    private final boolean complete;

    JsonInput() {
        this(NamedValues.none(), false);
    }

    private JsonInput(NamedValues<FieldType> declared, boolean complete) {
        this.declared = declared;
        this.complete = complete;
    }

    /**
     * Returns the same with a declared top-level field. A name that is declared twice is reported when the pipeline is
     * checked.
     */
    public JsonInput withField(String name, FieldType type) {
        return new JsonInput(declared.with(name, type), complete);
    }

    /**
     * Returns the same with the promise that the declared fields are all: an expression that names another is then
     * refused.
     */
    public JsonInput withNoOtherFields() {
        return new JsonInput(declared, true);
    }

    /** Reads what was written. */
    public static JsonInput read(SettingsReader settings) {
        return new JsonInput(
                settings.named("field", field -> field.word("type", FieldType.class)), settings.flag("complete"));
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public RecordShape shape() {
        RecordShape shape = complete ? RecordShape.closed() : RecordShape.open();
        for (Map.Entry<String, FieldType> field : declared.asMap().entrySet()) {
            shape = shape.with(field.getKey(), RecordShape.celType(field.getValue()));
        }
        return shape;
    }

    @Override
    public void writeTo(SettingsWriter settings) {
        settings.put("type", TYPE).put("complete", complete);
        int number = 0;
        for (String name : declared.names()) {
            FieldType fieldType = declared.values().get(number);
            settings.at("field." + ++number).put("name", name).put("type", fieldType);
        }
    }

    @Override
    public void check(Violations violations) {
        declared.checkNames(violations, "field", "fields");
        for (int i = 0; i < declared.names().size(); i++) {
            Violations at = violations.at("field." + (i + 1));
            at.require("name", declared.names().get(i));
            at.require("type", declared.values().get(i));
        }
        if (complete && declared.names().isEmpty()) {
            violations.add(
                    "complete", true, "promises that there are no fields but the declared ones, and none is declared.");
        }
    }
}
