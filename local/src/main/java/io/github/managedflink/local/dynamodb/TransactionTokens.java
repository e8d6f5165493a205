package io.github.managedflink.local.dynamodb;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.managedflink.local.dynamodb.model.DynamoDbErrors;
import io.github.managedflink.local.http.AwsError;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.codec.digest.DigestUtils;

/** The transactions of the last minutes by their tokens, so that one that is sent again is not carried out again. */
final class TransactionTokens {

    private static final Duration LIFETIME = Duration.ofMinutes(10);
    private static final ObjectMapper CANONICAL =
            JsonMapper.builder().enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED).build();

    /** The oldest first. */
    private final Map<String, Done> done = new LinkedHashMap<>();

    /** A transaction that has been carried out. */
    private record Done(String digest, Instant at) {}

    /** What tells the entries of a transaction from others; the entries themselves may be megabytes. */
    static String digest(JsonNode items) {
        try {
            return DigestUtils.sha256Hex(CANONICAL.writeValueAsBytes(items));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Whether a transaction has been carried out.
     *
     * @throws AwsError if another one has been, with the same token
     */
    boolean has(String token, String digest, Instant now) {
        forgetBefore(now.minus(LIFETIME));
        Done before = done.get(token);
        if (before != null && !before.digest().equals(digest)) {
            throw DynamoDbErrors.otherParameters();
        }
        return before != null;
    }

    private void forgetBefore(Instant oldest) {
        Iterator<Done> each = done.values().iterator();
        while (each.hasNext() && each.next().at().isBefore(oldest)) {
            each.remove();
        }
    }

    void add(String token, String digest, Instant now) {
        done.put(token, new Done(digest, now));
    }
}
