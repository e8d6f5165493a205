package io.github.managedflink.local.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.managedflink.local.gate.Gate;
import io.github.managedflink.local.http.AwsEndpoint;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** However a query or scan is cut into pages and segments, it gives each item once. */
class PagingProperties {

    private static final int ITEMS = 40;
    private static final String DEFINITION =
            """
            {"TableName": "things", "BillingMode": "PAY_PER_REQUEST",
             "AttributeDefinitions": [
               {"AttributeName": "id", "AttributeType": "S"}, {"AttributeName": "at", "AttributeType": "N"},
               {"AttributeName": "g", "AttributeType": "S"}],
             "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}, {"AttributeName": "at", "KeyType": "RANGE"}],
             "GlobalSecondaryIndexes": [{"IndexName": "Global", "Projection": {"ProjectionType": "ALL"},
               "KeySchema": [{"AttributeName": "g", "KeyType": "HASH"}]}]}
            """;

    private static AwsEndpoint endpoint;
    private static RawDynamoDb calls;

    @BeforeContainer
    static void start() {
        endpoint = AwsEndpoint.start(Gate.open(), List.of(new DynamoDbStandIn()));
        calls = new RawDynamoDb(endpoint.endpoint());
        calls.call("CreateTable", DEFINITION);
        for (int i = 0; i < ITEMS; i++) {
            String item =
                    """
                    {"TableName": "things", "Item": {"id": {"S": "%s"}, "at": {"N": "%d"}, "g": {"S": "%s"}}}
                    """
                            .formatted("id-" + i % 7, i, "g-" + i % 2);
            calls.call("PutItem", item);
        }
    }

    @AfterContainer
    static void stop() throws IOException {
        endpoint.close();
    }

    @Property(tries = 30, seed = "1")
    void scansGiveEachItemOnce(
            @ForAll @IntRange(min = 1, max = ITEMS + 1) int limit,
            @ForAll @IntRange(min = 1, max = 9) int segments,
            @ForAll boolean ofIndex) {
        List<JsonNode> items = new ArrayList<>();
        for (int segment = 0; segment < segments; segment++) {
            String request =
                    """
                    {"TableName": "things", "Limit": %d, "Segment": %d, "TotalSegments": %d%s}
                    """
                            .formatted(limit, segment, segments, ofIndex ? ", \"IndexName\": \"Global\"" : "");
            calls.allPages("Scan", request).content().path("Items").forEach(items::add);
        }

        assertThat(items).hasSize(ITEMS).doesNotHaveDuplicates();
    }

    @Property(tries = 30, seed = "1")
    void queriesGiveEachItemOnceInBothDirections(
            @ForAll @IntRange(min = 1, max = ITEMS + 1) int limit, @ForAll @IntRange(min = 0, max = 1) int g) {
        List<JsonNode> forwards = query(limit, g, true);
        List<JsonNode> backwards = query(limit, g, false);

        assertThat(forwards).hasSize(ITEMS / 2).doesNotHaveDuplicates();
        assertThat(backwards).containsExactlyInAnyOrderElementsOf(forwards);
    }

    private static List<JsonNode> query(int limit, int g, boolean isForwards) {
        String request =
                """
                {"TableName": "things", "IndexName": "Global", "Limit": %d, "ScanIndexForward": %b,
                 "KeyConditionExpression": "g = :g", "ExpressionAttributeValues": {":g": {"S": "g-%d"}}}
                """
                        .formatted(limit, isForwards, g);
        List<JsonNode> items = new ArrayList<>();
        calls.allPages("Query", request).content().path("Items").forEach(items::add);
        return items;
    }
}
