package io.github.managedflink.jobs.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.managedflink.jobs.event.Message;
import io.github.managedflink.jobs.event.MessageParser;
import io.github.managedflink.model.format.InputFormat;
import io.github.managedflink.model.record.EventTime;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class KinesisMessageSchemaTest {
    @Test
    void messageTellsItsShardAndItsPartitionKey() {
        KinesisMessageSchema schema =
                new KinesisMessageSchema(new MessageParser(InputFormat.json(), EventTime.arrival()));

        Message message = schema.deserialize(
                        "{}".getBytes(StandardCharsets.UTF_8),
                        "customer-7",
                        "42",
                        1_000,
                        "orders",
                        "shardId-000000000012")
                .message();

        assertThat(message.shard()).isEqualTo("shardId-000000000012");
        assertThat(message.partition()).isEqualTo(12);
        assertThat(message.partitionKey()).isEqualTo("customer-7");
        assertThat(message.sequenceNumber()).isEqualTo("42");
        assertThat(message.arrival()).isEqualTo(1_000);
    }
}
