package io.github.managedflink.jobs.event;

import io.github.managedflink.jobs.format.RecordParser;
import io.github.managedflink.jobs.format.TimestampParser;
import io.github.managedflink.jobs.record.DataRecord;
import io.github.managedflink.jobs.record.RecordFault;
import io.github.managedflink.jobs.record.RecordPath;
import io.github.managedflink.jobs.record.ServiceFailure;
import io.github.managedflink.model.format.InputFormat;
import io.github.managedflink.model.record.EventTime;
import java.io.Serializable;

/**
 * Makes events of messages in the source, so that watermarks know each shard's event times and nothing is parsed twice.
 * Throws nothing but a {@link ServiceFailure}.
 */
public final class MessageParser implements Serializable {
    private static final long serialVersionUID = 1L;

    private final RecordParser.Factory format;
    private final String timeField;
    private final TimestampParser time;
    private transient RecordParser parser;
    private transient RecordPath timePath;

    /** For a format that needs no service. */
    public MessageParser(InputFormat format, EventTime eventTime) {
        this(RecordParser.factory(format), eventTime);
    }

    public MessageParser(RecordParser.Factory format, EventTime eventTime) {
        this.format = format;
        this.timeField = eventTime.field();
        this.time = timeField == null ? null : new TimestampParser(eventTime.format());
    }

    public PipelineEvent parse(Message message) {
        if (parser == null) {
            parser = format.create();
            timePath = timeField == null ? null : RecordPath.of(timeField);
        }
        DataRecord record;
        try {
            record = parser.parse(message.payload());
        } catch (RecordFault e) {
            return refused(message, Fault.SOURCE, e.getMessage());
        } catch (ServiceFailure e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            return refused(message, Fault.SOURCE, "unexpected " + e);
        }
        if (record == null) {
            return PipelineEvent.withoutRecord(message);
        }
        try {
            return PipelineEvent.of(message, eventTime(message, record), record);
        } catch (RecordFault e) {
            return refused(message, Fault.EVENT_TIME, e.getMessage());
        }
    }

    private long eventTime(Message message, DataRecord record) throws RecordFault {
        if (timePath == null) {
            return message.arrival();
        }
        Object value = timePath.get(record);
        if (value == null) {
            throw new RecordFault("the field " + timePath + " is missing or null");
        }
        return time.parse(value);
    }

    private static PipelineEvent refused(Message message, String step, String reason) {
        return PipelineEvent.refused(message, new Fault(step, reason));
    }
}
