package io.github.managedflink.local.sns;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.managedflink.local.http.AwsError;
import io.github.managedflink.local.http.AwsRequest;
import io.github.managedflink.local.sns.PublishedMessage.Attribute;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A topic and what it has received. */
final class Topic {
    private static final Duration DEDUPLICATION = Duration.ofMinutes(5);
    private static final int SEQUENCE_DIGITS = 20;

    /** What the publisher gets to know. */
    record Receipt(String messageId, Optional<String> sequenceNumber) {}

    private record Accepted(Receipt receipt, Instant at) {}

    private final String arn;
    private final boolean contentBasedDeduplication;
    private final Clock clock;
    private final List<PublishedMessage> messages = new ArrayList<>();
    private final Map<String, Accepted> byDeduplicationId = new HashMap<>();

    Topic(String arn, boolean contentBasedDeduplication, Clock clock) {
        this.arn = arn;
        this.contentBasedDeduplication = contentBasedDeduplication;
        this.clock = clock;
    }

    synchronized List<PublishedMessage> messages() {
        return List.copyOf(messages);
    }

    /** @throws AwsError if the service would not take the message */
    Receipt publish(JsonNode entry) {
        Map<String, Attribute> attributes = MessageRules.attributes(entry);
        MessageRules.check(entry);
        Optional<String> groupId = AwsRequest.textOf(entry, "MessageGroupId");
        Optional<String> deduplicationId = AwsRequest.textOf(entry, "MessageDeduplicationId");
        if (isFifo()) {
            if (groupId.isEmpty()) {
                throw MessageRules.invalid("The MessageGroupId parameter is required for FIFO topics");
            }
            if (deduplicationId.isEmpty() && !contentBasedDeduplication) {
                throw MessageRules.invalid("The topic should either have ContentBasedDeduplication enabled or"
                        + " MessageDeduplicationId provided explicitly");
            }
        } else if (deduplicationId.isPresent()) {
            throw MessageRules.invalid(
                    "The request includes MessageDeduplicationId parameter that is not valid for this" + " topic type");
        }
        return store(new PublishedMessage(
                arn,
                UUID.randomUUID().toString(),
                clock.instant(),
                AwsRequest.textOf(entry, "Subject"),
                entry.path("Message").asText(),
                attributes,
                groupId,
                deduplicationId));
    }

    private synchronized Receipt store(PublishedMessage message) {
        if (!isFifo()) {
            messages.add(message);
            return new Receipt(message.messageId(), Optional.empty());
        }
        String id = message.deduplicationId().orElse(message.message());
        Instant now = clock.instant();
        Accepted earlier = byDeduplicationId.get(id);
        if (earlier != null && now.isBefore(earlier.at().plus(DEDUPLICATION))) {
            return earlier.receipt();
        }
        messages.add(message);
        String sequenceNumber = String.format("%0" + SEQUENCE_DIGITS + "d", messages.size());
        Receipt receipt = new Receipt(message.messageId(), Optional.of(sequenceNumber));
        byDeduplicationId.put(id, new Accepted(receipt, now));
        return receipt;
    }

    private boolean isFifo() {
        return arn.endsWith(".fifo");
    }
}
