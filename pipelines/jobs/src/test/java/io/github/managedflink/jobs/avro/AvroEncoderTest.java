package io.github.managedflink.jobs.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.managedflink.jobs.record.DataRecord;
import io.github.managedflink.jobs.record.JsonNumber;
import io.github.managedflink.jobs.record.RecordFault;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AvroEncoderTest {
    private static final Instant MOMENT = Instant.parse("2018-02-07T17:04:03.200Z");
    private static final String DECIMAL =
            "{\"type\":\"bytes\",\"logicalType\":\"decimal\",\"precision\":6,\"scale\":2}";

    static List<Arguments> fitting() {
        return List.of(
                Arguments.of("\"int\"", 7L, 7),
                Arguments.of("\"long\"", new JsonNumber("7.0"), 7L),
                Arguments.of("\"double\"", 7L, 7.0),
                Arguments.of("\"double\"", new JsonNumber("0.1"), 0.1),
                Arguments.of("\"float\"", new JsonNumber("0.1"), 0.1f),
                Arguments.of("\"string\"", "ü😀", "ü😀"),
                Arguments.of("\"string\"", MOMENT, "2018-02-07T17:04:03.200Z"),
                Arguments.of("[\"null\",\"long\"]", null, null),
                Arguments.of("[\"long\",\"string\"]", "x", "x"),
                Arguments.of("{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"}", MOMENT, MOMENT.toEpochMilli()),
                Arguments.of(
                        "{\"type\":\"long\",\"logicalType\":\"timestamp-micros\"}",
                        MOMENT,
                        MOMENT.toEpochMilli() * 1000),
                Arguments.of("{\"type\":\"int\",\"logicalType\":\"date\"}", "1970-01-02", 1),
                Arguments.of("{\"type\":\"int\",\"logicalType\":\"date\"}", Instant.ofEpochSecond(86_400), 1),
                Arguments.of("{\"type\":\"array\",\"items\":\"long\"}", List.of(1L, 2L), List.of(1L, 2L)));
    }

    @ParameterizedTest
    @MethodSource("fitting")
    void aValueThatFitsIsEncoded(String type, Object value, Object expected) throws RecordFault {
        assertThat(encoded(type, value)).isEqualTo(expected);
    }

    static List<Arguments> unfitting() {
        return List.of(
                Arguments.of("\"int\"", 2_147_483_648L),
                Arguments.of("\"long\"", new JsonNumber("7.5")),
                Arguments.of("\"long\"", "7"),
                Arguments.of("\"long\"", true),
                Arguments.of("\"long\"", null),
                Arguments.of("\"double\"", new JsonNumber("1e999")),
                Arguments.of("\"double\"", 9_007_199_254_740_993L),
                Arguments.of("\"string\"", 7L),
                Arguments.of("\"string\"", "\uD83D"),
                Arguments.of("\"boolean\"", "true"),
                Arguments.of("{\"type\":\"enum\",\"name\":\"E\",\"symbols\":[\"A\"]}", "B"),
                Arguments.of("\"double\"", new BigDecimal("0.10000000000000000001")),
                Arguments.of("\"double\"", new JsonNumber("18446744073709551615")),
                Arguments.of("{\"type\":\"int\",\"logicalType\":\"date\"}", MOMENT),
                Arguments.of("{\"type\":\"int\",\"logicalType\":\"date\"}", "+9999999-01-01"),
                Arguments.of("{\"type\":\"int\",\"logicalType\":\"date\"}", Instant.ofEpochSecond(86_400, 1)),
                Arguments.of("{\"type\":\"int\",\"logicalType\":\"date\"}", Instant.MAX),
                Arguments.of("{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"}", Instant.MAX),
                Arguments.of("{\"type\":\"long\",\"logicalType\":\"timestamp-micros\"}", Instant.MAX),
                Arguments.of("{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"}", "2018"),
                Arguments.of(DECIMAL, new BigDecimal("1.005")),
                Arguments.of(DECIMAL, new BigDecimal("10000")),
                Arguments.of(DECIMAL, new BigDecimal("1E+999999999")),
                Arguments.of("{\"type\":\"array\",\"items\":\"long\"}", List.of(1L, "x")),
                Arguments.of("\"bytes\"", "x"));
    }

    @ParameterizedTest
    @MethodSource("unfitting")
    void aValueThatDoesNotFitIsRefusedNamingTheField(String type, Object value) {
        assertThatThrownBy(() -> encoded(type, value))
                .isInstanceOf(RecordFault.class)
                .hasMessageStartingWith("the field f: ");
    }

    @Test
    void aDecimalIsItsUnscaledDigits() throws RecordFault {
        byte[] digits = ((java.nio.ByteBuffer) encoded(DECIMAL, new JsonNumber("-12.5"))).array();
        assertThat(new BigDecimal(new java.math.BigInteger(digits), 2)).isEqualByComparingTo("-12.5");
    }

    @Test
    void theSchemaSaysWhichFieldsAreWritten() throws RecordFault {
        Schema schema = schema(
                "{\"name\":\"f\",\"type\":\"long\",\"default\":3},{\"name\":\"g\",\"type\":[\"null\",\"long\"]}");
        DataRecord record = new DataRecord();
        record.put("other", 1L);

        assertThat(new AvroEncoder(schema).encode(record).toString()).isEqualTo("{\"f\": 3, \"g\": null}");
    }

    @Test
    void aMissingFieldWithoutDefaultIsRefused() {
        assertThatThrownBy(() -> new AvroEncoder(schema("{\"name\":\"f\",\"type\":\"long\"}")).encode(new DataRecord()))
                .isInstanceOf(RecordFault.class)
                .hasMessage("the field f of the schema is missing");
    }

    @Test
    void aSchemaMayHoldItself() throws RecordFault {
        Schema schema = new Schema.Parser()
                .parse(
                        "{\"type\":\"record\",\"name\":\"N\",\"fields\":[{\"name\":\"next\",\"type\":[\"null\",\"N\"]}]}");
        DataRecord inner = new DataRecord();
        inner.put("next", null);
        DataRecord outer = new DataRecord();
        outer.put("next", inner);

        GenericData.Record encoded = (GenericData.Record) new AvroEncoder(schema).encode(outer);
        assertThat(encoded.toString()).isEqualTo("{\"next\": {\"next\": null}}");
    }

    private static Object encoded(String type, Object value) throws RecordFault {
        DataRecord record = new DataRecord();
        record.put("f", value);
        return new AvroEncoder(schema("{\"name\":\"f\",\"type\":" + type + "}"))
                .encode(record)
                .get("f");
    }

    private static Schema schema(String fields) {
        return new Schema.Parser().parse("{\"type\":\"record\",\"name\":\"R\",\"fields\":[" + fields + "]}");
    }
}
