package io.github.managedflink.model.etl;

import io.github.managedflink.model.record.FieldType;
import io.github.managedflink.model.record.TimestampFormat;
import io.github.managedflink.model.s3.S3Location;
import io.github.managedflink.model.settings.Arguments;
import java.time.Duration;

/**
 * Makes the steps of a pipeline. Fields are named by their paths: see
 * {@link io.github.managedflink.model.record.FieldPath}.
 */
public final class EtlSteps {
    private EtlSteps() {}

    /** Refuses a record in which one of the fields is missing or null. */
    public static RequireStep require(String... fields) {
        return new RequireStep(Arguments.all("fields", fields));
    }

    /** Gives a field another type; for timestamps see {@link #castToTimestamp}. */
    public static CastStep cast(String field, FieldType type) {
        return new CastStep(field, type, null);
    }

    /** Makes a field a timestamp. */
    public static CastStep castToTimestamp(String field, TimestampFormat format) {
        return new CastStep(field, FieldType.TIMESTAMP, format);
    }

    /** Moves a field to another path. */
    public static RenameStep rename(String from, String to) {
        return new RenameStep(from, to);
    }

    /** Keeps only the given fields. */
    public static KeepStep keep(String... fields) {
        return new KeepStep(Arguments.all("fields", fields));
    }

    /** Leaves the given fields out. */
    public static DropStep drop(String... fields) {
        return new DropStep(Arguments.all("fields", fields));
    }

    /** Replaces a field's characters by asterisks. */
    public static MaskStep mask(String field) {
        return new MaskStep(field, MaskStep.Method.ALL, null, null);
    }

    /**
     * Replaces a field's characters by asterisks but for the last {@code kept}, 1 to 100. A value no longer than that
     * is masked whole.
     */
    public static MaskStep maskAllButLast(String field, int kept) {
        return new MaskStep(field, MaskStep.Method.KEEP_LAST, kept, null);
    }

    /**
     * Replaces a field by the HMAC-SHA-256 of its value, as 64 hexadecimal digits, with the salt as the key: equal
     * values stay equal. The salt is a setting that anybody can read who may describe the application. It keeps the
     * hashes of different pipelines apart, but whoever knows it can find a value again by trying all that are likely,
     * such as all telephone numbers.
     */
    public static MaskStep hash(String field, String salt) {
        return new MaskStep(field, MaskStep.Method.HMAC_SHA_256, null, salt);
    }

    /** Sets a field to the value of a CEL expression. */
    public static DeriveStep derive(String field, String expression) {
        return new DeriveStep(field, expression);
    }

    /** Lets only records pass for which a CEL expression is true; the others are counted. */
    public static FilterStep filter(String condition) {
        return new FilterStep(condition);
    }

    /** Lets only records pass for which a CEL expression is true; the others go to the dead letters. */
    public static CheckStep check(String condition, String reason) {
        return new CheckStep(condition, reason);
    }

    /** Replaces all nested objects by their fields. */
    public static FlattenStep flatten() {
        return new FlattenStep(null, false);
    }

    /** Replaces one nested object by its fields. */
    public static FlattenStep flatten(String field) {
        return new FlattenStep(field, false);
    }

    /** Makes one record of each element of a list. */
    public static ExplodeStep explode(String field) {
        return new ExplodeStep(field);
    }

    /**
     * Adds columns of a lookup table in CSV.
     *
     * @param table the object in S3
     * @param field the record's field that holds the key
     * @param key the table's column that holds the key
     * @param columns the columns that become fields of the record
     */
    public static EnrichStep enrichFromCsv(S3Location table, String field, String key, String... columns) {
        return EnrichStep.of(table, EnrichStep.TableFormat.CSV, field, key, Arguments.all("columns", columns));
    }

    /** Adds columns of a lookup table in JSON lines; the parameters are those of {@link #enrichFromCsv}. */
    public static EnrichStep enrichFromJsonLines(S3Location table, String field, String key, String... columns) {
        return EnrichStep.of(table, EnrichStep.TableFormat.JSON_LINES, field, key, Arguments.all("columns", columns));
    }

    /**
     * Leaves out a record whose keys have been seen within {@code ttl} of event time, 1 second to 365 days.
     *
     * <p>Records are spread over the subtasks by these keys. What a table or an index holds in the end does not depend
     * on it: of the records of one key from one shard or partition the last one stays. The order in which a stream, a
     * topic or a FIFO topic gets records is kept at parallelism 1 alone, or among records that are alike in these keys.
     * With two deduplications, records that are equal in the second's keys but differ in the first's may arrive at the
     * second in any order, so any of them may be the one that passes.
     */
    public static DeduplicateStep deduplicate(Duration ttl, String... keys) {
        return new DeduplicateStep(Arguments.all("keys", keys), ttl);
    }

    /** Sends the records for which a CEL expression is true to a named sink. */
    public static RouteStep route(String condition, String sink) {
        return new RouteStep(condition, sink, false);
    }
}
