package io.github.managedflink.local.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.managedflink.local.gate.Gate;
import io.github.managedflink.local.http.AwsEndpoint;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What clients do at the same time is as if they had done it one after the other. */
class DynamoDbConcurrencyTest {

    private static final int CLIENTS = 8;
    private static final int ACCOUNTS = 4;
    private static final String DEFINITION =
            """
            {"TableName": "accounts", "BillingMode": "PAY_PER_REQUEST",
             "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "N"}],
             "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}]}
            """;

    private AwsEndpoint endpoint;
    private RawDynamoDb calls;

    @BeforeEach
    void start() {
        endpoint = AwsEndpoint.start(Gate.open(), List.of(new DynamoDbStandIn()));
        calls = new RawDynamoDb(endpoint.endpoint());
        calls.call("CreateTable", DEFINITION);
        for (int id = 0; id < ACCOUNTS; id++) {
            calls.call(
                    "PutItem",
                    "{\"TableName\": \"accounts\", \"Item\": {\"id\": {\"N\": \"%d\"}, \"n\": {\"N\": \"100\"}}}"
                            .formatted(id));
        }
    }

    @AfterEach
    void stop() throws IOException {
        endpoint.close();
    }

    @Test
    void transactionsKeepTheSum() throws ExecutionException, InterruptedException {
        inParallel(client -> {
            Random random = new Random(client);
            for (int i = 0; i < 50; i++) {
                int from = random.nextInt(ACCOUNTS);
                int to = (from + 1 + random.nextInt(ACCOUNTS - 1)) % ACCOUNTS;
                transfer(from, to, random.nextInt(60));
                assertThat(sum(calls.call("Scan", "{\"TableName\": \"accounts\"}")
                                .content()))
                        .isEqualTo(100L * ACCOUNTS);
            }
        });
    }

    private void transfer(int from, int to, int amount) {
        calls.call(
                "TransactWriteItems",
                """
                {"TransactItems": [
                  {"Update": {"TableName": "accounts", "Key": {"id": {"N": "%d"}}, "UpdateExpression": "SET n = n - :d",
                    "ConditionExpression": "n >= :d", "ExpressionAttributeValues": {":d": {"N": "%d"}}}},
                  {"Update": {"TableName": "accounts", "Key": {"id": {"N": "%d"}}, "UpdateExpression": "SET n = n + :d",
                    "ExpressionAttributeValues": {":d": {"N": "%d"}}}}]}
                """
                        .formatted(from, amount, to, amount));
    }

    private static long sum(JsonNode scanned) {
        return StreamSupport.stream(scanned.path("Items").spliterator(), false)
                .mapToLong(item -> item.at("/n/N").asLong())
                .sum();
    }

    @Test
    void conditionalIncrementsLoseNone() throws ExecutionException, InterruptedException {
        int increments = 25;

        inParallel(client -> {
            for (int done = 0; done < increments; ) {
                done += increment() ? 1 : 0;
            }
        });

        assertThat(number()).isEqualTo(100 + CLIENTS * increments);
    }

    /** Reads the number and writes the next one, unless somebody else has done so meanwhile. */
    private boolean increment() {
        int seen = number();
        String request =
                """
                {"TableName": "accounts", "Item": {"id": {"N": "0"}, "n": {"N": "%d"}}, "ConditionExpression": "n = :seen",
                 "ExpressionAttributeValues": {":seen": {"N": "%d"}}}
                """
                        .formatted(seen + 1, seen);
        return calls.call("PutItem", request).isReply();
    }

    private int number() {
        return calls.call("GetItem", "{\"TableName\": \"accounts\", \"Key\": {\"id\": {\"N\": \"0\"}}}")
                .content()
                .at("/Item/n/N")
                .asInt();
    }

    private static void inParallel(IntConsumer work) throws ExecutionException, InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                int number = client;
                running.add(threads.submit(() -> work.accept(number)));
            }
            for (Future<?> future : running) {
                future.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
