package io.github.managedflink.local.sns;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.managedflink.local.http.AwsError;
import io.github.managedflink.local.http.AwsOperation;
import io.github.managedflink.local.http.AwsRequest;
import io.github.managedflink.local.http.AwsService;
import io.github.managedflink.local.http.QueryProtocol;
import io.github.managedflink.local.http.ServiceTraits;
import io.github.managedflink.local.http.ThrottledBatches;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Amazon SNS with topics that keep what is published to them: nobody can subscribe.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/welcome.html">Amazon SNS API</a>
 */
public final class SnsStandIn implements AwsService {
    private static final int MAX_BATCH_ENTRIES = 10;
    private static final String THROTTLED = "Throttled";
    private static final ServiceTraits TRAITS = new ServiceTraits(
            "sns",
            new QueryProtocol("http://sns.amazonaws.com/doc/2010-03-31/"),
            "InvalidParameter",
            new AwsError(429, THROTTLED, ServiceTraits.RATE_EXCEEDED),
            "AuthorizationError");
    private static final String ENTRIES = "PublishBatchRequestEntries";
    private static final Pattern BATCH_ENTRY_ID = Pattern.compile("[A-Za-z0-9_-]{1,80}");
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Map<String, Topic> topics = new ConcurrentHashMap<>();
    private final ThrottledBatches throttledBatches = new ThrottledBatches();
    private final Clock clock;
    private final Map<String, AwsOperation> operations = Map.of(
            "Publish",
            AwsOperation.of(SnsStandIn::resource, this::publish),
            "PublishBatch",
            AwsOperation.of(SnsStandIn::resource, this::publishBatch)
                    .throttledBy(this::throttleBatch)
                    .permittedBy("Publish"));

    /** One without topics. */
    public SnsStandIn() {
        this(Clock.systemUTC());
    }

    /** One whose timestamps, and periods of deduplication, follow the given clock. */
    public SnsStandIn(Clock clock) {
        this.clock = clock;
    }

    /** Creates a topic, a FIFO topic if its name ends in {@code .fifo}. */
    public void createTopic(String arn) {
        createTopic(arn, false);
    }

    /**
     * Creates a topic.
     *
     * @param contentBasedDeduplication whether equal messages count as one where a FIFO topic's publisher gives no id
     */
    public void createTopic(String arn, boolean contentBasedDeduplication) {
        topics.put(arn, new Topic(arn, contentBasedDeduplication, clock));
    }

    /** What the topic has received, in the order of arrival. */
    public List<PublishedMessage> messages(String topicArn) {
        Topic topic = topics.get(topicArn);
        return topic == null ? List.of() : topic.messages();
    }

    @Override
    public ServiceTraits traits() {
        return TRAITS;
    }

    @Override
    public Set<String> actions() {
        return Set.of("Publish");
    }

    @Override
    public Map<String, AwsOperation> operations() {
        return operations;
    }

    private static String resource(AwsRequest request) {
        return request.optional("TopicArn")
                .or(() -> request.optional("TargetArn"))
                .orElseThrow(
                        () -> MessageRules.invalid("TopicArn or TargetArn Reason: no value for required parameter"));
    }

    private Topic topic(AwsRequest request) {
        Topic topic = topics.get(resource(request));
        if (topic == null) {
            throw new AwsError(404, "NotFound", "Topic does not exist");
        }
        return topic;
    }

    private ObjectNode publish(AwsRequest request) {
        return reply(topic(request).publish(request.body()));
    }

    private static ObjectNode reply(Topic.Receipt receipt) {
        ObjectNode reply = JSON.objectNode().put("MessageId", receipt.messageId());
        receipt.sequenceNumber().ifPresent(number -> reply.put("SequenceNumber", number));
        return reply;
    }

    private ObjectNode publishBatch(AwsRequest request) {
        Batch batch = new Batch(topic(request));
        entries(request).forEach(batch::publish);
        return batch.reply;
    }

    private Optional<ObjectNode> throttleBatch(AwsRequest request) {
        return throttledBatches.inPart(() -> {
            Batch batch = new Batch(topic(request));
            JsonNode entries = entries(request);
            for (int i = 0; i < entries.size(); i++) {
                if (ThrottledBatches.isTaken(i)) {
                    batch.publish(entries.get(i));
                } else {
                    batch.fail(entries.get(i), TRAITS.throttling());
                }
            }
            return batch.reply;
        });
    }

    /** The entries, once the rules on the request as a whole hold. */
    private static JsonNode entries(AwsRequest request) {
        JsonNode entries = request.body().path(ENTRIES);
        if (entries.isEmpty()) {
            throw AwsError.badRequest("EmptyBatchRequest", "The batch request doesn't contain any entries.");
        }
        if (entries.size() > MAX_BATCH_ENTRIES) {
            throw AwsError.badRequest(
                    "TooManyEntriesInBatchRequest",
                    "The batch request contains more entries than permissible: " + entries.size());
        }
        Set<String> ids = new HashSet<>();
        long bytes = 0;
        for (JsonNode entry : entries) {
            String id = entry.path("Id").asText();
            if (!BATCH_ENTRY_ID.matcher(id).matches()) {
                throw AwsError.badRequest(
                        "InvalidBatchEntryId",
                        "A batch entry id can only contain alphanumeric characters,"
                                + " hyphens and underscores, and can be at most 80 letters long.");
            }
            if (!ids.add(id)) {
                throw AwsError.badRequest(
                        "BatchEntryIdsNotDistinct", "Two or more batch entries in the request have the same Id.");
            }
            bytes += MessageRules.size(entry);
        }
        if (bytes > MessageRules.MAX_BYTES) {
            throw AwsError.badRequest(
                    "BatchRequestTooLong",
                    "The length of all the batch messages put together is more than the limit: " + bytes);
        }
        return entries;
    }

    /** The reply to a batch as it grows. */
    private static final class Batch {
        private final Topic topic;
        private final ObjectNode reply = JSON.objectNode();

        Batch(Topic topic) {
            this.topic = topic;
            reply.putArray("Successful");
            reply.putArray("Failed");
        }

        void publish(JsonNode entry) {
            try {
                ObjectNode success = reply(topic.publish(entry));
                success.set("Id", entry.get("Id"));
                reply.withArray("Successful").add(success);
            } catch (AwsError e) {
                fail(entry, e);
            }
        }

        void fail(JsonNode entry, AwsError error) {
            ObjectNode failure = reply.withArray("Failed").addObject();
            failure.set("Id", entry.get("Id"));
            failure.put("Code", error.code())
                    .put("Message", error.getMessage())
                    .put("SenderFault", error.isCallersFault());
        }
    }
}
