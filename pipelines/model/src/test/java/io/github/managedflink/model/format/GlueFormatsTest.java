package io.github.managedflink.model.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.cel.common.types.SimpleType;
import io.github.managedflink.model.record.FieldType;
import io.github.managedflink.model.record.RecordShape;
import io.github.managedflink.model.settings.SettingsReader;
import io.github.managedflink.model.settings.SettingsWriter;
import io.github.managedflink.model.settings.Violation;
import io.github.managedflink.model.settings.Violations;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GlueFormatsTest {
    private static final String REGISTRY = "arn:aws:glue:eu-west-1:111122223333:registry/shop";
    private static final String AVRO = "{\"type\":\"record\",\"name\":\"Order\",\"namespace\":\"shop\",\"fields\":["
            + "{\"name\":\"id\",\"type\":\"long\"},"
            + "{\"name\":\"at\",\"type\":[\"null\",{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"}],\"default\":null},"
            + "{\"name\":\"tags\",\"type\":{\"type\":\"array\",\"items\":\"string\"}}]}";
    private static final String JSON =
            "{\"type\":\"object\",\"required\":[\"id\"],\"properties\":{\"id\":{\"type\":\"integer\"}}}";

    static Stream<Arguments> mistakes() {
        return Stream.of(
                arguments(GlueSchema.avro(null, "orders", AVRO), "registry.arn: is required but missing."),
                arguments(
                        GlueSchema.avro("shop", "orders", AVRO),
                        "registry.arn = \"shop\": is no ARN of a schema registry; write one such as"),
                arguments(GlueSchema.avro(REGISTRY, "my orders", AVRO), "name = \"my orders\": must have 1 to 255"),
                arguments(
                        GlueSchema.avro(REGISTRY, "orders", "\"string\""),
                        "record = \"\"string\"\": must be a JSON object"),
                arguments(GlueSchema.json(REGISTRY, "orders", "[1]"), "object = \"[1]\": is no JSON Schema"),
                arguments(GlueSchema.json(REGISTRY, "orders", "{"), "object = \"{\": is no JSON Schema"),
                arguments(
                        GlueSchema.avro(REGISTRY, "orders", AVRO).withCompatibility(null),
                        "compatibility: is required but missing."));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void namesEachMistake(GlueSchema schema, String message) {
        Violations violations = new Violations();

        schema.check(violations);

        assertThat(texts(violations)).singleElement().asString().startsWith(message);
    }

    @Test
    void refusesAFormatThatIsNone() {
        Violations violations = new Violations();

        MessageFormat.read(new SettingsReader(Map.of("type", "xml"), violations));
        MessageFormat.glue(null).check(violations);
        InputFormat.glueAvro("x").withReaderSchema("{}").check(violations);

        assertThat(texts(violations))
                .hasSize(4)
                .anyMatch(text -> text.startsWith("type = \"xml\": is no message format; use json or glue."))
                .anyMatch(text -> text.startsWith("schema: is required"))
                .anyMatch(text -> text.startsWith("registry.arn = \"x\": is no ARN"))
                .anyMatch(text -> text.startsWith("reader.record"));
    }

    @Test
    void knowsWhatRecordsCannotGiveASchema() {
        RecordShape finished = RecordShape.closed().with("name");
        Violations violations = new Violations();

        MessageFormat.glue(GlueSchema.avro(REGISTRY, "orders", AVRO)).check(violations.at("avro"), finished);
        MessageFormat.glue(GlueSchema.json(REGISTRY, "orders", JSON)).check(violations.at("json"), finished);

        assertThat(texts(violations))
                .containsExactly(
                        "avro.schema.field.1 = \"id\": is needed by the schema, but the finished records have only name.",
                        "avro.schema.field.3 = \"tags\": is needed by the schema, but the finished records have only name.",
                        "json.schema.object = \"id\": is required by the schema, but the finished records have only name.");
    }

    @Test
    void knowsWhichTypesOfASchemaFieldsNeverFit() {
        RecordShape finished = RecordShape.open()
                .with("id", RecordShape.celType(FieldType.STRING))
                .with("at", RecordShape.celType(FieldType.BOOLEAN))
                .with("price", RecordShape.celType(FieldType.DOUBLE))
                .with("note");
        String json = "{\"type\":\"object\",\"properties\":{\"id\":{\"type\":\"integer\"},"
                + "\"at\":{\"type\":[\"string\",\"null\"]},\"price\":{\"type\":\"integer\"},\"note\":{\"type\":\"array\"},\"x\":{\"enum\":[1]}}}";
        Violations violations = new Violations();

        MessageFormat.glue(GlueSchema.avro(REGISTRY, "orders", AVRO)).check(violations.at("avro"), finished);
        MessageFormat.glue(GlueSchema.json(REGISTRY, "orders", json)).check(violations.at("json"), finished);

        assertThat(texts(violations))
                .extracting(text -> text.replaceFirst(", which does not fit its type in the schema,", " ~"))
                .containsExactly(
                        "avro.schema.field.1 = \"id\": is a text in the finished records ~ long: all records would be refused. Cast"
                                + " the field, or change the schema.",
                        "avro.schema.field.2 = \"at\": is true or false in the finished records ~ null or long of"
                                + " timestamp-millis: all records would be refused. Cast the field, or change the schema.",
                        "json.schema.property = \"id\": is a text in the finished records ~ integer: all records would be refused."
                                + " Cast the field, or change the schema.",
                        "json.schema.property = \"at\": is true or false in the finished records ~ string or null: all records would"
                                + " be refused. Cast the field, or change the schema.");
    }

    @Test
    void givesTheDefinitionsBack() {
        assertThat(GlueSchema.json(REGISTRY, "orders", JSON).definition()).isEqualTo(JSON);
        assertThat(GlueSchema.avro(REGISTRY, "orders", AVRO).definition())
                .contains("\"namespace\":\"shop\"", "timestamp-millis");
    }

    @Test
    void knowsTheFieldsOfAReaderSchema() {
        GlueAvroInput input = InputFormat.glueAvro(REGISTRY).withReaderSchema(AVRO);

        RecordShape shape = input.shape();

        assertThat(shape.isClosed()).isTrue();
        assertThat(shape.type("at")).contains(SimpleType.TIMESTAMP);
        assertThat(shape.type("tags")).contains(SimpleType.DYN);
        assertThat(InputFormat.glueAvro(REGISTRY).shape().isClosed()).isFalse();
        assertThat(roundTrip(input)).isEqualTo(input);
    }

    private static InputFormat roundTrip(InputFormat format) {
        SettingsWriter settings = new SettingsWriter();
        format.writeTo(settings);
        return InputFormat.read(new SettingsReader(settings.asMap(), new Violations()));
    }

    private static List<String> texts(Violations violations) {
        return violations.all().stream().map(Violation::toString).collect(Collectors.toList());
    }
}
