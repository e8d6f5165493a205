package io.github.managedflink.local.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.managedflink.local.gate.Gate;
import io.github.managedflink.local.proxy.GatedProxy;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.function.Consumer;

/**
 * Amazon DynamoDB in this process, for clients that are pointed to {@link #endpoint()}: DynamoDB Local in memory. It listens on the
 * loopback interface alone, takes any credentials, and forgets its items when it is closed.
 *
 * <p>Beyond what AWS lists as differences of DynamoDB Local, throughput is not limited unless a fault is injected, and tables of one
 * name are one table, whatever their region and account.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/DynamoDBLocal.UsageNotes.html">Usage notes of
 *     DynamoDB Local</a>
 */
public final class DynamoDbStandIn implements AutoCloseable {

    /** What the template of a table and the API's CreateTable have in common. */
    private static final List<String> DEFINITION =
            List.of("KeySchema", "AttributeDefinitions", "GlobalSecondaryIndexes", "LocalSecondaryIndexes");

    private final DynamoDbServer server;
    private final DynamoDbClient client;
    private final DynamoDbCalls calls;
    private final GatedProxy proxy;

    private DynamoDbStandIn(DynamoDbServer server, DynamoDbClient client, DynamoDbCalls calls, GatedProxy proxy) {
        this.server = server;
        this.client = client;
        this.calls = calls;
        this.proxy = proxy;
    }

    /**
     * Starts one without tables on a free port.
     *
     * @param gate asked for each table of each call
     * @throws IOException if there is no DynamoDB Local for this machine
     */
    public static DynamoDbStandIn start(Gate gate) throws IOException {
        NativeLibrary.provide();
        DynamoDbServer server = DynamoDbServer.start();
        try {
            DynamoDbClient client = new DynamoDbClient(server.endpoint());
            DynamoDbCalls calls = new DynamoDbCalls(client);
            return new DynamoDbStandIn(server, client, calls, GatedProxy.start(0, server.endpoint(), calls, gate));
        } catch (IOException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /** Where clients connect: {@code http://127.0.0.1:PORT}. */
    public URI endpoint() {
        return proxy.endpoint();
    }

    /**
     * Creates a table.
     *
     * @param arn its ARN, {@code arn:PARTITION:dynamodb:REGION:ACCOUNT:table/NAME}
     * @param properties those of {@code AWS::DynamoDB::Table} or {@code AWS::DynamoDB::GlobalTable}, of which keys, attributes,
     *     indexes and the time to live count
     * @throws IllegalArgumentException if DynamoDB refuses it
     */
    public void createTable(String arn, JsonNode properties) {
        String name = nameIn(arn);
        ObjectNode definition = JsonNodeFactory.instance.objectNode().put("TableName", name);
        DEFINITION.stream()
                .filter(properties::hasNonNull)
                .forEach(field -> definition.set(field, properties.get(field).deepCopy()));
        // Capacities are not limited here, and templates of tables with provisioned ones need more than this.
        definition.path("GlobalSecondaryIndexes").forEach(index -> ((ObjectNode) index)
                .retain("IndexName", "KeySchema", "Projection"));
        definition.put("BillingMode", "PAY_PER_REQUEST");
        client.call("CreateTable", definition);
        JsonNode timeToLive = properties.path("TimeToLiveSpecification");
        if (timeToLive.path("Enabled").asBoolean()) {
            ObjectNode update = JsonNodeFactory.instance.objectNode().put("TableName", name);
            update.putObject("TimeToLiveSpecification")
                    .put("Enabled", true)
                    .put("AttributeName", timeToLive.path("AttributeName").asText());
            client.call("UpdateTimeToLive", update);
        }
        calls.know(name, arn);
    }

    /**
     * Hands over all items of a table, in no particular order, each as DynamoDB writes it: {@code {"id": {"S": "1"}}}.
     *
     * @throws IllegalArgumentException if the table does not exist
     */
    public void forEachItem(String arn, Consumer<JsonNode> action) {
        ObjectNode scan = JsonNodeFactory.instance
                .objectNode()
                .put("TableName", nameIn(arn))
                .put("ConsistentRead", true);
        JsonNode page;
        do {
            page = client.call("Scan", scan);
            page.path("Items").forEach(action);
            scan.set("ExclusiveStartKey", page.path("LastEvaluatedKey"));
        } while (page.hasNonNull("LastEvaluatedKey"));
    }

    /**
     * How many items the table has.
     *
     * @throws IllegalArgumentException if it does not exist
     */
    public long itemCount(String arn) {
        long[] count = {0};
        forEachItem(arn, item -> count[0]++);
        return count[0];
    }

    private static String nameIn(String arn) {
        int slash = arn.indexOf(":table/");
        if (slash < 0) {
            throw new IllegalArgumentException("'" + arn + "' is not the ARN of a DynamoDB table");
        }
        return arn.substring(slash + ":table/".length());
    }

    /** Breaks all connections off and ends all threads. */
    @Override
    public void close() throws IOException {
        proxy.close();
        server.close();
    }
}
