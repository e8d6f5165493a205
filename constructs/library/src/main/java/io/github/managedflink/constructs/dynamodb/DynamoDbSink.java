package io.github.managedflink.constructs.dynamodb;

import io.github.managedflink.constructs.connector.BindingContext;
import io.github.managedflink.constructs.connector.PipelineSink;
import io.github.managedflink.constructs.connector.SharedResource;
import io.github.managedflink.constructs.internal.Unresolved;
import io.github.managedflink.constructs.internal.resource.SinkResource;
import io.github.managedflink.model.kpi.AlertEvent;
import io.github.managedflink.model.kpi.KpiMeasurement;
import io.github.managedflink.model.leaderboard.BoardEntry;
import io.github.managedflink.model.settings.Violations;
import io.github.managedflink.model.sink.DynamoDbKey;
import io.github.managedflink.model.sink.DynamoDbSinkSpec;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.dynamodb.Attribute;
import software.amazon.awscdk.services.dynamodb.AttributeType;
import software.amazon.awscdk.services.dynamodb.BillingMode;
import software.amazon.awscdk.services.dynamodb.ITable;
import software.amazon.awscdk.services.dynamodb.PointInTimeRecoverySpecification;
import software.amazon.awscdk.services.dynamodb.Table;
import software.amazon.awscdk.services.dynamodb.TableEncryption;
import software.amazon.awscdk.services.kms.IKey;

/**
 * Puts records into a DynamoDB table as items, effectively once. The job may {@code dynamodb:BatchWriteItem} into the table —
 * with a version {@code dynamodb:PutItem} and, where records delete, {@code dynamodb:DeleteItem} instead — and,
 * where it is encrypted with a key of yours, use that key through DynamoDB. A value: each method gives a changed copy, with a table of
 * its own if that is new.
 *
 * @see DynamoDbSinkSpec
 */
public final class DynamoDbSink implements PipelineSink {
    private static final String KIND = "Table";

    private final SinkResource<ITable> table;
    private final UnaryOperator<DynamoDbSinkSpec.Builder> items;

    private DynamoDbSink(SinkResource<ITable> table, UnaryOperator<DynamoDbSinkSpec.Builder> items) {
        this.table = table;
        this.items = items;
    }

    /**
     * A new table: billed by request, encrypted with the key that AWS manages for DynamoDB, recoverable to any second of the last 35
     * days, protected from deletion, and left in place when it leaves the stack.
     *
     * @param partitionKey the attribute, and top-level field, with the partition key, a text
     */
    public static DynamoDbSink newTable(String partitionKey) {
        return newTable(DynamoDbKey.string(partitionKey));
    }

    /** The same with any partition key. */
    public static DynamoDbSink newTable(DynamoDbKey partitionKey) {
        return newTable(KIND, partitionKey);
    }

    /** The same with this construct id, for a pipeline with more than one new table. */
    public static DynamoDbSink newTable(String id, DynamoDbKey partitionKey) {
        return with(SinkResource.created(KIND, id), partitionKey);
    }

    /**
     * A new table for the boards of a {@link io.github.managedflink.constructs.MetricsLeaderboard} with a ranking: an item for each rank of each board. The
     * partition key is the board, so that a query reads a board from rank 1 on, and an older state never overwrites a newer
     * one. Let items expire with {@code expireAfter("expires", BoardEntry.WINDOW_END, …)}.
     *
     * @see BoardEntry
     */
    public static DynamoDbSink newLeaderboardTable() {
        return newTable(BoardEntry.BOARD)
                .sortKey(DynamoDbKey.number(BoardEntry.RANK))
                .version(BoardEntry.VERSION);
    }

    /**
     * A new table for a {@link io.github.managedflink.constructs.MetricsLeaderboard} without a ranking: an item for each member in each window. The partition
     * key is the member, so that a query reads a member's windows in their order, and an older state never overwrites a newer
     * one.
     *
     * @see BoardEntry
     */
    public static DynamoDbSink newMetricsTable() {
        return newTable(BoardEntry.MEMBER)
                .sortKey(BoardEntry.WINDOW_START)
                .version(BoardEntry.VERSION)
                .deleteWhen(BoardEntry.REMOVED);
    }

    /**
     * A new table for the alert events of a {@link io.github.managedflink.constructs.KpiMonitor}: an item for each rule and group with its current state. The
     * partition key is the rule, so that a query reads the states of its groups, and an older state never overwrites a newer
     * one. Groups that have always been in state OK have no item.
     *
     * @see AlertEvent
     */
    public static DynamoDbSink newAlertTable() {
        return newTable("AlertTable", DynamoDbKey.string(AlertEvent.RULE))
                .sortKey(AlertEvent.GROUP)
                .version(AlertEvent.VERSION);
    }

