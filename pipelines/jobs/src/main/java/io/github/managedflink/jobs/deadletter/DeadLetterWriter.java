package io.github.managedflink.jobs.deadletter;

import io.github.managedflink.jobs.event.Fault;
import io.github.managedflink.jobs.event.Message;
import io.github.managedflink.jobs.format.JsonRecordWriter;
import io.github.managedflink.jobs.format.Utf8;
import io.github.managedflink.jobs.record.DataRecord;
import io.github.managedflink.jobs.record.RecordFault;
import io.github.managedflink.model.DeadLetters;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

/** Writes refused messages as {@link DeadLetters} lines. */
public final class DeadLetterWriter {
    private final JsonRecordWriter json = new JsonRecordWriter();

    public byte[] line(Message message, Fault fault) {
        byte[] payload = message.payload();
        boolean text = Utf8.isValid(payload);
        DataRecord letter = new DataRecord();
        letter.add(DeadLetters.REASON, fault.reason());
        letter.add(DeadLetters.STEP, fault.step());
        letter.add(
                DeadLetters.PAYLOAD,
                text
                        ? new String(payload, StandardCharsets.UTF_8)
                        : Base64.getEncoder().encodeToString(payload));
        letter.add(DeadLetters.ENCODING, text ? DeadLetters.UTF_8 : DeadLetters.BASE64);
        letter.add(DeadLetters.SHARD, message.shard());
        letter.add(DeadLetters.SEQUENCE_NUMBER, message.sequenceNumber());
        letter.add(DeadLetters.ARRIVAL, Instant.ofEpochMilli(message.arrival()));
        try {
            return json.line(letter);
        } catch (RecordFault e) {
            throw new IllegalStateException("a dead letter holds only texts", e);
        }
    }
}
