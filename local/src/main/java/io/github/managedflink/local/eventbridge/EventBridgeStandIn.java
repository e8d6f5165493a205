package io.github.managedflink.local.eventbridge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.managedflink.local.http.Arn;
import io.github.managedflink.local.http.AwsCaller;
import io.github.managedflink.local.http.AwsError;
import io.github.managedflink.local.http.AwsOperation;
import io.github.managedflink.local.http.AwsRequest;
import io.github.managedflink.local.http.AwsService;
import io.github.managedflink.local.http.JsonProtocol;
import io.github.managedflink.local.http.ServiceTraits;
import io.github.managedflink.local.http.ThrottledBatches;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.StreamSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Amazon EventBridge with buses that keep what they receive: there are no rules. Like the service it takes an event for
 * a bus that does not exist, and drops it; but it writes a warning into the log.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html">PutEvents</a>
 */
public final class EventBridgeStandIn implements AwsService {
    private static final Logger LOG = LoggerFactory.getLogger(EventBridgeStandIn.class);
    private static final ServiceTraits TRAITS = new ServiceTraits(
            "events",
            new JsonProtocol("AWSEvents"),
            "ValidationException",
            AwsError.badRequest("ThrottlingException", ServiceTraits.RATE_EXCEEDED),
            ServiceTraits.ACCESS_DENIED);
    private static final int MAX_ENTRIES = 10;
    private static final int MAX_BYTES = 256 << 10;
    private static final double MILLIS = 1e3;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Map<String, Queue<ReceivedEvent>> buses = new ConcurrentHashMap<>();
    private final ThrottledBatches throttledBatches = new ThrottledBatches();
    private final Clock clock;
    private final Map<String, AwsOperation> operations =
            Map.of("PutEvents", AwsOperation.of(this::resource, this::putEvents).throttledBy(this::throttleEntries));

    /** One without buses. */
    public EventBridgeStandIn() {
        this(Clock.systemUTC());
    }

    /** One whose arrival times follow the given clock. */
    public EventBridgeStandIn(Clock clock) {
        this.clock = clock;
    }

    /** Creates a bus. The default one of an account and a region is no exception. */
    public void createEventBus(String arn) {
        buses.put(arn, new ConcurrentLinkedQueue<>());
    }

    /** What the bus has received, in the order of arrival. */
    public List<ReceivedEvent> events(String busArn) {
        return List.copyOf(buses.getOrDefault(busArn, new ConcurrentLinkedQueue<>()));
    }

    @Override
    public ServiceTraits traits() {
        return TRAITS;
    }

    @Override
    public Map<String, AwsOperation> operations() {
        return operations;
    }

    /** The bus of the first entry: a call that is recorded has one resource. */
    private String resource(AwsRequest request) {
        return busArn(request.caller(), entries(request).get(0));
    }

    private String busArn(AwsCaller caller, JsonNode entry) {
        String bus = AwsRequest.textOf(entry, "EventBusName").orElse("default");
        if (bus.startsWith("arn:")) {
            return bus;
        }
        Arn arn = caller.arnOf("event-bus/" + bus);
        return buses.keySet().stream()
                .filter(each -> isAt(Arn.parse(each), arn))
                .findFirst()
                .orElse(arn.toString());
    }

    /** Whether this is the bus of that name in that region. */
    private static boolean isAt(Arn bus, Arn named) {
        return bus.region().equals(named.region()) && bus.resource().equals(named.resource());
    }

    private static JsonNode entries(AwsRequest request) {
        JsonNode entries = request.body().path("Entries");
        if (entries.isEmpty() || entries.size() > MAX_ENTRIES) {
            throw request.invalid(
                    "1 validation error detected: Value at 'entries' failed to satisfy constraint: Member must have"
                            + " length between 1 and " + MAX_ENTRIES + ", not " + entries.size());
        }
        int bytes = StreamSupport.stream(entries.spliterator(), false)
                .mapToInt(EntryRules::size)
                .sum();
        if (bytes > MAX_BYTES) {
            throw request.invalid("Total size of the entries in the request is over the limit.");
        }
        return entries;
    }

    private ObjectNode putEvents(AwsRequest request) {
        ArrayNode results = JSON.arrayNode();
        entries(request).forEach(entry -> results.add(put(request.caller(), entry)));
        return reply(results);
    }

    private Optional<ObjectNode> throttleEntries(AwsRequest request) {
        return throttledBatches.inPart(() -> {
            ArrayNode results = JSON.arrayNode();
            JsonNode entries = entries(request);
            for (int i = 0; i < entries.size(); i++) {
                results.add(
                        ThrottledBatches.isTaken(i)
                                ? put(request.caller(), entries.get(i))
                                : failure(TRAITS.throttling()));
            }
            return reply(results);
        });
    }

    private static ObjectNode reply(ArrayNode results) {
        long failed = StreamSupport.stream(results.spliterator(), false)
                .filter(result -> result.has("ErrorCode"))
                .count();
        ObjectNode reply = JSON.objectNode().put("FailedEntryCount", failed);
        reply.set("Entries", results);
        return reply;
    }

    private ObjectNode put(AwsCaller caller, JsonNode entry) {
        try {
            EntryRules.check(entry);
            String eventId = UUID.randomUUID().toString();
            receive(new ReceivedEvent(
                    busArn(caller, entry),
                    eventId,
                    timeOf(entry),
                    entry.path("Source").asText(),
                    entry.path("DetailType").asText(),
                    StreamSupport.stream(entry.path("Resources").spliterator(), false)
                            .map(JsonNode::asText)
                            .toList(),
                    entry.path("Detail").asText()));
            return JSON.objectNode().put("EventId", eventId);
        } catch (AwsError e) {
            return failure(e);
        }
    }

    private static ObjectNode failure(AwsError error) {
        return JSON.objectNode().put("ErrorCode", error.code()).put("ErrorMessage", error.getMessage());
    }

    private void receive(ReceivedEvent event) {
        Queue<ReceivedEvent> bus = buses.get(event.busArn());
        if (bus == null) {
            LOG.warn("an event is lost: bus {} does not exist, which EventBridge tells no caller", event.busArn());
        } else {
            bus.add(event);
        }
    }

    /** The protocol gives times in seconds with a fraction. */
    private Instant timeOf(JsonNode entry) {
        JsonNode time = entry.path("Time");
        return time.isNumber() ? Instant.ofEpochMilli(Math.round(time.asDouble() * MILLIS)) : clock.instant();
    }
}
