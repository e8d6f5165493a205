package io.github.managedflink.local.eventbridge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.managedflink.local.http.AwsError;
import io.github.managedflink.local.http.AwsRequest;
import java.nio.charset.StandardCharsets;

/**
 * What the service demands of an entry.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEventsResultEntry.html">PutEventsResultEntry</a>
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html#eb-putevent-size">Event
 *     entry size</a>
 */
final class EntryRules {
    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .reader();
    private static final int TIME_BYTES = 14;

    private EntryRules() {}

    /**
     * Checks an entry.
     *
     * @throws AwsError if the entry is not allowed
     */
    static void check(JsonNode entry) {
        String source = required(entry, "Source");
        required(entry, "DetailType");
        String detail = required(entry, "Detail");
        if (source.startsWith("aws.")) {
            throw AwsError.badRequest("NotAuthorizedForSourceException", "Not authorized for the source.");
        }
        try {
            if (JSON.readTree(detail).isObject()) {
                return;
            }
        } catch (JsonProcessingException e) {
            // As the answer says.
        }
        throw AwsError.badRequest("MalformedDetail", "Detail is malformed.");
    }

    private static String required(JsonNode entry, String field) {
        return AwsRequest.textOf(entry, field)
                .filter(value -> !value.isBlank())
                .orElseThrow(() -> AwsError.badRequest(
                        "InvalidArgument",
                        "Parameter " + field + " is not valid. Reason: " + field + " is a required argument."));
    }

    /** An entry's size as it counts. */
    static int size(JsonNode entry) {
        int size = entry.has("Time") ? TIME_BYTES : 0;
        size += bytes(entry.path("Source")) + bytes(entry.path("DetailType")) + bytes(entry.path("Detail"));
        for (JsonNode resource : entry.path("Resources")) {
            size += bytes(resource);
        }
        return size;
    }

    private static int bytes(JsonNode text) {
        return text.asText().getBytes(StandardCharsets.UTF_8).length;
    }
}
