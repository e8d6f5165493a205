package io.github.managedflink.jobs.sns;

import io.github.managedflink.jobs.connector.SinkEncoder;
import io.github.managedflink.jobs.event.PipelineEvent;
import io.github.managedflink.jobs.event.RecordIds;
import io.github.managedflink.jobs.format.JsonRecordWriter;
import io.github.managedflink.jobs.format.RecordTemplate;
import io.github.managedflink.jobs.format.Utf8;
import io.github.managedflink.jobs.record.DataRecord;
import io.github.managedflink.jobs.record.JsonNumber;
import io.github.managedflink.jobs.record.KeyText;
import io.github.managedflink.jobs.record.RecordFault;
import io.github.managedflink.jobs.record.RecordPath;
import io.github.managedflink.jobs.record.ScalarText;
import io.github.managedflink.model.sink.SnsSinkSpec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Makes messages of records. */
final class SnsEncoder implements SinkEncoder<SnsEntry> {
    static final long MAX_MESSAGE = 256L * 1024;

    private static final int MAX_SUBJECT = 100;
    private static final Pattern LINE_BREAK_OR_CONTROL = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029]");
    private static final Pattern FIFO_ID = Pattern.compile("[\\x21-\\x7e]{1,128}");

    private final JsonRecordWriter json = new JsonRecordWriter();
    private final RecordIds ids = new RecordIds();
    private final RecordTemplate subject;
    /** Null for the record as JSON. */
    private final RecordTemplate message;

    private final Map<String, RecordPath> attributes = new LinkedHashMap<>();
    /** Null for a standard topic. */
    private final RecordPath group;
    /** Null where the place in the source makes the id. */
    private final KeyText deduplicationId;

    SnsEncoder(SnsSinkSpec sink) {
        this.subject = sink.subject() == null ? null : new RecordTemplate(sink.subject());
        this.message = sink.message() == null ? null : new RecordTemplate(sink.message());
        sink.attributes().forEach((name, field) -> attributes.put(name, RecordPath.of(field)));
        this.group = sink.messageGroup() == null ? null : RecordPath.of(sink.messageGroup());
        this.deduplicationId = sink.deduplicationId().isEmpty() ? null : new KeyText(sink.deduplicationId());
    }

    @Override
    public SnsEntry encode(PipelineEvent event) throws RecordFault {
        DataRecord record = event.record();
        String text = message == null ? json.text(record) : message.fill(record);
        if (text.isEmpty()) {
            throw new RecordFault("the message is empty");
        }
        boolean fifo = group != null;
        SnsEntry entry = new SnsEntry(
                event.message(),
                text,
                subject(record),
                attributes(record),
                fifo ? fifoId("message group", ScalarText.of(group.get(record))) : null,
                fifo ? deduplicationId(event, text) : null);
        if (entry.sizeInBytes() > MAX_MESSAGE) {
            throw new RecordFault("the message has, with its attributes, " + entry.sizeInBytes() + " bytes; SNS takes "
                    + MAX_MESSAGE);
        }
        return entry;
    }

    private String subject(DataRecord record) throws RecordFault {
        if (subject == null) {
            return null;
        }
        String text = subject.fill(record);
        if (text.length() > MAX_SUBJECT) {
            throw new RecordFault("the subject has " + text.length() + " characters; SNS takes " + MAX_SUBJECT);
        }
        if (LINE_BREAK_OR_CONTROL.matcher(text).find()) {
            throw new RecordFault("the subject has a line break or a control character");
        }
        return text.isEmpty() ? null : text;
    }

    private List<SnsAttribute> attributes(DataRecord record) throws RecordFault {
        List<SnsAttribute> made = new ArrayList<>(attributes.size());
        for (Map.Entry<String, RecordPath> attribute : attributes.entrySet()) {
            Object value = attribute.getValue().get(record);
            String text = ScalarText.isScalar(value) ? ScalarText.of(value) : json.text(value);
            if (text != null && !text.isEmpty()) {
                if (!Utf8.canEncode(text)) {
                    throw new RecordFault("the attribute " + attribute.getKey() + " has half of a surrogate pair");
                }
                made.add(new SnsAttribute(attribute.getKey(), isNumber(value), text));
            }
        }
        return made;
    }

    private static boolean isNumber(Object value) {
        return value instanceof Number || value instanceof JsonNumber;
    }

    private String deduplicationId(PipelineEvent event, String text) throws RecordFault {
        return deduplicationId == null
                ? ids.of(event, text.getBytes(StandardCharsets.UTF_8))
                : fifoId("deduplication id", deduplicationId.of(event.record()));
    }

    private static String fifoId(String what, String id) throws RecordFault {
        if (id == null || !FIFO_ID.matcher(id).matches()) {
            throw new RecordFault(
                    "the " + what + " has to be 1 to 128 letters, digits or other printable ASCII, without spaces");
        }
        return id;
    }
}
