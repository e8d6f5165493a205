package io.github.managedflink.jobs.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.managedflink.jobs.record.ValueCodec;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.types.StringValue;
import org.junit.jupiter.api.Test;

class PipelineEventSerializerTest {
    private static final Message MESSAGE =
            new Message(new byte[] {1, 2}, "shardId-000000000003", "42", 1_000, 3, "key").inOrder(ReadOrder.of(1, 7));

    @Test
    void aMessageKeepsItsPartitionThroughAShuffle() throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);

        PipelineEventSerializer.INSTANCE.serialize(PipelineEvent.of(MESSAGE, 2_000, Events.record("id", "a")), out);
        PipelineEvent read =
                PipelineEventSerializer.INSTANCE.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));

        assertThat(read.message()).usingRecursiveComparison().isEqualTo(MESSAGE);
        assertThat(read.eventTime()).isEqualTo(2_000);
        assertThat(read.record().get("id")).isEqualTo("a");
    }

    @Test
    void anEventFromBeforePartitionsWereKeptIsRead() throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        out.writeByte(2);
        MessageCodec.writeInOrder(MESSAGE, out);
        out.writeLong(2_000);
        out.writeInt(PipelineEvent.NO_SINK);
        out.writeLong(0);
        ValueCodec.write(Events.record("id", "a"), out);
        StringValue.writeString(null, out);
        StringValue.writeString(null, out);

        PipelineEvent read =
                PipelineEventSerializer.INSTANCE.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));

        assertThat(read.message().sequenceNumber()).isEqualTo("42");
        assertThat(read.message().order()).isNotNull();
        assertThat(read.message().partition()).isEqualTo(Message.NO_PARTITION);
        assertThat(read.message().partitionKey()).isNull();
        assertThat(read.record().get("id")).isEqualTo("a");
    }
}
