package io.github.managedflink.model.etl;

import io.github.managedflink.model.record.EventTime;
import io.github.managedflink.model.record.FieldPath;
import io.github.managedflink.model.record.FieldType;
import io.github.managedflink.model.record.RecordShape;
import io.github.managedflink.model.s3.S3Location;
import io.github.managedflink.model.settings.SettingsReader;
import io.github.managedflink.model.settings.SettingsWriter;
import io.github.managedflink.model.settings.Violations;
import java.time.Duration;
import java.util.List;

/**
 * Adds columns of a lookup table to the record. The table is one object in S3, in CSV with a header line or in JSON
 * lines; it is held in memory and read again on an interval. While it cannot be read again the last one is used. Keys
 * are compared as texts. Where two rows have one key the later one holds.
 */
public final class EnrichStep extends EtlStep {
    static final String TYPE = "enrich";

    /** How the table is written. */
    public enum TableFormat {
        /** RFC 4180 with a header line; all values are texts. */
        CSV,
        /** One JSON object a line. */
        JSON_LINES
    }

    /** What becomes of a record whose key is missing, null or in no row. */
    public enum Unmatched {
        /** It passes, with null in the columns. */
        KEEP,
        /** It goes to the dead letters. */
        REJECT
    }

    private final S3Location table;
    private final TableFormat format;
    private final String field;
    private final String key;
    private final List<String> columns;
    private final Duration refresh;
    private final Unmatched unmatched;

    private EnrichStep(
            S3Location table,
            TableFormat format,
            String field,
            String key,
            List<String> columns,
            Duration refresh,
            Unmatched unmatched) {
        super(TYPE);
        this.table = table;
        this.format = format;
        this.field = field;
        this.key = key;
        this.columns = List.copyOf(columns);
        this.refresh = refresh;
        this.unmatched = unmatched;
    }

    static EnrichStep of(S3Location table, TableFormat format, String field, String key, List<String> columns) {
        return new EnrichStep(table, format, field, key, columns, Duration.ofMinutes(10), Unmatched.KEEP);
    }

    static EnrichStep read(SettingsReader settings) {
        return new EnrichStep(
                S3Location.read(settings, "table"),
                settings.word("format", TableFormat.class),
                settings.text("field"),
                settings.text("key"),
                settings.texts("column"),
                settings.duration("refresh"),
                settings.word("unmatched", Unmatched.class));
    }

    /**
     * Returns the same with another time between two readings of the table. 10 seconds to 7 days; default 10 minutes.
     */
    public EnrichStep withRefresh(Duration interval) {
        return new EnrichStep(table, format, field, key, columns, interval, unmatched);
    }

    /** Returns the same where a record without a row goes to the dead letters. Default: it passes. */
    public EnrichStep rejectingUnmatched() {
        return new EnrichStep(table, format, field, key, columns, refresh, Unmatched.REJECT);
    }

    /** Returns where the table is. */
    public S3Location table() {
        return table;
    }

    /** Returns how the table is written. */
    public TableFormat format() {
        return format;
    }

    /** Returns the path of the record's field that holds the key. */
    public String field() {
        return field;
    }

    /** Returns the table's column that holds the key. */
    public String key() {
        return key;
    }

    /**
     * Returns the table's columns that become fields of the record, under their own names; a field of that name is
     * replaced.
     */
    public List<String> columns() {
        return columns;
    }

    /** Returns the time between two readings of the table. */
    public Duration refresh() {
        return refresh;
    }

    /** Returns what becomes of a record without a row. */
    public Unmatched unmatched() {
        return unmatched;
    }

    @Override
    void writeSettings(SettingsWriter settings) {
        settings.put("table", table)
                .put("format", format)
                .put("field", field)
                .put("key", key)
                .put("column", columns)
                .put("refresh", refresh)
                .put("unmatched", unmatched);
    }

    @Override
    public void check(Violations violations, RecordShape before) {
        if (violations.require("table", table)) {
            table.check(violations.at("table"));
            violations.at("table").require("key", table.key());
        }
        violations.require("format", format);
        FieldPath.check(violations, "field", field, before);
        violations.require("key", key);
        if (violations.require("column", columns)) {
            for (int i = 0; i < columns.size(); i++) {
                violations.require("column." + (i + 1), columns.get(i));
            }
        }
        EventTime.checkDuration(violations, "refresh", refresh, Duration.ofSeconds(10), Duration.ofDays(7));
        violations.require("unmatched", unmatched);
    }

    @Override
    public RecordShape shapeAfter(RecordShape before) {
        RecordShape shape = before;
        for (String column : columns) {
            shape = format == TableFormat.CSV
                    ? shape.with(column, RecordShape.celType(FieldType.STRING))
                    : shape.with(column);
        }
        return shape;
    }
}
