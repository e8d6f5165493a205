package io.github.managedflink.jobs.event;

import io.github.managedflink.jobs.record.DataRecord;
import java.nio.charset.StandardCharsets;

/** Events for tests of encoders. */
public final class Events {
    private Events() {}

    /** An event of the first message of a shard. */
    public static PipelineEvent of(Object... namesAndValues) {
        return ofMessage("1", namesAndValues);
    }

    /** An event of a message. */
    public static PipelineEvent ofMessage(String sequenceNumber, Object... namesAndValues) {
        Message message = new Message("raw".getBytes(StandardCharsets.UTF_8), "shard-1", sequenceNumber, 0);
        return PipelineEvent.of(message, 1_517_997_843_200L, record(namesAndValues));
    }

    public static DataRecord record(Object... namesAndValues) {
        DataRecord record = new DataRecord();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            record.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return record;
    }
}
