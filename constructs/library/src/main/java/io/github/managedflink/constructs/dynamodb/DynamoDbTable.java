package io.github.managedflink.constructs.dynamodb;

import io.github.managedflink.constructs.connector.BindingContext;
import io.github.managedflink.constructs.connector.SharedResource;
import io.github.managedflink.constructs.internal.NewOrExisting;
import io.github.managedflink.constructs.internal.Setting;
import io.github.managedflink.constructs.internal.Unresolved;
import io.github.managedflink.model.kpi.AlertEvent;
import io.github.managedflink.model.kpi.KpiMeasurement;
import io.github.managedflink.model.leaderboard.BoardEntry;
import io.github.managedflink.model.settings.Violations;
import io.github.managedflink.model.sink.DynamoDbKey;
import io.github.managedflink.model.sink.DynamoDbSinkSpec;
import java.util.List;
import java.util.Map;
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
import software.constructs.Construct;

/**
 * A DynamoDB table, a new one or one that exists, that sinks of a pipeline may share: sinks that are given the same
 * value put items into the same table. Its keys and the attribute by which its items expire are those of the table, and
 * all its sinks go by them. A value: each {@code with} method returns a changed copy, which is another table.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.CoreComponents.html">Tables,
 *     items and keys</a>
 */
public final class DynamoDbTable implements SharedResource {
    private static final String KIND = "Table";

    private final NewOrExisting<ITable> table;
    private final DynamoDbKey partitionKey;
    private final Setting<DynamoDbKey> sortKey;
    private final Setting<String> timeToLiveAttribute;
    private final UnaryOperator<DynamoDbSinkSpec.Builder> items;

    private DynamoDbTable(
            NewOrExisting<ITable> table,
            DynamoDbKey partitionKey,
            Setting<DynamoDbKey> sortKey,
            Setting<String> timeToLiveAttribute,
            UnaryOperator<DynamoDbSinkSpec.Builder> items) {
        this.table = table;
        this.partitionKey = partitionKey;
        this.sortKey = sortKey;
        this.timeToLiveAttribute = timeToLiveAttribute;
        this.items = items;
    }

    private static DynamoDbTable of(NewOrExisting<ITable> table, DynamoDbKey partitionKey) {
        return new DynamoDbTable(table, partitionKey, Setting.nothing(), Setting.nothing(), UnaryOperator.identity());
    }

    /**
     * Returns a new table: billed by request, encrypted with the key that AWS manages for DynamoDB, recoverable to any
     * second of the last 35 days, protected from deletion, and left in place when it leaves the stack.
     *
     * @param partitionKey the attribute, and top-level field, with the partition key, a text
     */
    public static DynamoDbTable newTable(String partitionKey) {
        return newTable(DynamoDbKey.string(partitionKey));
    }

    /** Returns the same with any partition key. */
    public static DynamoDbTable newTable(DynamoDbKey partitionKey) {
        return newTable(KIND, partitionKey);
    }

    /** Returns the same with this construct id, for a pipeline with more than one new table. */
    public static DynamoDbTable newTable(String id, DynamoDbKey partitionKey) {
        return of(NewOrExisting.created(KIND, id), partitionKey);
    }

    /**
     * Returns a new table for the boards of a {@link io.github.managedflink.constructs.MetricsLeaderboard} with a
     * ranking: an item for each rank of each board. The partition key is the board, so that a query reads a board from
     * rank 1 on. Its sinks write versions: an older state never overwrites a newer one.
     *
     * @see BoardEntry
     */
    public static DynamoDbTable newLeaderboardTable() {
        return newTable(BoardEntry.BOARD)
                .withSortKey(DynamoDbKey.number(BoardEntry.RANK))
                .storing(builder -> builder.version(BoardEntry.VERSION));
    }

    /**
     * Returns a new table for a {@link io.github.managedflink.constructs.MetricsLeaderboard} without a ranking: an item
     * for each member in each window. The partition key is the member, so that a query reads a member's windows in
     * their order. Its sinks write versions: an older state never overwrites a newer one.
     *
     * @see BoardEntry
     */
    public static DynamoDbTable newMetricsTable() {
        return newTable(BoardEntry.MEMBER)
                .withSortKey(BoardEntry.WINDOW_START)
                .storing(builder -> builder.version(BoardEntry.VERSION).deleteWhen(BoardEntry.REMOVED));
    }

    /**
     * Returns a new table for the alert events of a {@link io.github.managedflink.constructs.KpiMonitor}: an item for
     * each rule and group with its current state. The partition key is the rule, so that a query reads the states of
     * its groups. Its sinks write versions: an older state never overwrites a newer one. Groups that have always been
     * in state OK have no item.
     *
     * @see AlertEvent
     */
    public static DynamoDbTable newAlertTable() {
        return newTable("AlertTable", DynamoDbKey.string(AlertEvent.RULE))
                .withSortKey(AlertEvent.GROUP)
                .storing(builder -> builder.version(AlertEvent.VERSION));
    }

