package io.github.managedflink.jobs.kinesis;

import io.github.managedflink.jobs.connector.MessageFormats;
import io.github.managedflink.jobs.connector.SinkEncoder;
import io.github.managedflink.jobs.event.PipelineEvent;
import io.github.managedflink.jobs.format.MessageEncoder;
import io.github.managedflink.jobs.format.Utf8;
import io.github.managedflink.jobs.record.KeyText;
import io.github.managedflink.jobs.record.RecordFault;
import io.github.managedflink.model.LocalEndpoints;
import io.github.managedflink.model.sink.KinesisSinkSpec;
import java.util.Arrays;

/** Makes messages and partition keys of records. */
final class KinesisEncoder implements SinkEncoder<KinesisEntry> {
    /** What a stream takes unless it is set up for more; the partition key counts. */
    static final long MAX_RECORD = 1024L * 1024;

    private static final int MAX_KEY = 256;

    private final MessageEncoder messages;
    /** Null where the record keeps the key that it came with. */
    private final KeyText key;

    KinesisEncoder(KinesisSinkSpec sink, LocalEndpoints endpoints) {
        this.messages = MessageFormats.encoder(sink.format(), endpoints);
        this.key = sink.partitionKey().isEmpty() ? null : new KeyText(sink.partitionKey());
    }

    @Override
    public KinesisEntry encode(PipelineEvent event) throws RecordFault {
        byte[] data = messages.encode(event.record());
        KinesisEntry entry = new KinesisEntry(event.message(), partitionKey(event, data), data);
        if (entry.sizeInBytes() > MAX_RECORD) {
            throw new RecordFault("the record has, with its partition key, " + entry.sizeInBytes()
                    + " bytes; Kinesis takes " + MAX_RECORD);
        }
        return entry;
    }

    private String partitionKey(PipelineEvent event, byte[] data) throws RecordFault {
        if (key == null) {
            String before = event.message().partitionKey();
            return before == null ? Integer.toHexString(Arrays.hashCode(data)) : before;
        }
        String text = key.of(event.record());
        int length = text.codePointCount(0, text.length());
        if (length == 0 || length > MAX_KEY) {
            throw new RecordFault("the partition key has " + length + " characters; it needs 1 to " + MAX_KEY);
        }
        if (!Utf8.canEncode(text)) {
            throw new RecordFault("the partition key has half of a surrogate pair, which UTF-8 cannot hold");
        }
        return text;
    }
}
