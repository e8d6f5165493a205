package io.github.managedflink.jobs.firehose;

import io.github.managedflink.jobs.connector.SinkEncoder;
import io.github.managedflink.jobs.event.PipelineEvent;
import io.github.managedflink.jobs.format.JsonRecordWriter;
import io.github.managedflink.jobs.record.RecordFault;

/** Makes lines of JSON of records. */
final class FirehoseEncoder implements SinkEncoder<FirehoseEntry> {
    /** 1,000 KiB, before the SDK writes it in base64. */
    static final int MAX_RECORD = 1000 * 1024;

    private final JsonRecordWriter json = new JsonRecordWriter();

    @Override
    public FirehoseEntry encode(PipelineEvent event) throws RecordFault {
        byte[] line = json.line(event.record());
        if (line.length > MAX_RECORD) {
            throw new RecordFault("the line has " + line.length + " bytes; Firehose takes " + MAX_RECORD);
        }
        return new FirehoseEntry(event.message(), line);
    }
}
