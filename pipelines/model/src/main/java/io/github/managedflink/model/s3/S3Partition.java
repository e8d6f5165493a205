package io.github.managedflink.model.s3;

import dev.cel.common.types.CelKind;
import io.github.managedflink.model.record.FieldPath;
import io.github.managedflink.model.record.RecordShape;
import io.github.managedflink.model.record.TimestampFormat;
import io.github.managedflink.model.settings.SettingsReader;
import io.github.managedflink.model.settings.SettingsWriter;
import io.github.managedflink.model.settings.SpecValue;
import io.github.managedflink.model.settings.Violations;
import java.util.regex.Pattern;

/**
 * One level of the folders under a sink's prefix, written {@code name=value} as Athena, Glue and Hive read it. A
 * missing or null field gives {@code __HIVE_DEFAULT_PARTITION__}.
 */
public final class S3Partition extends SpecValue {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]{1,64}");

    /** What a folder is named by. */
    public enum Kind {
        /** The event time, by a pattern. */
        EVENT_TIME,
        /** A field that holds a timestamp, by a pattern. */
        TIMESTAMP_FIELD,
        /** A field's value. */
        FIELD
    }

    private final Kind kind;
    private final String name;
    private final String field;
    private final String pattern;
    private final String zone;

    private S3Partition(Kind kind, String name, String field, String pattern, String zone) {
        this.kind = kind;
        this.name = name;
        this.field = field;
        this.pattern = pattern;
        this.zone = zone;
    }

    /**
     * Returns a partition by event time.
     *
     * @param name the folder's name, such as {@code day}
     * @param pattern a {@link java.time.format.DateTimeFormatter} pattern, such as {@code yyyy-MM-dd}
     * @param zone the time zone, such as {@code UTC}
     */
    public static S3Partition eventTime(String name, String pattern, String zone) {
        return new S3Partition(Kind.EVENT_TIME, name, null, pattern, zone);
    }

    /** Returns a partition by a field of the finished record that holds a timestamp (see the step {@code cast}). */
    public static S3Partition timestampField(String name, String field, String pattern, String zone) {
        return new S3Partition(Kind.TIMESTAMP_FIELD, name, field, pattern, zone);
    }

    /** Returns a partition by the value of a field of the finished record. */
    public static S3Partition field(String name, String field) {
        return new S3Partition(Kind.FIELD, name, field, null, null);
    }

    public static S3Partition read(SettingsReader settings) {
        return new S3Partition(
                settings.word("kind", Kind.class),
                settings.text("name"),
                settings.text("field"),
                settings.text("pattern"),
                settings.text("zone"));
    }

    /** Returns what the folder is named by. */
    public Kind kind() {
        return kind;
    }

    /** Returns the folder's name. */
    public String name() {
        return name;
    }

    /** Returns the field's path; null for event time. */
    public String field() {
        return field;
    }

    /** Returns the pattern of a time; null for a field's value. */
    public String pattern() {
        return pattern;
    }

    /** Returns the zone of a time; null for a field's value. */
    public String zone() {
        return zone;
    }

    @Override
    public void writeTo(SettingsWriter settings) {
        settings.put("kind", kind)
                .put("name", name)
                .put("field", field)
                .put("pattern", pattern)
                .put("zone", zone);
    }

    @Override
    public void check(Violations violations) {
        check(violations, RecordShape.open());
    }

    /** Records what is wrong with the partition, given what is known of the finished records. */
    public void check(Violations violations, RecordShape finished) {
        violations.require("name", name);
        violations.matches("name", name, NAME, "must have 1 to 64 letters, digits, hyphens or underscores.");
        if (!violations.require("kind", kind)) {
            return;
        }
        if (kind != Kind.EVENT_TIME) {
            FieldPath.check(violations, "field", field, finished);
        }
        if (kind == Kind.TIMESTAMP_FIELD && !finished.mayBe(field, CelKind.TIMESTAMP)) {
            violations.add("field", field, "is no timestamp; make it one with castToTimestamp.");
        }
        if (kind != Kind.FIELD) {
            if (violations.require("pattern", pattern)) {
                TimestampFormat.checkPattern(violations, "pattern", pattern);
            }
            if (violations.require("zone", zone)) {
                TimestampFormat.checkZone(violations, "zone", zone);
            }
        }
    }
}