    /**
     * Returns a new table for the measurements of a {@link io.github.managedflink.constructs.KpiMonitor}: an item for
     * each group in each window. The partition key is the group, so that a query reads a group's windows in their
     * order.
     *
     * @see KpiMeasurement
     */
    public static DynamoDbTable newMeasurementTable() {
        return newTable("ReadingTable", DynamoDbKey.string(KpiMeasurement.GROUP))
                .withSortKey(KpiMeasurement.WINDOW_END);
    }

    /** Returns a table that exists, with its partition key. */
    public static DynamoDbTable of(ITable table, DynamoDbKey partitionKey) {
        return of(NewOrExisting.existing(KIND, table), partitionKey);
    }

    /** Sets the table's sort key, a text in the top-level field of that name. Default: none. */
    public DynamoDbTable withSortKey(String attribute) {
        return withSortKey(DynamoDbKey.string(attribute));
    }

    /** Sets the table's sort key. Default: none. */
    public DynamoDbTable withSortKey(DynamoDbKey key) {
        return new DynamoDbTable(table, partitionKey, Setting.of(key), timeToLiveAttribute, items);
    }

    /**
     * Sets the table's attribute with the time at which an item expires, which sinks fill that
     * {@link DynamoDbSink#withExpiryAfter expire} their items. Default: none.
     *
     * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/TTL.html">Time to Live</a>
     */
    public DynamoDbTable withTimeToLiveAttribute(String attribute) {
        return new DynamoDbTable(table, partitionKey, sortKey, Setting.of(attribute), items);
    }

    /** Sets your own key for a new table. Default: the key that AWS manages for DynamoDB. */
    public DynamoDbTable withEncryptionKey(IKey key) {
        return with(table.withEncryptionKey(key));
    }

    /**
     * Sets what becomes of a new table when it leaves the stack. Default: it stays. With {@code DESTROY} it is not
     * protected from deletion.
     */
    public DynamoDbTable withRemovalPolicy(RemovalPolicy policy) {
        return with(table.withRemovalPolicy(policy));
    }

    private DynamoDbTable with(NewOrExisting<ITable> changed) {
        return new DynamoDbTable(changed, partitionKey, sortKey, timeToLiveAttribute, items);
    }

    private DynamoDbTable storing(UnaryOperator<DynamoDbSinkSpec.Builder> settings) {
        return new DynamoDbTable(table, partitionKey, sortKey, timeToLiveAttribute, settings);
    }

    @Override
    public List<String> constructIds() {
        return table.constructIds();
    }

    boolean hasTimeToLiveAttribute() {
        return timeToLiveAttribute.asked();
    }

    /** Returns the attribute with the time at which an item expires, or what stands for it in a table that has none. */
    String plannedTimeToLiveAttribute() {
        return timeToLiveAttribute.toOptional().orElseGet(() -> Unresolved.text("TimeToLiveAttribute"));
    }

    void check(Violations violations) {
        table.check(violations);
        sortKey.check("table.sortKey", violations);
        timeToLiveAttribute.check("table.timeToLiveAttribute", violations);
    }

    String plannedArn() {
        return table.planned("TableArn", ITable::getTableArn);
    }

    /** Returns what all sinks in the table have in common. */
    DynamoDbSinkSpec.Builder sink(String arn) {
        return items.apply(DynamoDbSinkSpec.builder()
                .tableArn(arn)
                .partitionKey(partitionKey)
                .sortKey(sortKey.value()));
    }

    ITable bind(BindingContext context) {
        return table.existing().orElseGet(() -> context.shared(this, ITable.class, () -> create(context.scope())));
    }

    Map<String, String> output(ITable bound) {
        return table.output(bound.getTableName());
    }

    private Table create(Construct scope) {
        IKey key = table.encryptionKey();
        RemovalPolicy removalPolicy = table.removalPolicy().orElse(RemovalPolicy.RETAIN);
        return Table.Builder.create(scope, table.id())
                .partitionKey(attribute(partitionKey))
                .sortKey(sortKey.toOptional().map(DynamoDbTable::attribute).orElse(null))
                .timeToLiveAttribute(timeToLiveAttribute.value())
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .encryption(key == null ? TableEncryption.AWS_MANAGED : TableEncryption.CUSTOMER_MANAGED)
                .encryptionKey(key)
                .pointInTimeRecoverySpecification(PointInTimeRecoverySpecification.builder()
                        .pointInTimeRecoveryEnabled(true)
                        .build())
                .deletionProtection(removalPolicy != RemovalPolicy.DESTROY)
                .removalPolicy(removalPolicy)
                .build();
    }

    private static Attribute attribute(DynamoDbKey key) {
        return Attribute.builder()
                .name(key.attribute())
                .type(key.type() == DynamoDbKey.Type.NUMBER ? AttributeType.NUMBER : AttributeType.STRING)
                .build();
    }
}
