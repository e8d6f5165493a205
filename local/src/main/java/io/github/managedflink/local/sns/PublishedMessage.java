package io.github.managedflink.local.sns;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A message that a topic has received.
 *
 * @param timestamp when it was published, as SNS tells its subscribers
 * @param attributes in the order of their publication
 * @param groupId of a message to a FIFO topic
 * @param deduplicationId of a message to a FIFO topic
 */
public record PublishedMessage(
        String topicArn,
        String messageId,
        Instant timestamp,
        Optional<String> subject,
        String message,
        Map<String, Attribute> attributes,
        Optional<String> groupId,
        Optional<String> deduplicationId) {

    /**
     * A message attribute.
     *
     * @param type {@code String}, {@code Number}, {@code Binary} or {@code String.Array}
     * @param value the text, or base64 of a binary value
     */
    public record Attribute(String type, String value) {}
}
