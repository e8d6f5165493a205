package io.github.managedflink.local.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.managedflink.local.gate.Gate;
import io.github.managedflink.local.http.AwsEndpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * The stand-in and an independent implementation of the service answer random calls alike, and have the same items
 * afterwards.
 */
class RandomCallsProperties {

    private static final String DEFINITION =
            """
            {"TableName": "things", "BillingMode": "PAY_PER_REQUEST",
             "AttributeDefinitions": [
               {"AttributeName": "id", "AttributeType": "S"}, {"AttributeName": "at", "AttributeType": "N"},
               {"AttributeName": "g", "AttributeType": "S"}, {"AttributeName": "h", "AttributeType": "N"}],
             "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}, {"AttributeName": "at", "KeyType": "RANGE"}],
             "LocalSecondaryIndexes": [{"IndexName": "Local", "Projection": {"ProjectionType": "ALL"},
               "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}, {"AttributeName": "h", "KeyType": "RANGE"}]}],
             "GlobalSecondaryIndexes": [{"IndexName": "Global", "Projection": {"ProjectionType": "KEYS_ONLY"},
               "KeySchema": [{"AttributeName": "g", "KeyType": "HASH"}]}]}
            """;

    private static Path log;
    private static Dynalite oracle;
    private static AwsEndpoint standIn;
    private static RawDynamoDb oracleCalls;
    private static RawDynamoDb standInCalls;

    @BeforeContainer
    static void start() throws IOException {
        log = Files.createTempFile("dynalite", ".log");
        oracle = Dynalite.start(log.toFile());
        standIn = AwsEndpoint.start(Gate.open(), List.of(new DynamoDbStandIn()));
        oracleCalls = new RawDynamoDb(oracle.endpoint());
        standInCalls = new RawDynamoDb(standIn.endpoint());
    }

    @AfterContainer
    static void stop() throws IOException {
        standIn.close();
        oracle.close();
        Files.delete(log);
    }

    @Provide
    Arbitrary<List<RandomCalls.RandomCall>> calls() {
        return RandomCalls.any().list().ofMinSize(5).ofMaxSize(12);
    }

    @Property(tries = 50, seed = "1")
    void bothAnswerAlike(@ForAll("calls") List<RandomCalls.RandomCall> calls) {
        oracleCalls.clear();
        standInCalls.clear();
        isAnsweredAlike("CreateTable", DEFINITION);

        calls.forEach(call -> isAnsweredAlike(call.action(), call.to("things")));

        isAnsweredAlike("Scan", "{\"TableName\": \"things\"}");
        isAnsweredAlike("Scan", "{\"TableName\": \"things\", \"IndexName\": \"Local\"}");
        isAnsweredAlike("Scan", "{\"TableName\": \"things\", \"IndexName\": \"Global\"}");
    }

    private static void isAnsweredAlike(String action, String request) {
        boolean ordered = action.equals("Query");
        assertThat(standInCalls.call(action, request).comparable(ordered))
                .as("%s %s", action, request)
                .hasToString(
                        oracleCalls.call(action, request).comparable(ordered).toString());
    }
}
