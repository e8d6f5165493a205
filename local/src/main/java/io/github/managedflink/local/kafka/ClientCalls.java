package io.github.managedflink.local.kafka;

import io.github.managedflink.local.gate.Gate;
import io.github.managedflink.local.gate.ServiceCall;
import io.github.managedflink.local.gate.ServiceRequest;
import io.github.managedflink.local.gate.Verdict;
import io.github.managedflink.local.proxy.ForwardedConnection;
import io.github.managedflink.local.proxy.TcpForwarder;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.requests.RequestContext;
import org.apache.kafka.server.authorizer.Action;
import org.apache.kafka.server.authorizer.AuthorizableRequestContext;

/**
 * What the clients do, as the gate sees it, and what becomes of it. Kafka has no answer that says "too many calls" or
 * "internal error": it delays the answers of clients above their quota, and a broker that fails breaks connections off.
 * So does this.
 */
final class ClientCalls {

    /** How long an answer is held back from a client above its quota. */
    private static final Duration QUOTA_DELAY = Duration.ofSeconds(1);

    private final Gate gate;
    private final IamActions actions;
    private final Collection<TcpForwarder> forwarders;
    private final Set<String> fetched = ConcurrentHashMap.newKeySet();

    ClientCalls(Gate gate, IamActions actions, Collection<TcpForwarder> forwarders) {
        this.gate = gate;
        this.actions = actions;
        this.forwarders = List.copyOf(forwarders);
    }

    /** Decides upon a new connection. */
    static Verdict admitConnection(Gate gate, IamActions actions) {
        Verdict verdict = gate.admit(actions.connect());
        return verdict instanceof Verdict.Throttle
                ? new Verdict.Serve(verdict.delay().plus(QUOTA_DELAY))
                : verdict;
    }

    /**
     * Whether a client that uses IAM may connect; the connection itself was admitted before the client said who it is.
     */
    boolean mayConnect(String accessKeyId) {
        return gate.refusal(ServiceRequest.signed(accessKeyId, actions.connect()))
                .isEmpty();
    }

    /** Decides upon a part of a request. Whoever is not allowed is told so, unless the connection is broken off. */
    boolean admit(AuthorizableRequestContext context, Action action) {
        Optional<ServiceCall> call = actions.of(action);
        if (call.isEmpty()) {
            return false;
        }
        if (context.requestType() == ApiKeys.FETCH.id) {
            fetched.add(action.resourcePattern().name());
        }
        Verdict verdict = gate.admit(
                new ServiceRequest(ListenerPrincipals.accessKeyId(context.principal()), call.get(), Map.of()));
        if (verdict instanceof Verdict.Deny) {
            return false;
        }
        Optional<ForwardedConnection> connection = connectionOf(context);
        if (connection.isEmpty()) {
            // The controller decides upon it for the broker, which alone knows the client's connection.
            return true;
        }
        if (!verdict.delay().isZero()) {
            connection.get().holdAnswers(verdict.delay());
        }
        if (verdict instanceof Verdict.Throttle) {
            connection.get().holdAnswers(verdict.delay().plus(QUOTA_DELAY));
            return true;
        }
        if (verdict instanceof Verdict.Serve) {
            return true;
        }
        connection.get().cut();
        return false;
    }

    /** Whether some client has asked for records of the topic. */
    boolean hasFetched(String topic) {
        return fetched.contains(topic);
    }

    private Optional<ForwardedConnection> connectionOf(AuthorizableRequestContext context) {
        return ((RequestContext) context).clientPort.flatMap(port -> forwarders.stream()
                .flatMap(forwarder -> forwarder.connectionFrom(port).stream())
                .findFirst());
    }
}
