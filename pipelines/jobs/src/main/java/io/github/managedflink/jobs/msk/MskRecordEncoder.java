package io.github.managedflink.jobs.msk;

import io.github.managedflink.jobs.connector.MessageFormats;
import io.github.managedflink.jobs.connector.SinkEncoder;
import io.github.managedflink.jobs.event.Message;
import io.github.managedflink.jobs.event.PipelineEvent;
import io.github.managedflink.jobs.format.JsonRecordWriter;
import io.github.managedflink.jobs.format.MessageEncoder;
import io.github.managedflink.jobs.record.DataRecord;
import io.github.managedflink.jobs.record.RecordFault;
import io.github.managedflink.jobs.record.RecordPath;
import io.github.managedflink.jobs.record.ScalarText;
import io.github.managedflink.model.LocalEndpoints;
import io.github.managedflink.model.sink.MskSinkSpec;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.record.AbstractRecords;
import org.apache.kafka.common.record.CompressionType;
import org.apache.kafka.common.record.Record;
import org.apache.kafka.common.record.RecordBatch;

/** Makes a record's key and value, and refuses what the topic would not take: the client would fail the job on it. */
final class MskRecordEncoder implements SinkEncoder<MskRecord> {
    private final JsonRecordWriter json = new JsonRecordWriter();
    private final MessageEncoder messages;
    private final RecordPath[] keys;
    private final int limit;

    MskRecordEncoder(MskSinkSpec sink, LocalEndpoints endpoints) {
        this.messages = MessageFormats.encoder(sink.format(), endpoints);
        this.keys = sink.keys().stream().map(RecordPath::of).toArray(RecordPath[]::new);
        this.limit = limit(sink.maxRecordBytes(), sink.compression());
    }

    /**
     * The largest record before compression. The broker measures what is compressed, and what cannot be compressed
     * grows a little: by less than a 256th and 64 bytes in all of Kafka's codecs.
     */
    static int limit(int maxBytes, MskSinkSpec.Compression compression) {
        return compression == MskSinkSpec.Compression.NONE ? maxBytes : maxBytes - maxBytes / 256 - 64;
    }

    @Override
    public MskRecord encode(PipelineEvent event) throws RecordFault {
        byte[] key = keys.length == 0 ? null : key(event.record());
        byte[] value = messages.encode(event.record());
        // As the client measures a record that is alone in its batch.
        int size = AbstractRecords.estimateSizeInBytesUpperBound(
                RecordBatch.CURRENT_MAGIC_VALUE, CompressionType.NONE, key, value, Record.EMPTY_HEADERS);
        if (size > limit) {
            throw new RecordFault("the record has " + size + " bytes with its key, where " + limit + " are allowed");
        }
        return new MskRecord(key == null ? partition(event.message()) : null, key, value);
    }

    /** Without a key a record stays with those of its own shard or partition, so that it does not overtake them. */
    private static Integer partition(Message message) {
        return message.partition() == Message.NO_PARTITION ? null : message.partition();
    }

    private byte[] key(DataRecord record) throws RecordFault {
        Object[] values = new Object[keys.length];
        for (int i = 0; i < keys.length; i++) {
            values[i] = keys[i].get(record);
            if (values[i] == null || !ScalarText.isScalar(values[i])) {
                throw new RecordFault("the key " + keys[i] + " is missing, null, an object or a list");
            }
        }
        if (values.length > 1) {
            List<Object> list = Arrays.asList(values);
            return json.bytes(list);
        }
        return ScalarText.of(values[0]).getBytes(StandardCharsets.UTF_8);
    }
}
