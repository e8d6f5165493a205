package io.github.managedflink.jobs.avro;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.managedflink.jobs.record.DataRecord;
import io.github.managedflink.jobs.record.RecordFault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.util.RandomData;

/** Avro's own generator and writer are the oracle. */
class AvroDecoderProperties {
    private static final Schema SCHEMA = new Schema.Parser()
            .parse("{\"type\":\"record\",\"name\":\"All\",\"fields\":["
                    + "{\"name\":\"b\",\"type\":\"boolean\"},{\"name\":\"i\",\"type\":\"int\"},{\"name\":\"l\",\"type\":\"long\"},"
                    + "{\"name\":\"f\",\"type\":\"float\"},{\"name\":\"d\",\"type\":\"double\"},{\"name\":\"s\",\"type\":\"string\"},"
                    + "{\"name\":\"bytes\",\"type\":\"bytes\"},{\"name\":\"fix\",\"type\":{\"type\":\"fixed\",\"name\":\"F\",\"size\":5}},"
                    + "{\"name\":\"e\",\"type\":{\"type\":\"enum\",\"name\":\"E\",\"symbols\":[\"A\",\"B\"]}},"
                    + "{\"name\":\"u\",\"type\":[\"null\",\"long\",\"string\"]},"
                    + "{\"name\":\"a\",\"type\":{\"type\":\"array\",\"items\":[\"null\",\"int\"]}},"
                    + "{\"name\":\"m\",\"type\":{\"type\":\"map\",\"values\":\"double\"}},"
                    + "{\"name\":\"n\",\"type\":[\"null\",{\"type\":\"record\",\"name\":\"Inner\",\"fields\":["
                    + "{\"name\":\"x\",\"type\":\"string\"},{\"name\":\"again\",\"type\":[\"null\",\"Inner\"]}]}]},"
                    + "{\"name\":\"nothing\",\"type\":\"null\"}]}");

    private final AvroDecoder decoder = new AvroDecoder(SCHEMA, SCHEMA);

    @Property(tries = 500, seed = "1")
    void readsWhatAvroWrites(@ForAll long seed) throws Exception {
        Object written = new RandomData(SCHEMA, 1, seed).iterator().next();

        DataRecord read = decoder.decode(bytes(written));

        assertThat(read).isEqualTo(new RecordValues().of(SCHEMA).of(written));
    }

    @Property(tries = 2_000, seed = "1")
    void refusesDamagedMessagesAndNothingWorse(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 8) int changes, @ForAll boolean cut) throws Exception {
        Random random = new Random(seed);
        byte[] bytes = bytes(new RandomData(SCHEMA, 1, seed).iterator().next());
        for (int i = 0; i < changes; i++) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        byte[] damaged = cut ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;

        try {
            assertThat(decoder.decode(damaged)).isNotNull();
        } catch (RecordFault e) {
            assertThat(e).hasMessageStartingWith("the message does not fit its schema: ");
        }
    }

    private static byte[] bytes(Object record) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
        new GenericDatumWriter<>(SCHEMA).write(record, encoder);
        encoder.flush();
        return out.toByteArray();
    }
}
