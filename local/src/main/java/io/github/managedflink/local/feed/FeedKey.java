package io.github.managedflink.local.feed;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.managedflink.model.record.FieldPath;
import java.io.IOException;
import java.util.Optional;

/**
 * The field that is the key of each line of a feed, where the line is a JSON object that has it.
 *
 * @param field its path as a user writes it
 * @param path the same, read
 */
public record FeedKey(String field, FieldPath path) {
    /** That is the most that Kinesis takes; a longer text is no key. */
    private static final int MAX_CHARACTERS = 256;

    private static final int MAX_BYTES_PER_CHARACTER = 3;
    /** How many bytes a key may have in UTF-8. */
    static final int MAX_BYTES = MAX_CHARACTERS * MAX_BYTES_PER_CHARACTER;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /**
     * For a field.
     *
     * @throws IllegalArgumentException if it is not the path of one, of which {@link #fault} tells
     */
    public FeedKey(String field) {
        this(field, FieldPath.of(field));
    }

    /** Why a field of the lines of a stream can be no key, if so. */
    public static Optional<String> fault(String stream, String field) {
        try {
            FieldPath.of(field);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of("The key " + field + " for the stream " + stream + " is not the path of a field: "
                    + e.getMessage() + ". Write names joined by dots, such as customer.id.");
        }
    }

    /** The key of a line; empty if it has none: a text, a number or a Boolean of 1 to 256 characters. */
    Optional<String> of(byte[] line) {
        JsonNode value;
        try {
            value = JSON.readTree(line);
        } catch (IOException e) {
            return Optional.empty();
        }
        for (String name : path.names()) {
            value = value.path(name);
        }
        return value.isNull() ? Optional.empty() : Optional.of(value.asText()).filter(FeedKey::isKey);
    }

    private static boolean isKey(String text) {
        return !text.isEmpty() && text.length() <= MAX_CHARACTERS;
    }
}
