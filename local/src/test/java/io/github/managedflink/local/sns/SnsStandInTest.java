package io.github.managedflink.local.sns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.managedflink.local.gate.Gate;
import io.github.managedflink.local.gate.ServiceCall;
import io.github.managedflink.local.gate.ServiceFault;
import io.github.managedflink.local.http.AwsClients;
import io.github.managedflink.local.http.AwsEndpoint;
import io.github.managedflink.local.sns.PublishedMessage.Attribute;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.BatchEntryIdsNotDistinctException;
import software.amazon.awssdk.services.sns.model.BatchRequestTooLongException;
import software.amazon.awssdk.services.sns.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sns.model.EmptyBatchRequestException;
import software.amazon.awssdk.services.sns.model.InvalidBatchEntryIdException;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sns.model.PublishBatchResponse;
import software.amazon.awssdk.services.sns.model.PublishBatchResultEntry;
import software.amazon.awssdk.services.sns.model.PublishResponse;
import software.amazon.awssdk.services.sns.model.ThrottledException;
import software.amazon.awssdk.services.sns.model.TooManyEntriesInBatchRequestException;

/** Conformance with the <a href="https://docs.aws.amazon.com/sns/latest/api/API_Operations.html">API reference</a>. */
class SnsStandInTest {
    private static final String TOPIC = "arn:aws:sns:us-east-1:000000000000:alerts";
    private static final String FIFO = "arn:aws:sns:us-east-1:000000000000:alerts.fifo";
    private static final int MAX_BYTES = 262_144;
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00.123Z");

    private final Gate gate = Gate.open();
    private final SnsStandIn sns = new SnsStandIn(Clock.fixed(NOW, ZoneOffset.UTC));
    private final AwsEndpoint endpoint = AwsEndpoint.start(gate, List.of(sns));
    private final SnsClient client = AwsClients.pointedTo(endpoint.endpoint(), SnsClient.builder());

    SnsStandInTest() {
        sns.createTopic(TOPIC);
        sns.createTopic(FIFO);
    }

    @AfterEach
    void close() {
        client.close();
        endpoint.close();
    }

    // https://docs.aws.amazon.com/sns/latest/api/API_Publish.html and API_MessageAttributeValue.html
    @Test
    void keepsAMessageWithAllOfItsParts() {
        PublishResponse response = client.publish(r -> r.topicArn(TOPIC)
                .subject("High temperature")
                .message("{\"text\":\"<ä> & \\\"é\\\"\"}")
                .messageAttributes(Map.of(
                        "severity", text("String", "high"),
                        "value", text("Number", "42.5"),
                        "raw",
                                MessageAttributeValue.builder()
                                        .dataType("Binary")
                                        .binaryValue(SdkBytes.fromByteArray(new byte[] {1, 2}))
                                        .build())));

        assertThat(sns.messages(TOPIC)).singleElement().satisfies(message -> {
            assertThat(message.messageId()).isEqualTo(response.messageId());
            assertThat(message.timestamp()).isEqualTo(NOW);
            assertThat(message.subject()).contains("High temperature");
            assertThat(message.message()).isEqualTo("{\"text\":\"<ä> & \\\"é\\\"\"}");
            assertThat(message.attributes())
                    .containsOnly(
                            Map.entry("severity", new Attribute("String", "high")),
                            Map.entry("value", new Attribute("Number", "42.5")),
                            Map.entry(
                                    "raw",
                                    new Attribute("Binary", Base64.getEncoder().encodeToString(new byte[] {1, 2}))));
        });
    }