    /**
     * A new table for the measurements of a {@link io.github.managedflink.constructs.KpiMonitor}: an item for each group in each window. The partition key is the
     * group, so that a query reads a group's windows in their order.
     *
     * @see KpiMeasurement
     */
    public static DynamoDbSink newMeasurementTable() {
        return newTable("ReadingTable", DynamoDbKey.string(KpiMeasurement.GROUP))
                .sortKey(KpiMeasurement.WINDOW_END);
    }

    /** A table that exists, with its partition key. */
    public static DynamoDbSink of(ITable table, DynamoDbKey partitionKey) {
        return with(SinkResource.existing(KIND, table), partitionKey);
    }

    private static DynamoDbSink with(SinkResource<ITable> table, DynamoDbKey partitionKey) {
        return new DynamoDbSink(table, builder -> builder.partitionKey(partitionKey));
    }

    /** The table's sort key, a text in the top-level field of that name. Default: none. */
    public DynamoDbSink sortKey(String attribute) {
        return sortKey(DynamoDbKey.string(attribute));
    }

    /** The table's sort key. Default: none. */
    public DynamoDbSink sortKey(DynamoDbKey key) {
        return with(builder -> builder.sortKey(key));
    }

    /** Items expire at the moment that a field holds: see {@link DynamoDbSinkSpec.Builder#expireAt}. Default: they stay. */
    public DynamoDbSink expireAt(String attribute, String field) {
        return with(builder -> builder.expireAt(attribute, field));
    }

    /** Items expire a time, zero to 100 years, after the moment that a field holds. Default: they stay. */
    public DynamoDbSink expireAfter(String attribute, String field, Duration after) {
        return with(builder -> builder.expireAfter(attribute, field, after));
    }

    /** Items expire a time, zero to 100 years, after their event time. Default: they stay. */
    public DynamoDbSink expireAfter(String attribute, Duration after) {
        return with(builder -> builder.expireAfter(attribute, after));
    }

    /**
     * The top-level field with the version of a record: an older one never overwrites a newer one. See {@link
     * DynamoDbSinkSpec.Builder#version}. Default: of the records of a key the one that comes last stays.
     */
    public DynamoDbSink version(String field) {
        return with(builder -> builder.version(field));
    }

    /** A CEL expression of the records that delete their item instead of putting it. Default: none does. */
    public DynamoDbSink deleteWhen(String condition) {
        return with(builder -> builder.deleteWhen(condition));
    }

    /** Your own key for a new table. Default: the key that AWS manages for DynamoDB. */
    public DynamoDbSink encryptionKey(IKey key) {
        return new DynamoDbSink(table.encryptionKey(key), items);
    }

    /** What becomes of a new table when it leaves the stack. Default: it stays. With {@code DESTROY} it is not protected from deletion. */
    public DynamoDbSink removalPolicy(RemovalPolicy policy) {
        return new DynamoDbSink(table.removalPolicy(policy), items);
    }

    /** Keys and expiry are the table's own, so that sinks which differ in them cannot share a new one. */
    private DynamoDbSink with(UnaryOperator<DynamoDbSinkSpec.Builder> setting) {
        return new DynamoDbSink(table.copy(), builder -> setting.apply(items.apply(builder)));
    }

    @Override
    public void check(Violations violations) {
        table.check(violations);
    }

    @Override
    public List<SharedResource> resources() {
        return List.of(table);
    }

    @Override
    public DynamoDbSinkSpec plan(String name) {
        return spec(table.existing().map(ITable::getTableArn).orElseGet(() -> Unresolved.text("TableArn")));
    }

    @Override
    public DynamoDbSinkConfig bind(String name, BindingContext context) {
        ITable bound = table.bind(context, ITable.class, () -> create(plan(name), context));
        return new DynamoDbSinkConfig(bound, spec(bound.getTableArn()), table.output(bound.getTableName()));
    }

    private DynamoDbSinkSpec spec(String arn) {
        return items.apply(DynamoDbSinkSpec.builder().tableArn(arn)).build();
    }

    private Table create(DynamoDbSinkSpec plan, BindingContext context) {
        IKey key = table.encryptionKey();
        return Table.Builder.create(context.scope(), table.id())
                .partitionKey(attribute(plan.partitionKey()))
                .sortKey(plan.sortKey() == null ? null : attribute(plan.sortKey()))
                .timeToLiveAttribute(plan.ttlAttribute())
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .encryption(key == null ? TableEncryption.AWS_MANAGED : TableEncryption.CUSTOMER_MANAGED)
                .encryptionKey(key)
                .pointInTimeRecoverySpecification(PointInTimeRecoverySpecification.builder()
                        .pointInTimeRecoveryEnabled(true)
                        .build())
                .deletionProtection(table.removalPolicy() != RemovalPolicy.DESTROY)
                .removalPolicy(table.removalPolicy())
                .build();
    }

    private static Attribute attribute(DynamoDbKey key) {
        return Attribute.builder()
                .name(key.attribute())
                .type(key.type() == DynamoDbKey.Type.NUMBER ? AttributeType.NUMBER : AttributeType.STRING)
                .build();
    }
}
