package io.github.managedflink.model.source;

import io.github.managedflink.model.settings.SettingsReader;
import io.github.managedflink.model.settings.SettingsWriter;
import io.github.managedflink.model.settings.SpecValue;
import io.github.managedflink.model.settings.Violations;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/** From where a source without state reads; a source that is restored from a snapshot goes on where it was. */
public final class KinesisStartingPosition extends SpecValue {
    /** The kinds of position. */
    public enum Kind {
        /** From the oldest record that the stream still holds. */
        TRIM_HORIZON,
        /** From what arrives after the start. */
        LATEST,
        /** Returns a start from the first record that arrived at or after a moment. */
        AT_TIMESTAMP
    }

    private final Kind kind;
    private final String timestamp;

    private KinesisStartingPosition(Kind kind, String timestamp) {
        this.kind = kind;
        this.timestamp = timestamp;
    }

    /** Returns a start from the oldest record that the stream still holds. */
    public static KinesisStartingPosition trimHorizon() {
        return new KinesisStartingPosition(Kind.TRIM_HORIZON, null);
    }

    /** Returns a start from what arrives after the start. */
    public static KinesisStartingPosition latest() {
        return new KinesisStartingPosition(Kind.LATEST, null);
    }

    /** Returns a start from the first record that arrived at or after {@code timestamp}. */
    public static KinesisStartingPosition atTimestamp(Instant timestamp) {
        return new KinesisStartingPosition(Kind.AT_TIMESTAMP, timestamp == null ? null : timestamp.toString());
    }

    static KinesisStartingPosition read(SettingsReader settings) {
        return new KinesisStartingPosition(settings.word("kind", Kind.class), settings.text("timestamp"));
    }

    /** Returns the kind of position. */
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
