package io.github.managedflink.local.access;

import io.github.managedflink.local.access.CheckedCall.Origin;
import io.github.managedflink.local.access.CheckedCall.Outcome;
import io.github.managedflink.local.assembly.Environment;
import io.github.managedflink.local.assembly.Resource;
import io.github.managedflink.local.assembly.ServiceDescriptions;
import io.github.managedflink.local.gate.ServiceCall;
import io.github.managedflink.local.gate.ServiceRequest;
import io.github.managedflink.local.http.Arn;
import io.github.managedflink.local.policy.AccessDecision;
import io.github.managedflink.local.policy.AccessPolicies;
import io.github.managedflink.local.policy.AccessRequest;
import io.github.managedflink.local.policy.PolicyDocument;
import io.github.managedflink.local.policy.PolicyStatement;
import io.github.managedflink.local.policy.RequestContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What one application may do: its role and its network. It decides; it remembers nothing. */
final class ApplicationAccess {
    private final Resource application;
    private final RolePermissions role;
    private final ApplicationNetwork network;
    private final EncryptionKeys keys;
    private final ResourcePolicies resourcePolicies;

    ApplicationAccess(
            Resource application,
            RolePermissions role,
            ApplicationNetwork network,
            EncryptionKeys keys,
            ResourcePolicies resourcePolicies) {
        this.application = application;
        this.role = role;
        this.network = network;
        this.keys = keys;
        this.resourcePolicies = resourcePolicies;
    }

    /** How messages name the application. */
    String displayName() {
        return application.displayName();
    }

    RolePermissions role() {
        return role;
    }

    ApplicationNetwork network() {
        return network;
    }

    /** Decides upon a call of the job and upon those that it implies, the call itself first. */
    List<Decision> decide(ServiceRequest request) {
        NetworkRoute route = route(request.call());
        RequestContext context = context(request);
        if (route.endpoint().isPresent()) {
            VpcEndpoint endpoint = route.endpoint().get();
            context = context.with("aws:SourceVpce", endpoint.id()).with("aws:SourceVpc", endpoint.vpcId());
        }
        return withImplied(decide(request.call(), Origin.JOB, context, route), request);
    }

    /** The same upon a call that the service makes at the start. */
    List<Decision> decideStart(ServiceRequest request) {
        return withImplied(decide(request.call(), Origin.START, context(request), NetworkRoute.SERVICE), request);
    }

    private List<Decision> withImplied(Decision call, ServiceRequest request) {
        List<Decision> decisions = new ArrayList<>(List.of(call));
        for (ServiceCall implied : keys.impliedBy(request.call())) {
            decisions.add(decide(implied, Origin.ENCRYPTION, impliedContext(request), NetworkRoute.SERVICE));
        }
        return decisions;
    }

    /**
     * Decides upon a call with a role of another account, of which no more is known than the way that the call takes.
     */
    Decision decideAssumed(String assumedRole, ServiceRequest request) {
        NetworkRoute route = route(request.call());
        AccessRequest access = new AccessRequest(
                assumedRole, action(request.call()), request.call().resource(), context(request));
        if (!route.isThere()) {
            return Decision.of(
                    access, request.call(), Origin.JOB, Outcome.UNREACHABLE, unreachable(request.call()), route);
        }
        PolicyDocument everything = PolicyDocument.everything("of the role's account");
        AccessDecision decision = new AccessPolicies(
                        List.of(everything), Optional.empty(), Optional.empty(), policyOf(route))
                .decide(access);
        return decision.isAllowed()
                ? Decision.of(
                        access,
                        request.call(),
                        Origin.JOB,
                        Outcome.NOT_EVALUATED,
                        "the policies of the assumed role are in another account",
                        route)
                : Decision.of(access, request.call(), Origin.JOB, Outcome.DENIED, decision.reason(), route);
    }

    private Decision decide(ServiceCall call, Origin origin, RequestContext context, NetworkRoute route) {
        AccessRequest request = new AccessRequest(role.roleArn(), action(call), call.resource(), context);
        if (!route.isThere()) {
            return Decision.of(request, call, origin, Outcome.UNREACHABLE, unreachable(call), route);
        }
        if (!role.isInStacks()) {
            return Decision.of(request, call, origin, Outcome.NOT_EVALUATED, "no stack has the role", route);
        }
        AccessDecision decision = new AccessPolicies(
                        role.policies(), role.boundary(), resourcePolicies.of(call.resource()), policyOf(route))
                .decide(request);
        if (decision.isAllowed()) {
            return Decision.of(request, call, origin, Outcome.ALLOWED, statements(decision), route);
        }
        return decision.statement().isEmpty() && !role.unknown().isEmpty()
                ? Decision.of(
                        request,
                        call,
                        origin,
                        Outcome.NOT_EVALUATED,
                        "no stack has the role's policies " + String.join(", ", role.unknown()),
                        route)
                : Decision.of(request, call, origin, Outcome.DENIED, decision.reason(), route);
    }

    private NetworkRoute route(ServiceCall call) {
        return network.route(call, environment().region());
    }

    private static Optional<PolicyDocument> policyOf(NetworkRoute route) {
        return route.endpoint().flatMap(VpcEndpoint::policy);
    }

    private static String action(ServiceCall call) {
        return call.service() + ":" + call.action();
    }

    private static String unreachable(ServiceCall call) {
        return "no endpoint carries calls of " + call.service() + " out of the VPC, and nothing else leads out of it";
    }

    private static String statements(AccessDecision decision) {
        return Stream.concat(decision.statement().stream(), decision.endpointStatement().stream())
                .map(PolicyStatement::name)
                .collect(Collectors.joining(", "));
    }

    /** What AWS knows of every request of the role. The job speaks TLS there. */
    private RequestContext context(ServiceRequest request) {
        RequestContext context = RequestContext.EMPTY
                .with("aws:PrincipalArn", role.roleArn())
                .with("aws:PrincipalAccount", environment().account())
                .with("aws:PrincipalType", "AssumedRole")
                .with("aws:RequestedRegion", region(request.call()))
                .with("aws:SecureTransport", "true")
                .with("aws:ViaAWSService", "false")
                .with("aws:ResourceAccount", account(request.call()));
        for (Map.Entry<String, String> key : request.conditionKeys().entrySet()) {
            context = context.with(key.getKey(), key.getValue());
        }
        return context;
    }

    /**
     * What KMS knows of a call that a service makes for the role.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-via-service">kms:ViaService</a>
     */
    private RequestContext impliedContext(ServiceRequest request) {
        RequestContext context = context(request)
                .with("aws:ViaAWSService", "true")
                .with("kms:CallerAccount", environment().account())
                // The name of a service, not of a host: policies of the CDK have it so in every partition.
                .with("kms:ViaService", request.call().service() + "." + region(request.call()) + ".amazonaws.com");
        Map<String, String> encryption = ServiceDescriptions.of(request.call().service())
                .map(service -> service.encryptionContext(request.call().resource()))
                .orElse(Map.of());
        for (Map.Entry<String, String> entry : encryption.entrySet()) {
            context = context.with("kms:EncryptionContext:" + entry.getKey(), entry.getValue());
        }
        return context;
    }

    private String region(ServiceCall call) {
        return part(call, Arn::region).orElse(environment().region());
    }

    private String account(ServiceCall call) {
        return part(call, Arn::account).orElse(environment().account());
    }

    private static Optional<String> part(ServiceCall call, Function<Arn, String> part) {
        return Arn.tryParse(call.resource()).map(part).filter(each -> !each.isEmpty());
    }

    private Environment environment() {
        return application.stack().environment();
    }
}
