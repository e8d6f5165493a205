package io.github.managedflink.jobs.msk;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.managedflink.jobs.event.MessageParser;
import io.github.managedflink.jobs.event.PipelineEvent;
import io.github.managedflink.model.format.InputFormat;
import io.github.managedflink.model.record.EventTime;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class MskMessageSchemaTest {
    private static final long ARRIVAL = 1_700_000_000_000L;

    private final MskMessageSchema schema =
            new MskMessageSchema(new MessageParser(InputFormat.json(), EventTime.arrival()));

    @Test
    void messageTellsItsPartitionOffsetAndTimestamp() {
        PipelineEvent event = deserialize("{\"id\":1}", ARRIVAL);

        assertThat(event.record().get("id")).isEqualTo(1L);
        assertThat(event.message().shard()).isEqualTo("orders-3");
        assertThat(event.message().partition()).isEqualTo(3);
        assertThat(event.message().sequenceNumber()).isEqualTo("42");
        assertThat(event.message().arrival()).isEqualTo(ARRIVAL);
        assertThat(event.eventTime()).isEqualTo(ARRIVAL);
    }

    @Test
    void tombstoneIsRefusedWithAnEmptyPayload() {
        PipelineEvent event = deserialize(null, ARRIVAL);

        assertThat(event.record()).isNull();
        assertThat(event.message().payload()).isEmpty();
        assertThat(event.fault().reason()).contains("tombstone");
    }

    @Test
    void timestampThatIsMissingOrLiesInTheFutureIsTheTimeOfReading() {
        long before = System.currentTimeMillis();

        assertThat(deserialize("{}", Long.MAX_VALUE).message().arrival()).isBetween(before, System.currentTimeMillis());
        assertThat(deserialize("{}", ConsumerRecord.NO_TIMESTAMP).message().arrival())
                .isBetween(before, System.currentTimeMillis());
    }

    private PipelineEvent deserialize(String value, long timestamp) {
        List<PipelineEvent> events = new ArrayList<>();
        schema.deserialize(
                new ConsumerRecord<>(
                        "orders",
                        3,
                        42,
                        timestamp,
                        TimestampType.CREATE_TIME,
                        -1,
                        -1,
                        null,
                        value == null ? null : value.getBytes(StandardCharsets.UTF_8),
                        new RecordHeaders(),
                        Optional.empty()),
                new ListCollector<>(events));
        assertThat(events).hasSize(1);
        return events.get(0);
    }
}
