package io.github.managedflink.jobs.msk;

import io.github.managedflink.jobs.event.Fault;
import io.github.managedflink.jobs.event.Message;
import io.github.managedflink.jobs.event.MessageParser;
import io.github.managedflink.jobs.event.PipelineEvent;
import io.github.managedflink.jobs.event.PipelineEventTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Parses each record where its partition is known. */
final class MskMessageSchema implements KafkaRecordDeserializationSchema<PipelineEvent> {
    private static final long serialVersionUID = 1L;
    private static final byte[] NOTHING = {};

    private final MessageParser parser;

    MskMessageSchema(MessageParser parser) {
        this.parser = parser;
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> consumed, Collector<PipelineEvent> out) {
        boolean tombstone = consumed.value() == null;
        Message message = new Message(
                tombstone ? NOTHING : consumed.value(),
                consumed.topic() + "-" + consumed.partition(),
                Long.toString(consumed.offset()),
                arrival(consumed.timestamp()),
                consumed.partition(),
                null);
        out.collect(
                tombstone
                        ? PipelineEvent.refused(
                                message,
                                new Fault(
                                        Fault.SOURCE,
                                        "the record has a key and no value (a tombstone), so there is nothing to read"))
                        : parser.parse(message));
    }

    /** The timestamp, which a producer may have set to anything; but no record arrives after it is read. */
    private static long arrival(long timestamp) {
        long now = System.currentTimeMillis();
        return timestamp < 0 ? now : Math.min(timestamp, now);
    }

    @Override
    public TypeInformation<PipelineEvent> getProducedType() {
        return PipelineEventTypeInfo.INSTANCE;
    }
}
