package io.github.managedflink.jobs.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.managedflink.jobs.record.DataRecord;
import io.github.managedflink.jobs.record.RecordFault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;

class AvroDecoderTest {
    private static final Schema LOGICAL =
            record("{\"name\":\"ms\",\"type\":{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"}},"
                    + "{\"name\":\"us\",\"type\":{\"type\":\"long\",\"logicalType\":\"timestamp-micros\"}},"
                    + "{\"name\":\"day\",\"type\":{\"type\":\"int\",\"logicalType\":\"date\"}},"
                    + "{\"name\":\"sum\",\"type\":{\"type\":\"bytes\",\"logicalType\":\"decimal\",\"precision\":9,\"scale\":2}},"
                    + "{\"name\":\"f\",\"type\":\"float\"},{\"name\":\"raw\",\"type\":\"bytes\"}");

    @Test
    void givesLogicalTypesTheirMeaning() throws Exception {
        GenericData.Record written = new GenericData.Record(LOGICAL);
        written.put("ms", 1_769_846_400_123L);
        written.put("us", -1L);
        written.put("day", 20_484);
        written.put(
                "sum",
                ByteBuffer.wrap(BigDecimal.valueOf(-12345).unscaledValue().toByteArray()));
        written.put("f", 0.1f);
        written.put("raw", ByteBuffer.wrap(new byte[] {1, 2, 3}));

        DataRecord record = new AvroDecoder(LOGICAL, LOGICAL).decode(bytes(LOGICAL, written));

        assertThat(record.get("ms")).isEqualTo(Instant.parse("2026-01-31T08:00:00.123Z"));
        assertThat(record.get("us")).isEqualTo(Instant.parse("1969-12-31T23:59:59.999999Z"));
        assertThat(record.get("day")).isEqualTo("2026-01-31");
        assertThat(record.get("sum")).isEqualTo(new BigDecimal("-123.45"));
        assertThat(record.get("f")).isEqualTo(0.1);
        assertThat(record.get("raw")).isEqualTo("AQID");
    }

    @Test
    void readsBackWhatTheEncoderWrites() throws Exception {
        Schema schema = record("{\"name\":\"id\",\"type\":\"long\"},{\"name\":\"at\",\"type\":{\"type\":\"long\","
                + "\"logicalType\":\"timestamp-millis\"}},{\"name\":\"tags\",\"type\":{\"type\":\"array\",\"items\":\"string\"}},"
                + "{\"name\":\"price\",\"type\":[\"null\",\"double\"]}");
        DataRecord record = new DataRecord();
        record.put("id", 7L);
        record.put("at", Instant.parse("2026-01-31T08:00:00Z"));
        record.put("tags", List.of("a", "ü"));
        record.put("price", 1.5);

        assertThat(new AvroDecoder(schema, schema).decode(bytes(schema, new AvroEncoder(schema).encode(record))))
                .isEqualTo(record);
    }

    @Test
    void resolvesEarlierVersionsToTheReaderSchema() throws Exception {
        Schema writer = record(
                "{\"name\":\"id\",\"type\":\"int\"},{\"name\":\"gone\",\"type\":{\"type\":\"array\",\"items\":\"string\"}}");
        Schema reader = record(
                "{\"name\":\"id\",\"type\":\"long\"},{\"name\":\"note\",\"type\":\"string\",\"default\":\"none\"}");
        GenericData.Record written = new GenericData.Record(writer);
        written.put("id", 7);
        written.put("gone", List.of("a", "b"));

        DataRecord record = new AvroDecoder(writer, reader).decode(bytes(writer, written));

        assertThat(record).hasToString("{id=7, note=none}");
        assertThat(record.get("id")).isEqualTo(7L);
    }

    @Test
    void refusesWhatDoesNotFit() {
        Schema text = record("{\"name\":\"s\",\"type\":\"string\"}");
        AvroDecoder decoder = new AvroDecoder(text, text);

        assertThatThrownBy(() -> decoder.decode(new byte[] {2, 'a', 'b'}))
                .isInstanceOf(RecordFault.class)
                .hasMessage("the message does not fit its schema: 1 bytes are left over");
        // A string of two gigabytes, as it claims.
        assertThatThrownBy(() -> decoder.decode(new byte[] {(byte) 0xFE, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x0F}))
                .isInstanceOf(RecordFault.class)
                .hasMessageContaining("2147483647 bytes begins where 0 are left");
        assertThatThrownBy(() -> decoder.decode(new byte[0])).isInstanceOf(RecordFault.class);
    }

    @Test
    void refusesAListOfMoreItemsThanAMessageCanHave() {
        Schema nulls = record("{\"name\":\"a\",\"type\":{\"type\":\"array\",\"items\":\"null\"}}");

        // A billion nulls, which take no bytes.
        assertThatThrownBy(() -> new AvroDecoder(nulls, nulls)
                        .decode(new byte[] {(byte) 0x80, (byte) 0xA8, (byte) 0xD6, (byte) 0xB9, 0x07, 0}))
                .isInstanceOf(RecordFault.class)
                .hasMessageContaining("a list of 1000000000 items does not fit");
    }

    @Test
    void takesSchemasOfRecordsAlone() {
        Schema text = Schema.create(Schema.Type.STRING);

        assertThatThrownBy(() -> new AvroDecoder(text, text))
                .isInstanceOf(AvroRuntimeException.class)
                .hasMessage("the schema defines no record, but a value of type STRING");
    }

    private static Schema record(String fields) {
        return new Schema.Parser().parse("{\"type\":\"record\",\"name\":\"R\",\"fields\":[" + fields + "]}");
    }

    private static byte[] bytes(Schema schema, Object record) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
        new GenericDatumWriter<>(schema).write(record, encoder);
        encoder.flush();
        return out.toByteArray();
    }
}
