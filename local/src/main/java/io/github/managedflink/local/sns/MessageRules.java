package io.github.managedflink.local.sns;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.managedflink.local.http.AwsError;
import io.github.managedflink.local.http.AwsRequest;
import io.github.managedflink.local.sns.PublishedMessage.Attribute;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What the service demands of a message.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_Publish.html">Publish</a>
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-message-attributes.html">Message attributes</a>
 */
final class MessageRules {
    /** Of the message with its attributes, or of all messages of a batch. */
    static final int MAX_BYTES = 262_144;

    private static final int BASE64_BYTES = 3;
    private static final int BASE64_DIGITS = 4;
    private static final Pattern SUBJECT = Pattern.compile("[\\p{Alnum}\\p{Punct}][\\x20-\\x7e]{0,99}");
    private static final Pattern ATTRIBUTE_NAME = Pattern.compile("[A-Za-z0-9_\\-.]{1,256}");
    private static final Pattern ATTRIBUTE_TYPE = Pattern.compile("(String|Number|Binary)(\\..+)?");
    private static final Pattern GROUP_OR_DEDUPLICATION_ID = Pattern.compile("[\\p{Alnum}\\p{Punct}]{1,128}");

    private MessageRules() {}

    /** @throws AwsError if the message is not allowed, its attributes aside */
    static void check(JsonNode entry) {
        if (entry.path("Message").asText().isEmpty()) {
            throw invalid("Empty message");
        }
        AwsRequest.textOf(entry, "Subject")
                .filter(subject -> !SUBJECT.matcher(subject).matches())
                .ifPresent(subject -> {
                    throw invalid("Subject");
                });
        checkId(entry, "MessageGroupId");
        checkId(entry, "MessageDeduplicationId");
        if (size(entry) > MAX_BYTES) {
            throw invalid("Message too long");
        }
    }

    private static void checkId(JsonNode entry, String field) {
        AwsRequest.textOf(entry, field)
                .filter(id -> !GROUP_OR_DEDUPLICATION_ID.matcher(id).matches())
                .ifPresent(id -> {
                    throw invalid(field + " Reason: it has to be 1 to 128 alphanumeric characters and punctuation");
                });
    }

    /**
     * Reads the attributes of a message.
     *
     * @throws AwsError if one is not allowed
     */
    static Map<String, Attribute> attributes(JsonNode entry) {
        Map<String, Attribute> attributes = new LinkedHashMap<>();
        for (JsonNode each : entry.path("MessageAttributes")) {
            String name = each.path("Name").asText();
            JsonNode value = each.path("Value");
            String type = value.path("DataType").asText();
            if (!ATTRIBUTE_NAME.matcher(name).matches()) {
                throw invalid("The message attribute name '" + name
                        + "' has to be 1 to 256 letters, digits, '_', '-' or '.'");
            }
            if (!ATTRIBUTE_TYPE.matcher(type).matches()) {
                throw invalid(
                        "The message attribute '" + name + "' has an invalid message attribute type '" + type + "'");
            }
            String content = value.path(type.startsWith("Binary") ? "BinaryValue" : "StringValue")
                    .asText();
            if (content.isEmpty()) {
                throw invalid("The message attribute '" + name + "' must contain non-empty message attribute value for"
                        + " message attribute type '" + type + "'");
            }
            if (attributes.put(name, new Attribute(type, content)) != null) {
                throw invalid("Message attribute name '" + name + "' already exists");
            }
        }
        return attributes;
    }

    /** A message's size as it counts: all parts of its attributes belong to it. */
    static int size(JsonNode entry) {
        int size = bytes(entry.path("Message"));
        for (JsonNode each : entry.path("MessageAttributes")) {
            JsonNode value = each.path("Value");
            size += bytes(each.path("Name")) + bytes(value.path("DataType")) + bytes(value.path("StringValue"));
            size += BASE64_BYTES * value.path("BinaryValue").asText().length() / BASE64_DIGITS;
        }
        return size;
    }

    private static int bytes(JsonNode text) {
        return text.asText().getBytes(StandardCharsets.UTF_8).length;
    }

    static AwsError invalid(String what) {
        return AwsError.badRequest("InvalidParameter", "Invalid parameter: " + what);
    }
}