    // https://docs.aws.amazon.com/sns/latest/api/API_PublishBatch.html; the permission of both operations is
    // sns:Publish:
    // https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsns.html
    @Test
    void takesBatchesAndRecordsThemAsTheActionThatPermitsThem() {
        PublishBatchResponse response = publish(List.of(entry("a", "one"), entry("b", "two")));

        assertThat(response.failed()).isEmpty();
        assertThat(response.successful())
                .extracting(PublishBatchResultEntry::id)
                .containsExactly("a", "b");
        assertThat(sns.messages(TOPIC)).extracting(PublishedMessage::message).containsExactly("one", "two");
        assertThat(gate.served()).isEqualTo(Map.of(new ServiceCall("sns", "Publish", TOPIC), 1L));
    }

    // https://docs.aws.amazon.com/sns/latest/api/API_PublishBatch.html: the request's errors
    @Test
    void refusesBatchesThatBreakTheRulesOfRequests() {
        List<PublishBatchRequestEntry> eleven =
                IntStream.range(0, 11).mapToObj(i -> entry("id" + i, "text")).toList();
        String half = "x".repeat(MAX_BYTES / 2);

        assertThatThrownBy(() -> publish(List.of())).isInstanceOf(EmptyBatchRequestException.class);
        assertThatThrownBy(() -> publish(eleven)).isInstanceOf(TooManyEntriesInBatchRequestException.class);
        assertThatThrownBy(() -> publish(List.of(entry("a", "one"), entry("a", "two"))))
                .isInstanceOf(BatchEntryIdsNotDistinctException.class);
        assertThatThrownBy(() -> publish(List.of(entry("a b", "one"))))
                .isInstanceOf(InvalidBatchEntryIdException.class);
        assertThatThrownBy(() -> publish(List.of(entry("a", half), entry("b", half + "x"))))
                .isInstanceOf(BatchRequestTooLongException.class);
        assertThat(publish(List.of(entry("a", half), entry("b", half))).successful())
                .hasSize(2);
    }

    // https://docs.aws.amazon.com/sns/latest/api/API_BatchResultErrorEntry.html
    @Test
    void refusesSingleEntriesOfABatch() {
        PublishBatchResponse response = publish(List.of(
                entry("empty", ""),
                entry("good", "text"),
                entry("subject", "text").toBuilder().subject("two\nlines").build(),
                entry("attribute", "text").toBuilder()
                        .messageAttributes(Map.of("empty", text("String", "")))
                        .build()));

        assertThat(response.successful())
                .extracting(PublishBatchResultEntry::id)
                .containsExactly("good");
        assertThat(response.failed())
                .extracting(BatchResultErrorEntry::id, BatchResultErrorEntry::code, BatchResultErrorEntry::senderFault)
                .containsExactly(
                        tuple("empty", "InvalidParameter", true),
                        tuple("subject", "InvalidParameter", true),
                        tuple("attribute", "InvalidParameter", true));
        assertThat(sns.messages(TOPIC)).hasSize(1);
    }

    // https://docs.aws.amazon.com/sns/latest/dg/sns-message-attributes.html: "All parts of the message attribute,
    // including name,
    // type, and value, are part of the message size restriction, which is 256 KB."
    @Test
    void countsAttributesIntoTheSizeOfAMessage() {
        Map<String, MessageAttributeValue> attributes = Map.of("name", text("String", "é"));
        int rest = MAX_BYTES - "name".length() - "String".length() - 2;

        client.publish(r -> r.topicArn(TOPIC).message("x".repeat(rest)).messageAttributes(attributes));
        assertThatThrownBy(() -> client.publish(
                        r -> r.topicArn(TOPIC).message("x".repeat(rest + 1)).messageAttributes(attributes)))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Message too long");
    }

    // https://docs.aws.amazon.com/sns/latest/api/API_Publish.html, Subject
    @ParameterizedTest
    @ValueSource(strings = {"two\nlines", " begins with a space", "not äscii", "tab\there"})
    void refusesSubjects(String subject) {
        assertThatThrownBy(() ->
                        client.publish(r -> r.topicArn(TOPIC).subject(subject).message("text")))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Invalid parameter: Subject");
    }

