package io.github.managedflink.model.format;

import io.github.managedflink.model.record.RecordShape;
import io.github.managedflink.model.settings.SettingsReader;
import io.github.managedflink.model.settings.SettingsWriter;
import io.github.managedflink.model.settings.SpecValue;
import io.github.managedflink.model.settings.Violations;
import java.util.Optional;

/** What a sink that writes messages makes of a record: JSON, or bytes by a schema of AWS Glue Schema Registry. */
public final class MessageFormat extends SpecValue {
    private static final String JSON = "json";
    private static final String GLUE = "glue";

    private final String type;
    private final GlueSchema schema;

    private MessageFormat(String type, GlueSchema schema) {
        this.type = type;
        this.schema = schema;
    }

    /** Returns a JSON object, in UTF-8. */
    public static MessageFormat json() {
        return new MessageFormat(JSON, null);
    }

    /**
     * Returns a format of Avro or JSON, as the schema says, after the 18 bytes that tell AWS's deserializers the
     * version of the schema.
     */
    public static MessageFormat glue(GlueSchema schema) {
        return new MessageFormat(GLUE, schema);
    }

    /** Reads what was written; JSON where nothing is said. */
    public static MessageFormat read(SettingsReader settings) {
        String type = settings.text("type");
        if (type == null || type.equals(JSON)) {
            return json();
        }
        if (type.equals(GLUE)) {
            return glue(GlueSchema.read(settings.at("schema")));
        }
        settings.violations().add("type", type, "is no message format; use json or glue.");
        return json();
    }

    /** Returns the schema; empty for plain JSON. */
    public Optional<GlueSchema> schema() {
        return Optional.ofNullable(schema);
    }

    @Override
    public void writeTo(SettingsWriter settings) {
        settings.put("type", type).put("schema", schema);
    }

    @Override
    public void check(Violations violations) {
        check(violations, RecordShape.open());
    }

    /** Records what is wrong with the format, given what is known of the finished records. */
    public void check(Violations violations, RecordShape finished) {
        if (!type.equals(JSON) && violations.require("schema", schema)) {
            schema.check(violations.at("schema"), finished);
        }
    }
}
