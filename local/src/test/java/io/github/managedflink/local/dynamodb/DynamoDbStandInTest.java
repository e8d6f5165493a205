package io.github.managedflink.local.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.managedflink.local.gate.Gate;
import io.github.managedflink.local.gate.ServiceCall;
import io.github.managedflink.local.gate.ServiceFault;
import io.github.managedflink.local.http.AwsClients;
import io.github.managedflink.local.http.AwsEndpoint;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.Capacity;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * What the sinks rely on, with the limits of the service.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html">BatchWriteItem</a>
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html">Quotas of
 *     DynamoDB</a>
 */
class DynamoDbStandInTest {

    private static final String ARN = "arn:aws:dynamodb:us-east-1:111122223333:table/orders";
    private static final String DEFINITION =
            """
            {
              "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
              "AttributeDefinitions": [
                {"AttributeName": "id", "AttributeType": "S"}, {"AttributeName": "city", "AttributeType": "S"}
              ],
              "GlobalSecondaryIndexes": [{
                "IndexName": "ByCity",
                "KeySchema": [{"AttributeName": "city", "KeyType": "HASH"}],
                "Projection": {"ProjectionType": "ALL"},
                "ProvisionedThroughput": {"ReadCapacityUnits": 5, "WriteCapacityUnits": 5}
              }],
              "ProvisionedThroughput": {"ReadCapacityUnits": 5, "WriteCapacityUnits": 5},
              "TimeToLiveSpecification": {"AttributeName": "expires", "Enabled": true}
            }
            """;

    private final Gate gate = Gate.open();
    private final DynamoDbStandIn standIn = new DynamoDbStandIn();
    private AwsEndpoint endpoint;
    private DynamoDbClient client;

    @BeforeEach
    void start() throws IOException {
        standIn.createTable(ARN, new ObjectMapper().readTree(DEFINITION));
        endpoint = AwsEndpoint.start(gate, List.of(standIn));
        client = AwsClients.pointedTo(endpoint.endpoint(), DynamoDbClient.builder());
    }

    @AfterEach
    void stop() {
        client.close();
        endpoint.close();
    }

    @Test
    void givesBackWhatAClientPut() {
        client.putItem(r -> r.tableName("orders").item(item("1")));
        client.putItem(r -> r.tableName("orders").item(item("1")));

        List<JsonNode> items = new ArrayList<>();
        standIn.forEachItem(ARN, items::add);

        assertThat(items).extracting(JsonNode::toString).containsExactly("{\"id\":{\"S\":\"1\"}}");
        assertThat(standIn.itemCount(ARN)).isEqualTo(1);
    }

    @Test
    void hasTheTableOfTheTemplate() {
        assertThat(client.describeTable(r -> r.tableName("orders")).table().globalSecondaryIndexes())
                .extracting(index -> index.indexName())
                .containsExactly("ByCity");
        assertThat(client.describeTimeToLive(r -> r.tableName("orders"))
                        .timeToLiveDescription()
                        .attributeName())
                .isEqualTo("expires");
    }

    // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.html#GSI.ThroughputConsiderations.Writes
    @Test
    void countsTheCapacityUnitsOfIndexesApart() {
        assertThat(unitsOfPut(Map.of("id", text("1")))).isEqualTo("1.0 of the table");
        assertThat(unitsOfPut(Map.of("id", text("1"), "city", text("Rome"))))
                .isEqualTo("1.0 of the table, 1.0 of ByCity");
        assertThat(unitsOfPut(Map.of("id", text("1"), "city", text("Rome")))).isEqualTo("1.0 of the table");
        assertThat(unitsOfPut(Map.of("id", text("1"), "city", text("Oslo"))))
                .isEqualTo("1.0 of the table, 2.0 of ByCity");
        assertThat(unitsOfPut(Map.of("id", text("1"), "city", text("Oslo"), "text", text("x".repeat(2_000)))))
                .isEqualTo("2.0 of the table, 2.0 of ByCity");
        assertThat(units(client.query(r -> r.tableName("orders")
                                .indexName("ByCity")
                                .keyConditionExpression("city = :city")
                                .expressionAttributeValues(Map.of(":city", text("Oslo")))
                                .returnConsumedCapacity(ReturnConsumedCapacity.INDEXES))
                        .consumedCapacity()))
                .isEqualTo("0.0 of the table, 0.5 of ByCity");
        assertThat(units(client.deleteItem(r -> r.tableName("orders")
                                .key(item("1"))
                                .returnConsumedCapacity(ReturnConsumedCapacity.INDEXES))
                        .consumedCapacity()))
                .isEqualTo("2.0 of the table, 2.0 of ByCity");
    }

    private String unitsOfPut(Map<String, AttributeValue> item) {
        return units(client.putItem(
                        r -> r.tableName("orders").item(item).returnConsumedCapacity(ReturnConsumedCapacity.INDEXES))
                .consumedCapacity());
    }

