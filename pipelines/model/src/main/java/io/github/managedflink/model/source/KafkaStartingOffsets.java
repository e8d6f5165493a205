package io.github.managedflink.model.source;

import io.github.managedflink.model.settings.SettingsReader;
import io.github.managedflink.model.settings.SettingsWriter;
import io.github.managedflink.model.settings.SpecValue;
import io.github.managedflink.model.settings.Violations;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/**
 * From where a job without state reads each partition; a job that is restored from a snapshot goes on where it was. A
 * partition that appears while the job runs is read from its beginning.
 */
public final class KafkaStartingOffsets extends SpecValue {
    /** The kinds of start. */
    public enum Kind {
        /** From the oldest record that a partition still holds. */
        EARLIEST,
        /** From what arrives after the start. */
        LATEST,
        /**
         * From the first record whose timestamp is at or after a moment; from what arrives after the start if there is
         * none.
         */
        AT_TIMESTAMP,
        /** From what the consumer group has committed; from the oldest record where it has committed nothing. */
        COMMITTED_OR_EARLIEST,
        /**
         * Returns a start from what the consumer group has committed; from what arrives after the start where it has
         * committed nothing.
         */
        COMMITTED_OR_LATEST
    }

    private final Kind kind;
    private final String timestamp;

    private KafkaStartingOffsets(Kind kind, String timestamp) {
        this.kind = kind;
        this.timestamp = timestamp;
    }

    /** Returns a start from the oldest record that a partition still holds. */
    public static KafkaStartingOffsets earliest() {
        return new KafkaStartingOffsets(Kind.EARLIEST, null);
    }

    /** Returns a start from what arrives after the start. */
    public static KafkaStartingOffsets latest() {
        return new KafkaStartingOffsets(Kind.LATEST, null);
    }

    /** Returns a start from the first record whose timestamp is {@code timestamp} or later. */
    public static KafkaStartingOffsets atTimestamp(Instant timestamp) {
        return new KafkaStartingOffsets(Kind.AT_TIMESTAMP, timestamp == null ? null : timestamp.toString());
    }

    /** Returns a start from what the consumer group has committed, or else from the oldest record. */
    public static KafkaStartingOffsets committedOrEarliest() {
        return new KafkaStartingOffsets(Kind.COMMITTED_OR_EARLIEST, null);
    }

    /** Returns a start from what the consumer group has committed, or else from what arrives after the start. */
    public static KafkaStartingOffsets committedOrLatest() {
        return new KafkaStartingOffsets(Kind.COMMITTED_OR_LATEST, null);
    }

    static KafkaStartingOffsets read(SettingsReader settings) {
        return new KafkaStartingOffsets(settings.word("kind", Kind.class), settings.text("timestamp"));
    }

    /** Returns the kind of start. */
    public Kind kind() {
        return kind;
    }

    /** Returns the moment; null unless the kind is {@link Kind#AT_TIMESTAMP}. */
    public Instant timestamp() {
        return timestamp == null ? null : Instant.parse(timestamp);
    }

    @Override
    public void writeTo(SettingsWriter settings) {
        settings.put("kind", kind).put("timestamp", timestamp);
    }

    @Override
    public void check(Violations violations) {
        violations.require("kind", kind);
        if (kind == Kind.AT_TIMESTAMP && violations.require("timestamp", timestamp)) {
            try {
                Instant.parse(timestamp);
            } catch (DateTimeParseException e) {
                violations.add("timestamp", timestamp, "is no moment; write one such as 2026-01-31T08:00:00Z.");
            }
        }
    }
}
