package io.github.managedflink.local.kinesis;

import io.github.managedflink.local.gate.Gate;
import io.github.managedflink.local.gate.ServiceRequest;
import io.github.managedflink.local.gate.Verdict;
import io.github.managedflink.local.kinesis.model.KinesisError;
import io.github.managedflink.local.kinesis.model.KinesisException;
import io.github.managedflink.local.kinesis.model.KinesisStreams;
import io.github.managedflink.local.kinesis.protocol.WireBody;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The one place that every call of every client passes through. */
final class KinesisDispatcher {

    private final Map<String, Function<Call, Reply>> operations = new HashMap<>();

    private final Gate gate;
    private final CallResources resources;
    private final CallRefusals refusals;

    KinesisDispatcher(KinesisStreams streams, String account, Clock clock, Gate gate) {
        StreamLookup lookup = new StreamLookup(streams);
        RecordOperations records = new RecordOperations(streams, lookup, clock);
        this.gate = gate;
        this.resources = new CallResources(streams, lookup);
        this.refusals = new CallRefusals(records);
        ConsumerOperations consumers = new ConsumerOperations(streams, lookup, new ShardSubscriptions(streams, clock));
        addAll(new StreamOperations(streams, lookup, account).byAction());
        addAll(new ShardOperations(streams, lookup).byAction());
        addAll(records.byAction());
        addAll(consumers.byAction());
        operations.put("SubscribeToShard", call -> new Reply.Events(consumers.subscribeToShard(call)));
    }

    private void addAll(Map<String, Function<Call, WireBody>> byAction) {
        byAction.forEach(
                (action, operation) -> operations.put(action, call -> new Reply.Message(operation.apply(call))));
    }

    /** The names of the operations, which are those of their IAM actions. */
    Set<String> operations() {
        return Set.copyOf(operations.keySet());
    }

    /**
     * Asks the gate.
     *
     * @throws KinesisException if the call is none, or speaks of a stream that does not exist
     */
    Verdict admit(Call call) {
        if (!operations.containsKey(call.action())) {
            throw new KinesisException(
                    KinesisError.UNKNOWN_OPERATION, "this stand-in does not know the operation " + call.action());
        }
        return gate.admit(ServiceRequest.signed(call.accessKeyId(), resources.name(call)));
    }

    /**
     * Serves a call that was admitted, or refuses it as the verdict says.
     *
     * @throws KinesisException if the service refuses it
     */
    Reply serve(Call call, Verdict verdict) {
        return verdict.isServed() ? operations.get(call.action()).apply(call) : refusals.reply(call, verdict);
    }
}
