package io.github.managedflink.local.kinesis;

import io.github.managedflink.local.kinesis.model.KinesisError;
import io.github.managedflink.local.kinesis.model.KinesisException;
import io.github.managedflink.local.kinesis.model.KinesisStreams;
import io.github.managedflink.local.kinesis.protocol.WireBody;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** The one place that every call of every client passes through. */
final class KinesisDispatcher {

    private final Map<String, Function<Call, Reply>> operations = new HashMap<>();

    KinesisDispatcher(KinesisStreams streams, String account, Clock clock) {
        StreamLookup lookup = new StreamLookup(streams);
        ConsumerOperations consumers = new ConsumerOperations(streams, lookup, new ShardSubscriptions(streams, clock));
        addAll(new StreamOperations(streams, lookup, account).byAction());
        addAll(new ShardOperations(streams, lookup).byAction());
        addAll(new RecordOperations(streams, lookup, clock).byAction());
        addAll(consumers.byAction());
        operations.put("SubscribeToShard", call -> new Reply.Events(consumers.subscribeToShard(call)));
    }

    private void addAll(Map<String, Function<Call, WireBody>> byAction) {
        byAction.forEach(
                (action, operation) -> operations.put(action, call -> new Reply.Message(operation.apply(call))));
    }

    /**
     * Serves a call.
     *
     * @throws KinesisException if the service refuses it
     */
    Reply serve(Call call) {
        Function<Call, Reply> operation = operations.get(call.action());
        if (operation == null) {
            throw new KinesisException(
                    KinesisError.UNKNOWN_OPERATION, "this stand-in does not know the operation " + call.action());
        }
        return operation.apply(call);
    }
}
