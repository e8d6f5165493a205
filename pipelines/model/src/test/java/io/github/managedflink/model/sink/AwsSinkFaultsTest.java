package io.github.managedflink.model.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.managedflink.model.record.FieldType;
import io.github.managedflink.model.record.RecordShape;
import io.github.managedflink.model.record.TextTemplate;
import io.github.managedflink.model.settings.Violation;
import io.github.managedflink.model.settings.Violations;
import io.github.managedflink.model.source.KinesisSourceSpec;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AwsSinkFaultsTest {
    private static final String KINESIS = "arn:aws:kinesis:eu-west-1:111122223333:stream/orders";
    private static final String TABLE = "arn:aws:dynamodb:eu-west-1:111122223333:table/orders";
    private static final String TOPIC = "arn:aws:sns:eu-west-1:111122223333:alerts";
    private static final String BUS = "arn:aws:events:eu-west-1:111122223333:event-bus/orders";
    private static final String DOMAIN = "arn:aws:es:eu-west-1:111122223333:domain/orders";
    private static final String COLLECTION = "arn:aws:aoss:eu-west-1:111122223333:collection/07tjusf2h91cunochc";
    private static final RecordShape ID_AND_TIME = RecordShape.closed()
            .with("id", RecordShape.celType(FieldType.STRING))
            .with("time", RecordShape.celType(FieldType.TIMESTAMP));

    private static List<String> faultsOf(PipelineSinkSpec sink) {
        return faultsOf(sink, RecordShape.open());
    }

    private static List<String> faultsOf(PipelineSinkSpec sink, RecordShape finished) {
        Violations violations = new Violations();
        sink.check(violations, finished);
        return violations.all().stream().map(Violation::toString).collect(Collectors.toList());
    }

    private static OpenSearchSinkSpec.Builder documents() {
        return OpenSearchSinkSpec.builder()
                .domain(DOMAIN, "https://search.example.org")
                .index("orders");
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThat(faultsOf(DynamoDbSinkSpec.builder().build()))
                .containsExactly("table.arn: is required but missing.", "partition-key: is required but missing.");
        assertThat(faultsOf(KinesisSinkSpec.builder().build())).containsExactly("stream.arn: is required but missing.");
        assertThat(faultsOf(FirehoseSinkSpec.of(null)))
                .containsExactly("delivery-stream.arn: is required but missing.");
        assertThat(faultsOf(SnsSinkSpec.builder().build())).containsExactly("topic.arn: is required but missing.");
        assertThat(faultsOf(EventBridgeSinkSpec.builder().build()))
                .containsExactly(
                        "bus.arn: is required but missing.",
                        "source: is required but missing.",
                        "detail-type: is required but missing.");
        assertThat(faultsOf(OpenSearchSinkSpec.builder().build()))
                .containsExactly(
                        "domain.arn: is required but missing.",
                        "endpoint: is required but missing.",
                        "index: is required but missing.");
    }

    @Test
    void theArnOfAnotherServiceIsRefused() {
        assertThat(faultsOf(DynamoDbSinkSpec.builder()
                        .tableArn(KINESIS)
                        .partitionKey("id")
                        .build()))
                .singleElement()
                .asString()
                .contains("table.arn = \"" + KINESIS + "\": is no ARN of a DynamoDB table");
        assertThat(faultsOf(KinesisSinkSpec.builder().streamArn(TABLE).build()))
                .singleElement()
                .asString()
                .contains("is no ARN of a Kinesis data stream");
        assertThat(faultsOf(FirehoseSinkSpec.of(KINESIS)))
                .singleElement()
                .asString()
                .contains("is no ARN of a Firehose");
        assertThat(faultsOf(SnsSinkSpec.builder().topicArn(KINESIS).build()))
                .singleElement()
                .asString()
                .contains("is no ARN of an SNS topic");
        assertThat(faultsOf(EventBridgeSinkSpec.builder()
                        .busArn("orders")
                        .source("a")
                        .detailType("b")
                        .build()))
                .singleElement()
                .asString()
                .contains("is no ARN of an event bus");
        assertThat(faultsOf(documents().domain(COLLECTION, "https://a").build()))
                .singleElement()
                .asString()
                .contains("is no ARN of an OpenSearch domain");
        assertThat(faultsOf(documents().collection(DOMAIN, "https://a").build()))
                .singleElement()
                .asString()
                .contains("is no ARN of a collection");
    }

    @Test
    void fieldsAreFollowedThroughTheSteps() {
        assertThat(faultsOf(
                        DynamoDbSinkSpec.builder()
                                .tableArn(TABLE)
                                .partitionKey("nr")
                                .expireAt("expires", "id")
                                .build(),
                        ID_AND_TIME))
                .containsExactly(
                        "partition-key.field = \"nr\": is no field here; the fields are id, time.",
                        "ttl.field = \"id\": is no timestamp; make it one with castToTimestamp.");
        assertThat(faultsOf(
                        KinesisSinkSpec.builder()
                                .streamArn(KINESIS)
                                .partitionKey("id", "nr")
                                .build(),
                        ID_AND_TIME))
                .containsExactly("partition-key.2 = \"nr\": is no field here; the fields are id, time.");
        assertThat(faultsOf(
                        SnsSinkSpec.builder()
                                .topicArn(TOPIC)
                                .subject("{nr}")
                                .attribute("nr", "nr")
                                .build(),
                        ID_AND_TIME))
                .containsExactly(
                        "subject = \"nr\": is no field here; the fields are id, time.",
                        "attribute.1.field = \"nr\": is no field here; the fields are id, time.");
        assertThat(faultsOf(documents().documentId("nr").build(), ID_AND_TIME))
                .containsExactly("document-id.1 = \"nr\": is no field here; the fields are id, time.");
    }

    @Test
    void aKeyOfTheWrongTypeIsRefused() {
        DynamoDbSinkSpec.Builder table = DynamoDbSinkSpec.builder().tableArn(TABLE);

        assertThat(faultsOf(table.partitionKey(DynamoDbKey.number("id")).build(), ID_AND_TIME))
                .containsExactly("partition-key.field = \"id\": is no number; cast it.");
        assertThat(faultsOf(table.partitionKey("id").sortKey("time").build(), ID_AND_TIME))
                .isEmpty();
        assertThat(faultsOf(table.sortKey("id").build(), ID_AND_TIME))
                .containsExactly("sort-key.attribute = \"id\": is the partition key already.");
        assertThat(faultsOf(table.sortKey("time")
                        .expireAfter("id", Duration.ofDays(1))
                        .build()))
                .containsExactly("ttl.attribute = \"id\": is a key already.");
    }

    @Test
    void aFifoTopicNeedsAGroupAndAnotherHasNone() {
        assertThat(faultsOf(SnsSinkSpec.builder().topicArn(TOPIC + ".fifo").build()))
                .containsExactly("message-group: is required for a FIFO topic. Name the field that holds it with"
                        + " withMessageGroup(field).");
        assertThat(faultsOf(SnsSinkSpec.builder()
                        .topicArn(TOPIC)
                        .messageGroup("id")
                        .deduplicationId("id")
                        .build()))
                .containsExactly(
                        "message-group = \"id\": goes with FIFO topics only, whose names end in .fifo.",
                        "deduplication-id.1 = \"id\": goes with FIFO topics only, whose names end in .fifo.");
        assertThat(faultsOf(SnsSinkSpec.builder()
                        .topicArn("${Token[Topic.1]}")
                        .messageGroup("id")
                        .build()))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"AWS.x", "amazon.y", "a..b", ".a", "a b", ""})
    void anAttributeNameThatSnsWouldRefuseIsRefused(String name) {
        assertThat(faultsOf(SnsSinkSpec.builder()
                        .topicArn(TOPIC)
                        .attribute(name, "id")
                        .build()))
                .isNotEmpty()
                .allMatch(fault -> fault.startsWith("attribute.1.name"));
    }

    @Test
    void anAttributeDoesNotTakeThePlaceOfAnother() {
        assertThat(faultsOf(SnsSinkSpec.builder()
                        .topicArn(TOPIC)
                        .attribute("team", "id")
                        .attribute("team", "time")
                        .build()))
                .containsExactly("attribute.2.name = \"team\": is the name of two attributes. Rename one of them.");
    }

    @Test
    void moreAttributesThanAMessageMayHaveAreRefused() {
        SnsSinkSpec.Builder builder = SnsSinkSpec.builder().topicArn(TOPIC);
        for (int i = 0; i <= SnsSinkSpec.MAX_ATTRIBUTES; i++) {
            builder.attribute("a" + i, "id");
        }

        assertThat(faultsOf(builder.build()))
                .containsExactly("attribute = \"11\": is too many; a message may have 10.");
    }

    @ParameterizedTest
    @CsvSource({"aws.orders,may not begin with aws.", "x,"})
    void theSourceOfAnEventMustNotBeAnAwsService(String source, String advice) {
        List<String> violations = faultsOf(EventBridgeSinkSpec.builder()
                .busArn(BUS)
                .source(source)
                .detailType("Order {id}")
                .build());

        assertThat(violations).hasSize(advice == null ? 0 : 1).allMatch(fault -> fault.contains(advice));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Order {id", "Order id}", "{}", "{a..b}", "{a}}"})
    void aTemplateWithAStrayBraceOrNoFieldIsRefused(String template) {
        assertThatThrownBy(() -> TextTemplate.of(template)).isInstanceOf(IllegalArgumentException.class);
        assertThat(faultsOf(EventBridgeSinkSpec.builder()
                        .busArn(BUS)
                        .source("a")
                        .detailType(template)
                        .build()))
                .singleElement()
                .asString()
                .startsWith("detail-type = \"" + template + "\": is no template: ");
    }

    @Test
    void aTemplateTellsTextsFromFields() {
        assertThat(TextTemplate.of("{{a}} {b.c} d{e}").parts())
                .extracting(part -> (part.isField() ? "field " : "text ") + part.text())
                .containsExactly("text {a} ", "field b.c", "text  d", "field e");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Orders", "-orders", "or ders", "orders-{MMM}", "{yyyy}{MM}", "orders-{", "a/b", ".", ".."})
    void anIndexNameThatOpenSearchWouldRefuseIsRefused(String index) {
        assertThat(faultsOf(documents().index(index).build()))
                .singleElement()
                .asString()
                .startsWith("index = ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://search.example.org", "search.example.org", "https://search.example.org/_bulk"})
    void anEndpointIsAnHttpsAddressWithoutAPath(String endpoint) {
        assertThat(faultsOf(documents().domain(DOMAIN, endpoint).build()))
                .singleElement()
                .asString()
                .startsWith("endpoint = ");
    }

    @Test
    void keysMakeTheDeliveryToOpenSearchEffectivelyOnce() {
        assertThat(documents().build().guarantee()).isEqualTo(DeliveryGuarantee.AT_LEAST_ONCE);
        assertThat(documents().documentId("id").build().guarantee()).isEqualTo(DeliveryGuarantee.EFFECTIVELY_ONCE);
    }

    @Test
    void aRoleOfAnotherAccountIsChecked() {
        assertThat(faultsOfRole("read-orders", "x")).containsExactly("role.arn", "role.external-id");
        assertThat(faultsOfRole(null, "id")).containsExactly("role.arn");
        assertThat(faultsOfRole("arn:aws:iam::444455556666:role/read-orders", null))
                .isEmpty();
    }

    private static List<String> faultsOfRole(String arn, String externalId) {
        Violations violations = new Violations();
        KinesisSourceSpec.builder()
                .streamArn(KINESIS)
                .role(arn, externalId)
                .build()
                .check(violations);
        return violations.all().stream().map(Violation::setting).collect(Collectors.toList());
    }
}
