package io.github.managedflink.model.format;

import dev.cel.common.types.SimpleType;
import io.github.managedflink.model.record.FieldType;
import io.github.managedflink.model.record.RecordShape;
import io.github.managedflink.model.settings.SettingsReader;
import io.github.managedflink.model.settings.SettingsWriter;
import io.github.managedflink.model.settings.Violations;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/**
 * Avro as AWS's serializers for AWS Glue Schema Registry write it: each message names the version of the schema that it
 * was written with. A message of an unknown version, or one that its schema does not fit, becomes a dead letter. While
 * the registry cannot be reached, the source waits.
 *
 * <p>Timestamps become timestamps, decimals decimals, dates text such as {@code 2026-01-31}, bytes text in Base64,
 * enumerations text, maps objects.
 */
public final class GlueAvroInput extends InputFormat {
    static final String TYPE = "glue-avro";

    private final String registryArn;
    private final RecordSchema readerSchema;

    GlueAvroInput(String registryArn) {
        this(registryArn, null);
    }

    private GlueAvroInput(String registryArn, RecordSchema readerSchema) {
        this.registryArn = registryArn;
        this.readerSchema = readerSchema;
    }

    /**
     * Returns the same with a schema that every message is resolved to by Avro's rules, whatever version it was written
     * with: fields that it does not have are left out, new ones get their defaults. CEL expressions are checked against
     * it. Default: records have the fields that they were written with.
     *
     * @param avro the JSON text of a record schema
     */
    public GlueAvroInput withReaderSchema(String avro) {
        return new GlueAvroInput(registryArn, RecordSchema.avro(avro));
    }

    /** Reads what was written. */
    public static GlueAvroInput read(SettingsReader settings) {
        return new GlueAvroInput(
                settings.text("registry.arn"),
                settings.has("reader") ? RecordSchema.read(settings.at("reader")) : null);
    }

    @Override
    public String type() {
        return TYPE;
    }

    /** Returns the ARN of the registry. */
    public String registryArn() {
        return registryArn;
    }

    /** Returns the schema that messages are resolved to; null if they keep their own. */
    public Schema readerSchema() {
        return readerSchema == null ? null : readerSchema.schema().orElse(null);
    }

    @Override
    public RecordShape shape() {
        Schema schema = readerSchema();
        if (schema == null) {
            return RecordShape.open();
        }
        RecordShape shape = RecordShape.closed();
        for (Schema.Field field : schema.getFields()) {
            FieldType type = typeOf(notNull(field.schema()));
            shape = shape.with(field.name(), type == null ? SimpleType.DYN : RecordShape.celType(type));
        }
        return shape;
    }

    /** The one type of a union with null, or the schema itself. */
    private static Schema notNull(Schema schema) {
        if (schema.getType() != Schema.Type.UNION || schema.getTypes().size() != 2 || !schema.isNullable()) {
            return schema;
        }
        return schema.getTypes().get(schema.getTypes().get(0).getType() == Schema.Type.NULL ? 1 : 0);
    }

    /** What a value becomes; null if that is no simple value. */
    private static FieldType typeOf(Schema schema) {
        LogicalType logical = schema.getLogicalType();
        if (logical instanceof LogicalTypes.TimestampMillis || logical instanceof LogicalTypes.TimestampMicros) {
            return FieldType.TIMESTAMP;
        }
        if (logical instanceof LogicalTypes.Decimal) {
            return FieldType.DECIMAL;
        }
        if (logical instanceof LogicalTypes.Date) {
            return FieldType.STRING;
        }
        switch (schema.getType()) {
            case STRING:
            case ENUM:
            case BYTES:
            case FIXED:
                return FieldType.STRING;
            case INT:
            case LONG:
                return FieldType.LONG;
            case FLOAT:
            case DOUBLE:
                return FieldType.DOUBLE;
            case BOOLEAN:
                return FieldType.BOOLEAN;
            default:
                return null;
        }
    }

    @Override
    public void writeTo(SettingsWriter settings) {
        settings.put("type", TYPE).put("registry.arn", registryArn).put("reader", readerSchema);
    }

    @Override
    public void check(Violations violations) {
        GlueNames.checkRegistry(violations, "registry.arn", registryArn);
        if (readerSchema != null) {
            readerSchema.check(violations.at("reader"));
        }
    }
}
