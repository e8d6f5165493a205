package io.github.managedflink.jobs.msk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.managedflink.jobs.event.Message;
import io.github.managedflink.jobs.event.PipelineEvent;
import io.github.managedflink.jobs.record.DataRecord;
import io.github.managedflink.jobs.record.RecordFault;
import io.github.managedflink.model.LocalEndpoints;
import io.github.managedflink.model.sink.MskSinkSpec;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.kafka.common.record.CompressionType;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.SimpleRecord;

class MskRecordEncoderTest {

    @Example
    void recordIsJsonWithoutALineFeed() throws RecordFault {
        MskRecord encoded = encoder(sink()).encode(order("o-1"));

        assertThat(text(encoded.getValue())).isEqualTo("{\"id\":\"o-1\",\"price\":7.50}");
        assertThat(encoded.getKey()).isNull();
    }

    @Example
    void recordWithoutAKeyStaysWithThoseOfItsPartition() throws RecordFault {
        PipelineEvent event =
                PipelineEvent.of(new Message(new byte[0], "orders-3", "1", 0, 3, null), 0, new DataRecord());

        assertThat(encoder(sink()).encode(event).getPartition()).isEqualTo(3);
        assertThat(encoder(sink()).encode(order("o-1")).getPartition()).isNull();
    }

    @Example
    void keyChoosesThePartition() throws RecordFault {
        DataRecord record = new DataRecord();
        record.put("id", "o-1");
        PipelineEvent event = PipelineEvent.of(new Message(new byte[0], "orders-3", "1", 0, 3, null), 0, record);

        assertThat(encoder(sink().keyBy("id")).encode(event).getPartition()).isNull();
    }

    @Example
    void keyOfOneFieldIsItsText() throws RecordFault {
        assertThat(text(encoder(sink().keyBy("id")).encode(order("ö")).getKey()))
                .isEqualTo("ö");
        assertThat(text(encoder(sink().keyBy("price")).encode(order("o-1")).getKey()))
                .isEqualTo("7.50");
    }

    @Example
    void keyOfSeveralFieldsTellsThemApart() throws RecordFault {
        MskRecordEncoder encoder = encoder(sink().keyBy("a", "b"));

        assertThat(text(encoder.encode(event(pair("x,y", "z"))).getKey())).isEqualTo("[\"x,y\",\"z\"]");
        assertThat(text(encoder.encode(event(pair("x", "y,z"))).getKey())).isEqualTo("[\"x\",\"y,z\"]");
    }

    @Example
    void recordWithoutAKeyIsRefused() {
        DataRecord nested = new DataRecord();
        nested.put("id", List.of("o-1"));

        assertThatThrownBy(() -> encoder(sink().keyBy("customer")).encode(order("o-1")))
                .isInstanceOf(RecordFault.class)
                .hasMessage("the key customer is missing, null, an object or a list");
        assertThatThrownBy(() -> encoder(sink().keyBy("id")).encode(event(nested)))
                .isInstanceOf(RecordFault.class);
    }

    @Example
    void recordThatIsTooLargeWithItsKeyIsRefused() throws RecordFault {
        MskSinkSpec.Builder sink =
                sink().keyBy("id").compression(MskSinkSpec.Compression.NONE).maxRecordBytes(1_100);

        assertThat(encoder(sink).encode(order("i".repeat(495)))).isNotNull();
        assertThatThrownBy(() -> encoder(sink).encode(order("i".repeat(496))))
                .isInstanceOf(RecordFault.class)
                .hasMessage("the record has 1101 bytes with its key, where 1100 are allowed");
    }

    /** What does not compress: the broker would refuse a batch that is larger than the limit, however it came about. */
    @Property(seed = "1", tries = 60)
    void batchOfTheLargestRecordIsWithinTheLimitInAnyCodec(
            @ForAll MskSinkSpec.Compression compression, @ForAll @IntRange(min = 1_024, max = 1_048_576) int maxBytes) {
        int overhead = 61 + 21;
        byte[] value = new byte[MskRecordEncoder.limit(maxBytes, compression) - overhead];
        new Random(maxBytes).nextBytes(value);
        CompressionType codec = CompressionType.forName(compression.name().toLowerCase(Locale.ROOT));

        int size = MemoryRecords.withRecords(codec, new SimpleRecord(value)).sizeInBytes();

        assertThat(size).isLessThanOrEqualTo(maxBytes);
    }

    private static MskSinkSpec.Builder sink() {
        return MskSinkSpec.builder().bootstrapServers("b-1:9098").topic("out").exactlyOnce("etl");
    }

    private static MskRecordEncoder encoder(MskSinkSpec.Builder sink) {
        return new MskRecordEncoder(sink.build(), LocalEndpoints.none());
    }

    private static PipelineEvent order(String id) {
        DataRecord record = new DataRecord();
        record.put("id", id);
        record.put("price", new BigDecimal("7.50"));
        return event(record);
    }

    private static DataRecord pair(String a, String b) {
        DataRecord record = new DataRecord();
        record.put("a", a);
        record.put("b", b);
        return record;
    }

    private static PipelineEvent event(DataRecord record) {
        return PipelineEvent.of(new Message(new byte[0], "shard", "1", 0), 0, record);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