    @Test
    void takesSubjectsOfAHundredCharacters() {
        client.publish(r -> r.topicArn(TOPIC).subject("x".repeat(100)).message("text"));

        assertThatThrownBy(() -> client.publish(
                        r -> r.topicArn(TOPIC).subject("x".repeat(101)).message("text")))
                .isInstanceOf(InvalidParameterException.class);
    }

    // https://docs.aws.amazon.com/sns/latest/api/API_Publish.html, Errors
    @Test
    void namesAMissingTopic() {
        assertThatThrownBy(() -> client.publish(r -> r.topicArn(TOPIC + "x").message("text")))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("Topic does not exist");
    }

    // https://docs.aws.amazon.com/sns/latest/dg/fifo-message-grouping.html and fifo-message-dedup.html
    @Test
    void deduplicatesOnFifoTopics() {
        PublishResponse first = client.publish(
                r -> r.topicArn(FIFO).message("one").messageGroupId("g").messageDeduplicationId("1"));
        PublishResponse again = client.publish(
                r -> r.topicArn(FIFO).message("one").messageGroupId("g").messageDeduplicationId("1"));
        PublishResponse second = client.publish(
                r -> r.topicArn(FIFO).message("two").messageGroupId("g").messageDeduplicationId("2"));

        assertThat(again.messageId()).isEqualTo(first.messageId());
        assertThat(second.sequenceNumber()).isGreaterThan(first.sequenceNumber());
        assertThat(sns.messages(FIFO))
                .extracting(PublishedMessage::message, PublishedMessage::groupId)
                .containsExactly(tuple("one", Optional.of("g")), tuple("two", Optional.of("g")));
    }

    @Test
    void needsGroupAndDeduplicationIdOnFifoTopicsAlone() {
        assertThatThrownBy(() ->
                        client.publish(r -> r.topicArn(FIFO).message("one").messageDeduplicationId("1")))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("MessageGroupId");
        assertThatThrownBy(() ->
                        client.publish(r -> r.topicArn(FIFO).message("one").messageGroupId("g")))
                .hasMessageContaining("ContentBasedDeduplication");
        assertThatThrownBy(() ->
                        client.publish(r -> r.topicArn(TOPIC).message("one").messageDeduplicationId("1")))
                .hasMessageContaining("MessageDeduplicationId");
    }

    // https://docs.aws.amazon.com/sns/latest/api/API_PublishBatch.html: Throttled is 429; a part of a batch can fail.
    @Test
    void throttlesAsAWholeAndInPart() {
        gate.inject(ServiceFault.throttle("sns", Duration.ofHours(1)));
        List<PublishBatchRequestEntry> entries = List.of(entry("a", "one"), entry("b", "two"), entry("c", "three"));

        assertThatThrownBy(() -> client.publish(r -> r.topicArn(TOPIC).message("text")))
                .isInstanceOf(ThrottledException.class)
                .satisfies(e -> assertThat(((ThrottledException) e).isThrottlingException())
                        .isTrue());
        assertThatThrownBy(() -> publish(entries)).isInstanceOf(ThrottledException.class);
        PublishBatchResponse response = publish(entries);

        assertThat(response.successful())
                .extracting(PublishBatchResultEntry::id)
                .containsExactly("a", "c");
        assertThat(response.failed())
                .extracting(BatchResultErrorEntry::id, BatchResultErrorEntry::code)
                .containsExactly(tuple("b", "Throttled"));
        assertThat(sns.messages(TOPIC)).hasSize(2);
    }

    private PublishBatchResponse publish(List<PublishBatchRequestEntry> entries) {
        return client.publishBatch(r -> r.topicArn(TOPIC).publishBatchRequestEntries(entries));
    }

    private static PublishBatchRequestEntry entry(String id, String message) {
        return PublishBatchRequestEntry.builder().id(id).message(message).build();
    }

    private static MessageAttributeValue text(String type, String value) {
        return MessageAttributeValue.builder().dataType(type).stringValue(value).build();
    }
}
