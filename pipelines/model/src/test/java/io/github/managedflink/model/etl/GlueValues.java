package io.github.managedflink.model.etl;

import io.github.managedflink.model.format.GlueCompatibility;
import io.github.managedflink.model.format.GlueSchema;
import io.github.managedflink.model.format.InputFormat;
import io.github.managedflink.model.format.MessageFormat;
import io.github.managedflink.model.record.FieldType;
import java.util.List;

/** Valid formats with schemas of a registry. The schemas need no field, so that they fit any record. */
final class GlueValues {
    private static final String REGISTRY = "arn:aws:glue:eu-west-1:111122223333:registry/shop";
    private static final String TOKEN = "${Token[TOKEN.7]}";
    private static final String AVRO = "{\"type\":\"record\",\"name\":\"R\",\"fields\":["
            + "{\"name\":\"a\",\"type\":[\"null\",\"long\"],\"default\":null},"
            + "{\"name\":\"t\",\"type\":{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"},\"default\":0}]}";
    private static final String JSON_SCHEMA =
            "{\"$schema\":\"http://json-schema.org/draft-07/schema#\",\"type\":\"object\","
                    + "\"properties\":{\"a\":{\"type\":\"integer\"},\"t x\":{\"type\":[\"string\",\"null\"]}}}";

    private GlueValues() {}

    static List<InputFormat> inputs() {
        return List.of(
                InputFormat.json(),
                InputFormat.glueAvro(TOKEN),
                InputFormat.glueJson(REGISTRY),
                InputFormat.glueJson(REGISTRY).withFields(InputFormat.json().withField("id", FieldType.LONG)));
    }

    static List<MessageFormat> messageFormats() {
        return List.of(
                MessageFormat.json(),
                MessageFormat.json(),
                MessageFormat.glue(GlueSchema.avro(REGISTRY, "orders", AVRO)
                        .withCompatibility(GlueCompatibility.FULL_ALL)
                        .withCompression()),
                MessageFormat.glue(
                        GlueSchema.json(TOKEN, "orders-json", JSON_SCHEMA).withAutoRegistration()),
                MessageFormat.glue(GlueSchema.json(REGISTRY, "any", "{\"type\":\"object\"}")));
    }
}