    private static String units(ConsumedCapacity capacity) {
        StringBuilder units = new StringBuilder(capacity.table().capacityUnits() + " of the table");
        double sum = capacity.table().capacityUnits();
        for (Map.Entry<String, Capacity> index :
                capacity.globalSecondaryIndexes().entrySet()) {
            units.append(", " + index.getValue().capacityUnits() + " of " + index.getKey());
            sum += index.getValue().capacityUnits();
        }
        assertThat(capacity.capacityUnits()).isEqualTo(sum);
        return units.toString();
    }

    @Test
    void hasNoTableOfAnotherAccount() {
        String unknownAccount = ARN.replace("111122223333", "000000000000");
        String otherAccount = ARN.replace("111122223333", "444455556666");
        client.putItem(r -> r.tableName("orders").item(item("1")));

        assertThat(client.getItem(r -> r.tableName(ARN).key(item("1"))).hasItem())
                .isTrue();
        assertThat(client.getItem(r -> r.tableName(unknownAccount).key(item("1")))
                        .hasItem())
                .isTrue();
        assertThatThrownBy(() -> client.getItem(r -> r.tableName(otherAccount).key(item("1"))))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void takesTwentyFiveItemsAtOnceAndNoMore() {
        assertThat(write(IntStream.range(0, 25)).unprocessedItems()).isEmpty();
        assertThatThrownBy(() -> write(IntStream.range(0, 26))).satisfies(DynamoDbStandInTest::isValidation);

        assertThat(standIn.itemCount(ARN)).isEqualTo(25);
    }

    @Test
    void refusesTwoItemsOfOneKeyInABatch() {
        assertThatThrownBy(() -> write(IntStream.of(1, 1)))
                .satisfies(DynamoDbStandInTest::isValidation)
                .hasMessageContaining("duplicates");
    }

    @Test
    void refusesAnItemAboveFourHundredKibibytes() {
        int name = "id".length() + 1 + "text".length();
        String largest = "x".repeat(400 * 1_024 - name);

        client.putItem(r -> r.tableName("orders").item(Map.of("id", text("1"), "text", text(largest))));
        assertThatThrownBy(() -> client.putItem(
                        r -> r.tableName("orders").item(Map.of("id", text("1"), "text", text(largest + "x")))))
                .satisfies(DynamoDbStandInTest::isValidation)
                .hasMessageContaining("Item size");
    }

    @Test
    void refusesTransactionsAboveFourMebibytes() {
        client.transactWriteItems(r -> r.transactItems(largeItems(10)));
        assertThatThrownBy(() -> client.transactWriteItems(r -> r.transactItems(largeItems(11))))
                .satisfies(DynamoDbStandInTest::isValidation);

        assertThat(standIn.itemCount(ARN)).isEqualTo(10);
    }

    private static List<TransactWriteItem> largeItems(int number) {
        AttributeValue large = text("x".repeat(400_000));
        return IntStream.range(0, number)
                .mapToObj(id -> TransactWriteItem.builder()
                        .put(p -> p.tableName("orders").item(Map.of("id", text(Integer.toString(id)), "text", large)))
                        .build())
                .toList();
    }

    @Test
    void refusesAnEmptyKey() {
        assertThatThrownBy(() -> client.putItem(r -> r.tableName("orders").item(item(""))))
                .satisfies(DynamoDbStandInTest::isValidation);
    }

    @Test
    void tellsThatATableDoesNotExist() {
        assertThatThrownBy(() -> client.putItem(r -> r.tableName("missing").item(item("1"))))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> standIn.itemCount("arn:aws:dynamodb:us-east-1:111122223333:table/missing"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no table");
    }

    @Test
    void reportsEachCallOnItsTable() {
        client.putItem(r -> r.tableName("orders").item(item("1")));
        write(IntStream.range(0, 3));
        standIn.itemCount(ARN);

        assertThat(gate.served())
                .isEqualTo(Map.of(
                        new ServiceCall("dynamodb", "PutItem", ARN), 1L,
                        new ServiceCall("dynamodb", "BatchWriteItem", ARN), 1L));
    }

    @Test
    void refusesBatchesAsAWholeAndInPartWhileItThrottles() {
        gate.inject(ServiceFault.throttle("dynamodb", Duration.ofMinutes(1)));

        assertThatThrownBy(() -> write(IntStream.range(0, 10)))
                .isInstanceOf(ProvisionedThroughputExceededException.class);
        Map<String, List<WriteRequest>> left = write(IntStream.range(0, 10)).unprocessedItems();

        assertThat(left.get("orders"))
                .extracting(request -> request.putRequest().item().get("id").s())
                .containsExactly("1", "3", "5", "7", "9");
        assertThat(standIn.itemCount(ARN)).isEqualTo(5);
    }

    @Test
    void refusesABatchWithAWrongEntryAsAWholeWhileItThrottles() {
        gate.inject(ServiceFault.throttle("dynamodb", Duration.ofMinutes(1)));

        for (int call = 0; call < 2; call++) {
            assertThatThrownBy(() -> client.batchWriteItem(r ->
                            r.requestItems(Map.of("orders", List.of(put(item("1")), put(Map.of("x", text("2"))))))))
                    .satisfies(DynamoDbStandInTest::isValidation);
        }

        assertThat(standIn.itemCount(ARN)).isZero();
    }

    @Test
    void keepsTheTableOfAStackWhenAJobCreatesOneOfThatName() {
        client.putItem(r -> r.tableName("orders").item(item("1")));

        assertThatThrownBy(() -> client.createTable(r -> r.tableName("orders")
                        .billingMode(BillingMode.PAY_PER_REQUEST)
                        .attributeDefinitions(AttributeDefinition.builder()
                                .attributeName("id")
                                .attributeType(ScalarAttributeType.S)
                                .build())
                        .keySchema(KeySchemaElement.builder()
                                .attributeName("id")
                                .keyType(KeyType.HASH)
                                .build())))
                .isInstanceOf(ResourceInUseException.class);

        assertThat(standIn.itemCount(ARN)).isEqualTo(1);
    }

    @Test
    void failsInTheWordsOfTheService() {
        gate.inject(ServiceFault.serverErrors("dynamodb", Duration.ofMinutes(1)));

        List<Throwable> failures = IntStream.range(0, 2)
                .mapToObj(i -> catchThrowable(() -> write(IntStream.of(i))))
                .toList();

        assertThat(failures).hasAtLeastOneElementOfType(InternalServerErrorException.class);
        assertThat(failures)
                .extracting(each -> ((DynamoDbException) each).statusCode())
                .containsExactlyInAnyOrder(500, 503);
        assertThat(standIn.itemCount(ARN)).isZero();
    }

    @Test
    void needsThePermissionsOfATransactionsParts() {
        client.transactWriteItems(r -> r.transactItems(
                TransactWriteItem.builder()
                        .put(p -> p.tableName("orders").item(item("1")))
                        .build(),
                TransactWriteItem.builder()
                        .conditionCheck(c ->
                                c.tableName("orders").key(item("2")).conditionExpression("attribute_not_exists(id)"))
                        .build()));

        assertThat(gate.served())
                .isEqualTo(Map.of(
                        new ServiceCall("dynamodb", "PutItem", ARN), 1L,
                        new ServiceCall("dynamodb", "ConditionCheckItem", ARN), 1L));
    }

    @Test
    void keepsWhatHasExpiredUntilATestNamesTheMoment() {
        client.putItem(r -> r.tableName("orders").item(expiring("past", 1_700_000_000L)));
        client.putItem(r -> r.tableName("orders").item(expiring("later", 1_700_000_001L)));
        client.putItem(r -> r.tableName("orders").item(Map.of("id", text("text"), "expires", text("1700000000"))));
        client.putItem(r -> r.tableName("orders").item(expiring("ages ago", 1_000_000_000L)));

        assertThat(standIn.itemCount(ARN)).isEqualTo(4);
        assertThat(standIn.deleteExpired(Instant.ofEpochSecond(1_700_000_001L))).isEqualTo(1);
        assertThat(client.scan(r -> r.tableName("orders")).items())
                .extracting(each -> each.get("id").s())
                .containsExactlyInAnyOrder("later", "text", "ages ago");
    }

    @Test
    void lifeTimesInMillisecondsAreFarInTheFuture() {
        client.putItem(r -> r.tableName("orders").item(expiring("1", 1_700_000_000_000L)));

        assertThat(standIn.deleteExpired(Instant.ofEpochSecond(1_800_000_000L))).isZero();
    }

    private static void isValidation(Throwable failure) {
        assertThat(((DynamoDbException) failure).awsErrorDetails().errorCode()).isEqualTo("ValidationException");
    }

    private BatchWriteItemResponse write(IntStream ids) {
        List<WriteRequest> requests =
                ids.mapToObj(id -> put(item(Integer.toString(id)))).toList();
        return client.batchWriteItem(r -> r.requestItems(Map.of("orders", requests)));
    }

    private static WriteRequest put(Map<String, AttributeValue> item) {
        return WriteRequest.builder()
                .putRequest(PutRequest.builder().item(item).build())
                .build();
    }

    private static Map<String, AttributeValue> item(String id) {
        return Map.of("id", text(id));
    }

    private static Map<String, AttributeValue> expiring(String id, long epochSecond) {
        return Map.of("id", text(id), "expires", AttributeValue.fromN(Long.toString(epochSecond)));
    }

    private static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }
}
