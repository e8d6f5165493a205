package io.github.managedflink.jobs.kinesis;

import io.github.managedflink.jobs.event.Message;
import io.github.managedflink.jobs.event.MessageParser;
import io.github.managedflink.jobs.event.PipelineEvent;
import io.github.managedflink.jobs.event.PipelineEventTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.connectors.kinesis.serialization.KinesisDeserializationSchema;

/** Parses each message where its shard is known. The connector makes a copy for each shard. */
final class KinesisMessageSchema implements KinesisDeserializationSchema<PipelineEvent> {
    private static final long serialVersionUID = 1L;

    private final MessageParser parser;

    KinesisMessageSchema(MessageParser parser) {
        this.parser = parser;
    }

    @Override
    public PipelineEvent deserialize(
            byte[] payload, String partitionKey, String sequenceNumber, long arrival, String stream, String shard) {
        return parser.parse(new Message(payload, shard, sequenceNumber, arrival, number(shard), partitionKey));
    }

    /** Of {@code shardId-000000000007}, 7. */
    private static int number(String shard) {
        return Integer.parseInt(shard, shard.lastIndexOf('-') + 1, shard.length(), 10);
    }

    @Override
    public TypeInformation<PipelineEvent> getProducedType() {
        return PipelineEventTypeInfo.INSTANCE;
    }
}
