package io.github.managedflink.local.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.managedflink.local.dynamodb.model.Database;
import io.github.managedflink.local.dynamodb.model.DynamoDbErrors;
import io.github.managedflink.local.dynamodb.model.MapValue;
import io.github.managedflink.local.dynamodb.model.Table;
import io.github.managedflink.local.gate.ServiceCall;
import io.github.managedflink.local.http.Arn;
import io.github.managedflink.local.http.AwsError;
import io.github.managedflink.local.http.AwsOperation;
import io.github.managedflink.local.http.AwsOperation.Permission;
import io.github.managedflink.local.http.AwsRequest;
import io.github.managedflink.local.http.AwsService;
import io.github.managedflink.local.http.JsonProtocol;
import io.github.managedflink.local.http.ServiceTraits;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Amazon DynamoDB: tables with both kinds of indexes, all operations on items but PartiQL's, expressions and what
 * requests said before there were expressions. Everything is in memory; each call sees all that was done before it,
 * also by an index; a table is there when it is created; throughput is not limited unless a fault is injected. Items
 * that have expired stay until {@link #deleteExpired} is called.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/Welcome.html">Amazon DynamoDB API</a>
 */
public final class DynamoDbStandIn implements AwsService {

    private static final ServiceTraits TRAITS = new ServiceTraits(
            "dynamodb",
            new JsonProtocol("DynamoDB_20120810", "1.0"),
            DynamoDbErrors.VALIDATION,
            DynamoDbErrors.throughputExceeded(),
            DynamoDbErrors.ACCESS_DENIED);

    private final Database database;
    private final TableLookup tables;
    private final Map<String, AwsOperation> operations;

    /** One without tables. */
    public DynamoDbStandIn() {
        this(Clock.systemUTC());
    }

    /** One whose times follow the given clock. */
    public DynamoDbStandIn(Clock clock) {
        this.database = new Database(clock);
        this.tables = new TableLookup(database);
        this.operations = operationsOf(
                new TableOperations(database, tables),
                new ItemOperations(database, tables),
                new BatchWrites(database, tables),
                new BatchReads(database, tables),
                new TransactionOperations(database, tables),
                new SearchOperations(database, tables));
    }

    private Map<String, AwsOperation> operationsOf(
            TableOperations ofTables,
            ItemOperations ofItems,
            BatchWrites batchWrites,
            BatchReads batchReads,
            TransactionOperations transactions,
            SearchOperations searches) {
        return Map.ofEntries(
                Map.entry("CreateTable", AwsOperation.of(this::table, ofTables::create)),
                Map.entry("DeleteTable", AwsOperation.of(this::table, ofTables::delete)),
                Map.entry("DescribeTable", AwsOperation.of(this::table, ofTables::describe)),
                Map.entry("ListTables", AwsOperation.of(request -> ServiceCall.NO_RESOURCE, ofTables::list)),
                Map.entry("UpdateTimeToLive", AwsOperation.of(this::table, ofTables::updateTimeToLive)),
                Map.entry("DescribeTimeToLive", AwsOperation.of(this::table, ofTables::describeTimeToLive)),
                Map.entry("GetItem", AwsOperation.of(this::table, ofItems::get)),
                Map.entry("PutItem", AwsOperation.of(this::table, ofItems::put)),
                Map.entry("UpdateItem", AwsOperation.of(this::table, ofItems::update)),
                Map.entry("DeleteItem", AwsOperation.of(this::table, ofItems::delete)),
                Map.entry("Query", AwsOperation.of(this::tableOrIndex, searches::query)),
                Map.entry("Scan", AwsOperation.of(this::tableOrIndex, searches::scan)),
                Map.entry(
                        "BatchWriteItem",
                        AwsOperation.needing(this::ofBatch, batchWrites::serve).throttledBy(batchWrites::throttled)),
                Map.entry(
                        "BatchGetItem",
                        AwsOperation.needing(this::ofBatch, batchReads::serve).throttledBy(batchReads::throttled)),
                Map.entry("TransactWriteItems", AwsOperation.needing(transactions::permissions, transactions::write)),
                Map.entry("TransactGetItems", AwsOperation.needing(transactions::permissions, transactions::get)));
    }

    /** What is named wrongly is left to the operation to refuse. */
    private String table(AwsRequest request) {
        return request.optional("TableName")
                .map(name -> tables.arnOf(request.caller(), name).toString())
                .orElse(ServiceCall.NO_RESOURCE);
    }

    private String tableOrIndex(AwsRequest request) {
        return table(request)
                + request.optional("IndexName").map(index -> "/index/" + index).orElse("");
    }

    private List<Permission> ofBatch(AwsRequest request) {
        return new BatchRequest(request)
                .tables().stream()
                        .map(table -> new Permission(
                                request.action(),
                                tables.arnOf(request.caller(), table).toString()))
                        .toList();
    }

    /**
     * Creates a table.
     *
     * @param arn its ARN, {@code arn:PARTITION:dynamodb:REGION:ACCOUNT:table/NAME}
     * @param parameters those of {@code CreateTable}, with a {@code TimeToLiveSpecification} where items expire
     * @throws IllegalArgumentException if DynamoDB refuses it
     */
    public void createTable(String arn, JsonNode parameters) {
        try {
            Table table = database.create(TableDefinitionReader.read(Arn.parse(arn), new Parameters(parameters)));
            JsonNode timeToLive = parameters.path(TableOperations.TIME_TO_LIVE);
            if (timeToLive.path("Enabled").asBoolean()) {
                table.setTimeToLive(Optional.of(timeToLive.path("AttributeName").asText()));
            }
        } catch (AwsError e) {
            throw new IllegalArgumentException("DynamoDB refuses the table " + arn + ": " + e.getMessage(), e);
        }
    }

    /** The ARNs of all tables, in their order. */
    public List<String> tables() {
        return database.tables().stream()
                .map(table -> table.definition().arn().toString())
                .toList();
    }

    /**
     * Hands over all items of a table, in no particular order, each as DynamoDB writes it: {@code {"id": {"S": "1"}}}.
     *
     * @throws IllegalArgumentException if the table does not exist
     */
    public void forEachItem(String arn, Consumer<JsonNode> action) {
        List<MapValue> items = ofTable(arn, table -> List.copyOf(table.items().values()));
        items.forEach(item -> action.accept(item.content()));
    }

    /**
     * How many items the table has.
     *
     * @throws IllegalArgumentException if it does not exist
     */
    public long itemCount(String arn) {
        return ofTable(arn, table -> table.items().size());
    }

    private <T> T ofTable(String arn, Function<Table, T> reader) {
        return database.atomically(() -> reader.apply(database.find(Arn.parse(arn))
                .orElseThrow(() -> new IllegalArgumentException("there is no table " + arn))));
    }

    /**
     * Deletes what has expired in all tables, which the service does some time after an item has expired. Until then,
     * expired items are like all others.
     *
     * @param now the moment that the items' times are held against
     * @return how many items have been deleted
     * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/howitworks-ttl.html">Time to
     *     live</a>
     */
    public int deleteExpired(Instant now) {
        return database.deleteExpired(now);
    }

    @Override
    public ServiceTraits traits() {
        return TRAITS;
    }

    /** A transaction needs those of its parts, which IAM knows each by its own name. */
    @Override
    public Set<String> actions() {
        Set<String> actions = new HashSet<>(operations.keySet());
        actions.removeIf(operation -> operation.startsWith("Transact"));
        actions.add("ConditionCheckItem");
        return actions;
    }

    @Override
    public Map<String, AwsOperation> operations() {
        return operations;
    }

    @Override
    public AwsError serverError(int status) {
        return DynamoDbErrors.serverError(status);
    }
}
