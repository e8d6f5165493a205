package io.github.managedflink.constructs.dynamodb;

import io.github.managedflink.constructs.connector.BindingContext;
import io.github.managedflink.constructs.connector.PipelineSink;
import io.github.managedflink.constructs.connector.SharedResource;
import io.github.managedflink.model.settings.Arguments;
import io.github.managedflink.model.settings.Violations;
import io.github.managedflink.model.sink.DynamoDbKey;
import io.github.managedflink.model.sink.DynamoDbSinkSpec;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import software.amazon.awscdk.services.dynamodb.ITable;

/**
 * Puts records into a DynamoDB table as items, effectively once. The job may {@code dynamodb:BatchWriteItem} into the
 * table — with a version {@code dynamodb:PutItem} and, where records delete, {@code dynamodb:DeleteItem} instead — and,
 * where it is encrypted with a key of yours, use that key through DynamoDB. A value: each {@code with} method returns a
 * changed copy, and copies share their table.
 *
 * @see DynamoDbSinkSpec
 */
public final class DynamoDbSink implements PipelineSink {
    private final DynamoDbTable table;
    private final UnaryOperator<DynamoDbSinkSpec.Builder> items;

    private DynamoDbSink(DynamoDbTable table, UnaryOperator<DynamoDbSinkSpec.Builder> items) {
        this.table = table;
        this.items = items;
    }

    /** Returns a sink in this table, which other sinks may share. */
    public static DynamoDbSink in(DynamoDbTable table) {
        return new DynamoDbSink(
                Objects.requireNonNullElseGet(table, () -> DynamoDbTable.of(null, null)), UnaryOperator.identity());
    }

    /** Returns a sink in a new table: see {@link DynamoDbTable#newTable(String)}. */
    public static DynamoDbSink newTable(String partitionKey) {
        return in(DynamoDbTable.newTable(partitionKey));
    }

    /** Returns the same with any partition key. */
    public static DynamoDbSink newTable(DynamoDbKey partitionKey) {
        return in(DynamoDbTable.newTable(partitionKey));
    }

    /** Returns the same with this construct id, for a pipeline with more than one new table. */
    public static DynamoDbSink newTable(String id, DynamoDbKey partitionKey) {
        return in(DynamoDbTable.newTable(id, partitionKey));
    }

    /** Returns a sink in a new table for boards: see {@link DynamoDbTable#newLeaderboardTable()}. */
    public static DynamoDbSink newLeaderboardTable() {
        return in(DynamoDbTable.newLeaderboardTable());
    }

    /** Returns a sink in a new table for metrics without a ranking: see {@link DynamoDbTable#newMetricsTable()}. */
    public static DynamoDbSink newMetricsTable() {
        return in(DynamoDbTable.newMetricsTable());
    }

    /** Returns a sink in a new table for alert events: see {@link DynamoDbTable#newAlertTable()}. */
    public static DynamoDbSink newAlertTable() {
        return in(DynamoDbTable.newAlertTable());
    }

    /** Returns a sink in a new table for measurements: see {@link DynamoDbTable#newMeasurementTable()}. */
    public static DynamoDbSink newMeasurementTable() {
        return in(DynamoDbTable.newMeasurementTable());
    }

    /** Returns a sink in a table that exists, with its partition key. */
    public static DynamoDbSink of(ITable table, DynamoDbKey partitionKey) {
        return in(DynamoDbTable.of(table, partitionKey));
    }

    /**
     * Lets items expire at the moment that a field holds: see {@link DynamoDbSinkSpec.Builder#expireAt}. It needs a
     * table with {@link DynamoDbTable#withTimeToLiveAttribute}. Default: items stay.
     */
    public DynamoDbSink withExpiryAt(String field) {
        return with(builder -> builder.expireAt(table.plannedTimeToLiveAttribute(), field));
    }

    /**
     * Lets items expire a time, zero to 100 years, after the moment that a field holds. It needs a table with
     * {@link DynamoDbTable#withTimeToLiveAttribute}. Default: items stay.
     */
    public DynamoDbSink withExpiryAfter(String field, Duration after) {
        Arguments.given("after", after);
        return with(builder -> builder.expireAfter(table.plannedTimeToLiveAttribute(), field, after));
    }

    /**
     * Lets items expire a time, zero to 100 years, after their event time. It needs a table with
     * {@link DynamoDbTable#withTimeToLiveAttribute}. Default: items stay.
     */
    public DynamoDbSink withExpiryAfter(Duration after) {
        Arguments.given("after", after);
        return with(builder -> builder.expireAfter(table.plannedTimeToLiveAttribute(), after));
    }

    /**
     * Sets the top-level field with the version of a record: an older one never overwrites a newer one. See
     * {@link DynamoDbSinkSpec.Builder#version}. Default: of the records of a key the one that comes last stays.
     */
    public DynamoDbSink withVersion(String field) {
        return with(builder -> builder.version(field));
    }

    /** Sets a CEL expression of the records that delete their item instead of putting it. Default: none does. */
    public DynamoDbSink withDeletionWhen(String condition) {
        return with(builder -> builder.deleteWhen(condition));
    }

    private DynamoDbSink with(UnaryOperator<DynamoDbSinkSpec.Builder> setting) {
        return new DynamoDbSink(table, builder -> setting.apply(items.apply(builder)));
    }

    @Override
    public void check(Violations violations) {
        table.check(violations);
        if (!table.hasTimeToLiveAttribute() && spec(table.plannedArn()).ttlAttribute() != null) {
            violations.add(
                    "table.timeToLiveAttribute",
                    null,
                    "is required, because items expire. Set it with withTimeToLiveAttribute(name).");
        }
    }

    @Override
    public List<SharedResource> resources() {
        return List.of(table);
    }

    @Override
    public DynamoDbSinkSpec plan(String name) {
        return spec(table.plannedArn());
    }

    @Override
    public DynamoDbSinkConfig bind(String name, BindingContext context) {
        ITable bound = table.bind(context);
        return new DynamoDbSinkConfig(bound, spec(bound.getTableArn()), table.output(bound));
    }

    private DynamoDbSinkSpec spec(String arn) {
        return items.apply(table.sink(arn)).build();
    }
}
