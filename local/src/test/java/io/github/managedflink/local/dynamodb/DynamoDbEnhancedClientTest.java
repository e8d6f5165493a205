package io.github.managedflink.local.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.managedflink.local.gate.Gate;
import io.github.managedflink.local.http.AwsClients;
import io.github.managedflink.local.http.AwsEndpoint;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.extensions.annotations.DynamoDbVersionAttribute;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbBean;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbSecondaryPartitionKey;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbSecondarySortKey;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbSortKey;
import software.amazon.awssdk.enhanced.dynamodb.model.IgnoreNullsMode;
import software.amazon.awssdk.enhanced.dynamodb.model.Page;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.enhanced.dynamodb.model.ReadBatch;
import software.amazon.awssdk.enhanced.dynamodb.model.WriteBatch;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** What the mapper of the AWS SDK makes of beans. */
class DynamoDbEnhancedClientTest {

    private AwsEndpoint endpoint;
    private DynamoDbClient client;
    private DynamoDbEnhancedClient enhanced;
    private DynamoDbTable<Order> orders;

    @BeforeEach
    void start() {
        endpoint = AwsEndpoint.start(Gate.open(), List.of(new DynamoDbStandIn()));
        client = AwsClients.pointedTo(endpoint.endpoint(), DynamoDbClient.builder());
        enhanced = DynamoDbEnhancedClient.builder().dynamoDbClient(client).build();
        orders = enhanced.table("orders", TableSchema.fromBean(Order.class));
        orders.createTable(table -> table.globalSecondaryIndices(
                        index -> index.indexName("ByCity").projection(p -> p.projectionType(ProjectionType.ALL)))
                .localSecondaryIndices(index ->
                        index.indexName("ByAmount").projection(p -> p.projectionType(ProjectionType.KEYS_ONLY))));
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        endpoint.close();
    }

    @Test
    void createsTheTableWithItsIndexes() {
        assertThat(orders.describeTable().table().globalSecondaryIndexes())
                .extracting(index -> index.indexName())
                .containsExactly("ByCity");
        assertThat(orders.describeTable().table().localSecondaryIndexes())
                .extracting(index -> index.indexName())
                .containsExactly("ByAmount");
    }

    @Test
    void getsWhatItPut() {
        orders.putItem(order("anna", 1, "Bern", 10));

        Order got = orders.getItem(key("anna", 1));

        assertThat(got.getCity()).isEqualTo("Bern");
        assertThat(got.getItems()).containsExactly("apple", "pear");
        assertThat(got.getVersion()).isEqualTo(1);
        assertThat(orders.getItem(key("anna", 2))).isNull();
    }

    @Test
    void updatesWhatIsGivenAlone() {
        orders.putItem(order("anna", 1, "Bern", 10));
        Order change = new Order();
        change.setCustomer("anna");
        change.setNumber(1);
        change.setAmount(20);
        change.setVersion(1L);

        Order updated = orders.updateItem(r -> r.item(change).ignoreNullsMode(IgnoreNullsMode.SCALAR_ONLY));

        assertThat(updated.getCity()).isEqualTo("Bern");
        assertThat(updated.getAmount()).isEqualTo(20);
        assertThat(updated.getVersion()).isEqualTo(2);
    }

    @Test
    void refusesAWriteOfAnOldVersion() {
        orders.putItem(order("anna", 1, "Bern", 10));
        Order seen = orders.getItem(key("anna", 1));
        orders.updateItem(orders.getItem(key("anna", 1)));

        assertThatThrownBy(() -> orders.updateItem(seen)).isInstanceOf(ConditionalCheckFailedException.class);
    }

    @Test
    void queriesTableAndIndexes() {
        IntStream.range(0, 5).forEach(i -> orders.putItem(order("anna", i, i % 2 == 0 ? "Bern" : "Rome", 50 - i)));

        assertThat(orders.query(r -> r.queryConditional(QueryConditional.sortBetween(key("anna", 1), key("anna", 3)))
                                .scanIndexForward(false)
                                .limit(2))
                        .items())
                .extracting(Order::getNumber)
                .containsExactly(3, 2, 1);
        assertThat(orders.index("ByCity").query(QueryConditional.keyEqualTo(k -> k.partitionValue("Bern"))))
                .flatExtracting(Page::items)
                .extracting(Order::getNumber)
                .containsExactlyInAnyOrder(0, 2, 4);
        assertThat(orders.index("ByAmount").query(QueryConditional.sortLessThan(k -> k.partitionValue("anna")
                        .sortValue(49))))
                .flatExtracting(Page::items)
                .extracting(Order::getNumber)
                .containsExactly(4, 3, 2);
    }

