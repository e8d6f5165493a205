package io.github.managedflink.local.dynamodb;

import io.github.managedflink.local.gate.Gate;
import io.github.managedflink.local.http.AwsClients;
import io.github.managedflink.local.http.AwsEndpoint;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * Items per second through the AWS SDK, with the client in the same process, which takes most of the CPU, and by
 * prepared requests on plain connections, which shows the stand-in alone. Run by hand on a quiet machine: {@code java
 * -cp <test class path> io.github.managedflink.local.dynamodb.DynamoDbThroughput [rounds]}.
 */
public final class DynamoDbThroughput {

    private static final int CONNECTIONS = 8;
    private static final int BATCHES = 400;
    private static final int BATCH = 25;
    private static final int PUTS = 3_000;

    private DynamoDbThroughput() {}

    public static void main(String[] arguments) throws InterruptedException, ExecutionException, IOException {
        int rounds = arguments.length == 0 ? 5 : Integer.parseInt(arguments[0]);
        for (int round = 0; round < rounds; round++) {
            run();
        }
    }

    private static void run() throws InterruptedException, ExecutionException, IOException {
        long start = System.nanoTime();
        try (AwsEndpoint endpoint = AwsEndpoint.start(Gate.open(), List.of(new DynamoDbStandIn()))) {
            System.out.printf(
                    "start: %,d ms%n",
                    Duration.ofNanos(System.nanoTime() - start).toMillis());
            call(endpoint);
        }
    }

    private static void call(AwsEndpoint endpoint) throws InterruptedException, ExecutionException {
        try (DynamoDbClient client = AwsClients.pointedTo(endpoint.endpoint(), DynamoDbClient.builder())) {
            createTable(client);
            measure("BatchWriteItem", BATCHES * BATCH, connection -> batches(client, connection));
            measure("PutItem by version", PUTS, connection -> versions(client, connection));
            measure("PutItem by version, plain", PUTS, connection -> plainVersions(endpoint.endpoint(), connection));
        }
    }

    private static void createTable(DynamoDbClient client) {
        client.createTable(table -> table.tableName("orders")
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(AttributeDefinition.builder()
                        .attributeName("id")
                        .attributeType(ScalarAttributeType.S)
                        .build())
                .keySchema(KeySchemaElement.builder()
                        .attributeName("id")
                        .keyType(KeyType.HASH)
                        .build()));
    }

    /** CPU time tells more than wall time where other work shares the machine. */
    private static void measure(String what, int items, IntConsumer work)
            throws InterruptedException, ExecutionException {
        long start = System.nanoTime();
        Duration cpuStart = cpuTime();
        ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            int connection = i;
            running.add(threads.submit(() -> work.accept(connection)));
        }
        for (Future<?> future : running) {
            future.get();
        }
        threads.shutdown();
        double seconds = (System.nanoTime() - start) / 1e9;
        int all = items * CONNECTIONS;
        double cpuMicros = cpuTime().minus(cpuStart).toNanos() / 1e3 / all;
        System.out.printf("%s: %,.0f items/s, %.2f us of CPU an item%n", what, all / seconds, cpuMicros);
    }

    private static Duration cpuTime() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private static void batches(DynamoDbClient client, int connection) {
        for (int batch = 0; batch < BATCHES; batch++) {
            int first = batch * BATCH;
            List<WriteRequest> requests = IntStream.range(first, first + BATCH)
                    .mapToObj(i -> item(connection + "-" + i, 1))
                    .map(item -> WriteRequest.builder()
                            .putRequest(PutRequest.builder().item(item).build())
                            .build())
                    .toList();
            client.batchWriteItem(r -> r.requestItems(Map.of("orders", requests)));
        }
    }

    private static void versions(DynamoDbClient client, int connection) {
        for (int version = 2; version < PUTS + 2; version++) {
            Map<String, AttributeValue> item = item(connection + "-0", version);
            client.putItem(r -> r.tableName("orders")
                    .item(item)
                    .conditionExpression("attribute_not_exists(id) OR version < :v")
                    .expressionAttributeValues(Map.of(":v", item.get("version"))));
        }
    }

    private static void plainVersions(URI endpoint, int connection) {
        try (Socket socket = new Socket(endpoint.getHost(), endpoint.getPort())) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            for (int version = 2; version < PUTS + 2; version++) {
                socket.getOutputStream().write(putRequest(endpoint, connection + "-1", version));
                requireOk(in);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] putRequest(URI endpoint, String id, int version) {
        String body =
                """
                {"TableName": "orders", "Item": {"id": {"S": "%s"}, "version": {"N": "%d"}, "status": {"S": "SHIPPED"}, "amount": {"N": "12.50"}},\
                 "ConditionExpression": "attribute_not_exists(id) OR version < :v",\
                 "ExpressionAttributeValues": {":v": {"N": "%d"}}}"""
                        .formatted(id, version, version);
        return ("POST / HTTP/1.1\r\nHost: " + endpoint.getAuthority()
                        + "\r\nX-Amz-Target: DynamoDB_20120810.PutItem\r\nContent-Type: application/x-amz-json-1.0"
                        + "\r\nAuthorization: AWS4-HMAC-SHA256 Credential=any/20200101/us-east-1/dynamodb/aws4_request"
                        + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static void requireOk(InputStream in) throws IOException {
        String status = line(in);
        int length = 0;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(
                        header.substring(header.indexOf(':') + 1).trim());
            }
        }
        String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        if (!status.contains(" 200 ")) {
            throw new IOException(status + " " + body);
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException();
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    private static Map<String, AttributeValue> item(String id, int version) {
        return Map.of(
                "id", AttributeValue.fromS(id),
                "version", AttributeValue.fromN(Integer.toString(version)),
                "status", AttributeValue.fromS("SHIPPED"),
                "amount", AttributeValue.fromN("12.50"));
    }
}
