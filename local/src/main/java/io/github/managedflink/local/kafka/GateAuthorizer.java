package io.github.managedflink.local.kafka;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.common.Endpoint;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.InvalidRequestException;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.server.authorizer.AclCreateResult;
import org.apache.kafka.server.authorizer.AclDeleteResult;
import org.apache.kafka.server.authorizer.Action;
import org.apache.kafka.server.authorizer.AuthorizableRequestContext;
import org.apache.kafka.server.authorizer.AuthorizationResult;
import org.apache.kafka.server.authorizer.Authorizer;
import org.apache.kafka.server.authorizer.AuthorizerServerInfo;

/** Asks the gate where an MSK cluster would ask IAM, which is for every action of every request. */
public final class GateAuthorizer implements Authorizer {

    /** The broker setting under which it finds the {@link ClientCalls} that it reports to. */
    static final String CALLS = "managedflink.calls";

    private ClientCalls calls;

    @Override
    public void configure(Map<String, ?> configuration) {
        calls = (ClientCalls) configuration.get(CALLS);
    }

    @Override
    public Map<Endpoint, ? extends CompletionStage<Void>> start(AuthorizerServerInfo server) {
        return server.endpoints().stream()
                .collect(Collectors.toMap(Function.identity(), endpoint -> CompletableFuture.completedFuture(null)));
    }

    @Override
    public List<AuthorizationResult> authorize(AuthorizableRequestContext context, List<Action> actions) {
        return actions.stream()
                .map(action -> isAllowed(context, action) ? AuthorizationResult.ALLOWED : AuthorizationResult.DENIED)
                .toList();
    }

    private boolean isAllowed(AuthorizableRequestContext context, Action action) {
        return ListenerPrincipals.isStandIn(context.principal()) || calls.admit(context, action);
    }

    /** Kafka would also let those write idempotently who may write to some topic; MSK does not. */
    @Override
    public AuthorizationResult authorizeByResourceType(
            AuthorizableRequestContext context, AclOperation operation, ResourceType type) {
        return ListenerPrincipals.isStandIn(context.principal())
                ? AuthorizationResult.ALLOWED
                : AuthorizationResult.DENIED;
    }

    @Override
    public List<? extends CompletionStage<AclCreateResult>> createAcls(
            AuthorizableRequestContext context, List<AclBinding> bindings) {
        throw noAcls();
    }

    @Override
    public List<? extends CompletionStage<AclDeleteResult>> deleteAcls(
            AuthorizableRequestContext context, List<AclBindingFilter> filters) {
        throw noAcls();
    }

    @Override
    public Iterable<AclBinding> acls(AclBindingFilter filter) {
        throw noAcls();
    }

    private static InvalidRequestException noAcls() {
        return new InvalidRequestException("this stand-in has no access control lists");
    }

    @Override
    public void close() {
        // It holds nothing.
    }
}
