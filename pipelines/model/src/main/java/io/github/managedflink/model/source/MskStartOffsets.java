package io.github.managedflink.model.source;

import io.github.managedflink.model.settings.Faults;
import io.github.managedflink.model.settings.SettingsReader;
import io.github.managedflink.model.settings.SettingsWriter;
import io.github.managedflink.model.settings.SpecValue;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/**
 * From where a job without state reads each partition; a job that is restored from a snapshot goes on where it was. A partition that appears while the job runs is
 * read from its beginning.
 */
public final class MskStartOffsets extends SpecValue {
    /** The kinds of start. */
    public enum Kind {
        /** From the oldest record that a partition still holds. */
        EARLIEST,
        /** From what arrives after the start. */
        LATEST,
        /** From the first record whose timestamp is at or after a moment; from what arrives after the start if there is none. */
        AT_TIMESTAMP,
        /** From what the consumer group has committed; from the oldest record where it has committed nothing. */
        COMMITTED_OR_EARLIEST,
        /** From what the consumer group has committed; from what arrives after the start where it has committed nothing. */
        COMMITTED_OR_LATEST
    }

    private final Kind kind;
    private final String timestamp;

    private MskStartOffsets(Kind kind, String timestamp) {
        this.kind = kind;
        this.timestamp = timestamp;
    }

    /** From the oldest record that a partition still holds. */
    public static MskStartOffsets earliest() {
        return new MskStartOffsets(Kind.EARLIEST, null);
    }

    /** From what arrives after the start. */
    public static MskStartOffsets latest() {
        return new MskStartOffsets(Kind.LATEST, null);
    }

    /** From the first record whose timestamp is {@code timestamp} or later. */
    public static MskStartOffsets atTimestamp(Instant timestamp) {
        return new MskStartOffsets(Kind.AT_TIMESTAMP, timestamp == null ? null : timestamp.toString());
    }

    /** From what the consumer group has committed, or else from the oldest record. */
    public static MskStartOffsets committedOrEarliest() {
        return new MskStartOffsets(Kind.COMMITTED_OR_EARLIEST, null);
    }

    /** From what the consumer group has committed, or else from what arrives after the start. */
    public static MskStartOffsets committedOrLatest() {
        return new MskStartOffsets(Kind.COMMITTED_OR_LATEST, null);
    }

    static MskStartOffsets read(SettingsReader settings) {
        return new MskStartOffsets(settings.word("kind", Kind.class), settings.text("timestamp"));
    }

    /** The kind of start. */
    public Kind kind() {
        return kind;
    }

    /** The moment; null unless the kind is {@link Kind#AT_TIMESTAMP}. */
    public Instant timestamp() {
        return timestamp == null ? null : Instant.parse(timestamp);
    }

    @Override
    public void writeTo(SettingsWriter settings) {
        settings.put("kind", kind).put("timestamp", timestamp);
    }

    @Override
    public void check(Faults faults) {
        faults.require("kind", kind);
        if (kind == Kind.AT_TIMESTAMP && faults.require("timestamp", timestamp)) {
            try {
                Instant.parse(timestamp);
            } catch (DateTimeParseException e) {
                faults.add("timestamp", timestamp, "is no moment; write one such as 2026-01-31T08:00:00Z.");
            }
        }
    }
}
