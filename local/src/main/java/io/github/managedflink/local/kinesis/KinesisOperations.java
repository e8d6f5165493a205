package io.github.managedflink.local.kinesis;

import io.github.managedflink.local.http.AwsOperation;
import io.github.managedflink.local.http.AwsOperation.Permission;
import io.github.managedflink.local.http.AwsReply;
import io.github.managedflink.local.http.AwsRequest;
import io.github.managedflink.local.http.AwsService;
import io.github.managedflink.local.http.ServiceTraits;
import io.github.managedflink.local.kinesis.model.KinesisError;
import io.github.managedflink.local.kinesis.model.KinesisException;
import io.github.managedflink.local.kinesis.model.KinesisStreams;
import io.github.managedflink.local.kinesis.protocol.WireBody;
import io.github.managedflink.local.kinesis.protocol.WireFormat;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** All operations of Kinesis, as a service for each format of messages. */
final class KinesisOperations {

    /** The calls whose rate is that of shards; that of the others is one of the account. */
    private static final Set<String> ON_SHARDS = Set.of("PutRecord", "PutRecords", "GetRecords", "GetShardIterator");

    private final CallResources resources;
    private final RecordOperations records;
    private final ConsumerOperations consumers;
    private final Map<String, Function<Call, WireBody>> byAction = new HashMap<>();

    KinesisOperations(KinesisStreams streams, String account, Clock clock) {
        StreamLookup lookup = new StreamLookup(streams);
        resources = new CallResources(streams, lookup);
        records = new RecordOperations(streams, lookup, clock);
        consumers = new ConsumerOperations(streams, lookup, new ShardSubscriptions(streams, clock));
        byAction.putAll(new StreamOperations(streams, lookup, account).byAction());
        byAction.putAll(new ShardOperations(streams, lookup).byAction());
        byAction.putAll(records.byAction());
        byAction.putAll(consumers.byAction());
    }

    /** Returns them for callers who speak the given format. */
    AwsService in(WireFormat format) {
        Map<String, AwsOperation> operations = new HashMap<>();
        byAction.forEach((action, reply) ->
                operations.put(action, operation(format, reply.andThen(body -> message(format, body)))));
        operations.put("SubscribeToShard", operation(format, this::subscribeToShard));
        ServiceTraits traits = new ServiceTraits(
                "kinesis",
                format.protocol(),
                KinesisError.VALIDATION.code(),
                new KinesisException(KinesisError.THROUGHPUT_EXCEEDED, RecordOperations.RATE_EXCEEDED),
                ServiceTraits.ACCESS_DENIED);
        return new InOneFormat(traits, operations);
    }

    private AwsOperation operation(WireFormat format, Function<Call, AwsReply> reply) {
        return new AwsOperation(
                request -> List.of(new Permission(request.action(), resources.resource(call(format, request)))),
                request -> reply.apply(call(format, request)),
                request -> throttled(call(format, request)).map(body -> message(format, body)));
    }

    private static Call call(WireFormat format, AwsRequest request) {
        String region = request.caller().region();
        return new Call(
                request.action(),
                region.isEmpty() ? KinesisStandIn.DEFAULT_REGION : region,
                format,
                format.request(request.body()));
    }

    private static AwsReply message(WireFormat format, WireBody body) {
        return new AwsReply.Body(out -> format.write(body, out));
    }

    private AwsReply subscribeToShard(Call call) {
        ShardSubscription subscription = consumers.subscribeToShard(call);
        return new AwsReply.Events(requestId -> new SubscriptionHandler(subscription, requestId));
    }

    /**
     * Throttles a call in part; empty to refuse it as one on a shard that is too busy.
     *
     * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecords.html">PutRecords</a>
     */
    private Optional<WireBody> throttled(Call call) {
        if (call.action().equals("PutRecords")) {
            return records.throttlePutRecords(call);
        }
        if (ON_SHARDS.contains(call.action())) {
            return Optional.empty();
        }
        throw KinesisException.limitExceeded("Rate exceeded for " + call.action() + "; slow down.");
    }

    private record InOneFormat(ServiceTraits traits, Map<String, AwsOperation> operations) implements AwsService {}
}