    @Test
    void scansWithAFilter() {
        IntStream.range(0, 5).forEach(i -> orders.putItem(order("anna", i, "Bern", i)));
        Expression filter = Expression.builder()
                .expression("#amount > :least AND contains(#items, :item)")
                .expressionNames(Map.of("#amount", "amount", "#items", "items"))
                .expressionValues(Map.of(":least", AttributeValue.fromN("2"), ":item", AttributeValue.fromS("pear")))
                .build();

        assertThat(orders.scan(r -> r.filterExpression(filter).attributesToProject("customer", "number"))
                        .items())
                .extracting(Order::getNumber)
                .containsExactlyInAnyOrder(3, 4);
    }

    @Test
    void writesAndReadsBatches() {
        // Versions need conditions, which batches do not have.
        DynamoDbEnhancedClient unversioned = DynamoDbEnhancedClient.builder()
                .dynamoDbClient(client)
                .extensions(List.of())
                .build();
        WriteBatch.Builder<Order> batch = WriteBatch.builder(Order.class)
                .mappedTableResource(unversioned.table("orders", TableSchema.fromBean(Order.class)));
        IntStream.range(0, 20).forEach(i -> batch.addPutItem(order("anna", i, "Bern", i)));

        assertThat(unversioned
                        .batchWriteItem(r -> r.writeBatches(batch.build()))
                        .unprocessedPutItemsForTable(orders))
                .isEmpty();

        ReadBatch.Builder<Order> wanted = ReadBatch.builder(Order.class).mappedTableResource(orders);
        IntStream.range(15, 25).forEach(i -> wanted.addGetItem(key("anna", i)));
        assertThat(enhanced.batchGetItem(r -> r.readBatches(wanted.build())).resultsForTable(orders))
                .extracting(Order::getNumber)
                .containsExactlyInAnyOrder(15, 16, 17, 18, 19);
    }

    @Test
    void writesTransactionsOfCurrentVersionsAlone() {
        orders.putItem(order("anna", 1, "Bern", 10));
        Order first = orders.getItem(key("anna", 1));
        enhanced.transactWriteItems(
                r -> r.addUpdateItem(orders, first).addPutItem(orders, order("berta", 1, "Rome", 5)));

        assertThatThrownBy(() -> enhanced.transactWriteItems(
                        r -> r.addUpdateItem(orders, first).addDeleteItem(orders, key("berta", 1))))
                .isInstanceOfSatisfying(TransactionCanceledException.class, e -> assertThat(e.cancellationReasons())
                        .extracting(reason -> reason.code())
                        .containsExactly("ConditionalCheckFailed", "None"));
        assertThat(orders.getItem(key("berta", 1))).isNotNull();
    }

    @Test
    void deletesAndReturnsAnItem() {
        orders.putItem(order("anna", 1, "Bern", 10));

        assertThat(orders.deleteItem(key("anna", 1)).getCity()).isEqualTo("Bern");
        assertThat(orders.deleteItem(key("anna", 1))).isNull();
    }

    private static Key key(String customer, int number) {
        return Key.builder().partitionValue(customer).sortValue(number).build();
    }

    private static Order order(String customer, int number, String city, int amount) {
        Order order = new Order();
        order.setCustomer(customer);
        order.setNumber(number);
        order.setCity(city);
        order.setAmount(amount);
        order.setItems(List.of("apple", "pear"));
        return order;
    }

    /** An item of the table. */
    @DynamoDbBean
    public static class Order {

        private String customer;
        private Integer number;
        private String city;
        private Integer amount;
        private List<String> items;
        private Long version;

        @DynamoDbPartitionKey
        public String getCustomer() {
            return customer;
        }

        public void setCustomer(String customer) {
            this.customer = customer;
        }

        @DynamoDbSortKey
        public Integer getNumber() {
            return number;
        }

        public void setNumber(Integer number) {
            this.number = number;
        }

        @DynamoDbSecondaryPartitionKey(indexNames = "ByCity")
        public String getCity() {
            return city;
        }

        public void setCity(String city) {
            this.city = city;
        }

        @DynamoDbSecondarySortKey(indexNames = "ByAmount")
        public Integer getAmount() {
            return amount;
        }

        public void setAmount(Integer amount) {
            this.amount = amount;
        }

        public List<String> getItems() {
            return items;
        }

        public void setItems(List<String> items) {
            this.items = items;
        }

        @DynamoDbVersionAttribute
        public Long getVersion() {
            return version;
        }

        public void setVersion(Long version) {
            this.version = version;
        }
    }
}
