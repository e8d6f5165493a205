package io.github.managedflink.jobs.event;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * Ids for records that have no key: from the shard, the sequence number and the content, and from how many alike came
 * of the same message before. A record that is read again after a failure gets the id that it had. For one thread.
 */
public final class RecordIds {
    private static final int BYTES = 16;
    private static final byte SEPARATOR = 0;

    private final MessageDigest digest = DigestUtils.getSha256Digest();
    private final Map<String, Alike> shards = new HashMap<>();

    /** An id of up to 32 letters, digits, hyphens and underscores. */
    public String of(PipelineEvent event, byte[] content) {
        Message message = event.message();
        digest.update(message.shard().getBytes(StandardCharsets.UTF_8));
        digest.update(SEPARATOR);
        digest.update(message.sequenceNumber().getBytes(StandardCharsets.UTF_8));
        digest.update(SEPARATOR);
        String id =
                Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest.digest(content), BYTES));
        int before =
                shards.computeIfAbsent(message.shard(), shard -> new Alike()).before(message.sequenceNumber(), id);
        return before == 0 ? id : id + "-" + before;
    }

    /**
     * Counts the ids of the last message of a shard, of which steps or the producer's library may have made several
     * records.
     */
    private static final class Alike {
        private final Map<String, Integer> counts = new HashMap<>();
        private String sequenceNumber;

        int before(String number, String id) {
            if (!number.equals(sequenceNumber)) {
                sequenceNumber = number;
                counts.clear();
            }
            return counts.merge(id, 1, Integer::sum) - 1;
        }
    }
}
