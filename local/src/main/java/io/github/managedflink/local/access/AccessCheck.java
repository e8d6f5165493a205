package io.github.managedflink.local.access;

import io.github.managedflink.local.application.ApplicationSettings;
import io.github.managedflink.local.assembly.DeployedStack;
import io.github.managedflink.local.assembly.Resource;
import io.github.managedflink.local.gate.AccessControl;
import io.github.managedflink.local.gate.ServiceCall;
import io.github.managedflink.local.gate.ServiceRequest;
import io.github.managedflink.local.gate.Verdict;
import io.github.managedflink.local.sts.AssumedRole;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * Holds every call of a run against the role and the network of the application that makes it, and remembers what was
 * decided.
 *
 * <p>Who calls is told by the access key that the runner gives each application: its logical id. A call with another
 * key is taken for one of the application that has code of its own, if the run has exactly one; else it is nobody's,
 * and let through.
 */
public final class AccessCheck implements AccessControl {
    private static final long NEVER = 0;

    private final Map<String, ApplicationAccess> applications;
    private final Optional<ApplicationAccess> withOwnCode;
    private final Map<ServiceRequest, Decisions> decisions = new ConcurrentHashMap<>();
    private final Map<ServiceCall, LongAdder> nobodys = new ConcurrentHashMap<>();
    private final AtomicLong firstRefusalNanos = new AtomicLong(NEVER);

    private AccessCheck(Map<String, ApplicationAccess> applications, Optional<ApplicationAccess> withOwnCode) {
        this.applications = applications;
        this.withOwnCode = withOwnCode;
    }

    /** What was decided upon a request: upon the call itself first, then upon those that it implies. */
    record Decisions(ApplicationAccess application, List<Decision> all) {
        Optional<Decision> refusal() {
            return all.stream().filter(Decision::isRefused).findFirst();
        }
    }

    /**
     * Returns the check for the applications of a run. What the service does with their roles at the start has been
     * decided upon with this.
     *
     * @param stacks all stacks of the run
     * @param applications the resources of the applications, each with whether it has code of its own
     */
    public static AccessCheck of(Collection<DeployedStack> stacks, Map<Resource, Boolean> applications) {
        List<Resource> all =
                stacks.stream().flatMap(stack -> stack.resources().stream()).toList();
        EncryptionKeys keys = EncryptionKeys.of(all);
        ResourcePolicies policies = ResourcePolicies.of(all);
        Map<String, ApplicationAccess> byKey = new LinkedHashMap<>();
        applications
                .keySet()
                .forEach(resource -> byKey.put(
                        accessKeyId(resource),
                        new ApplicationAccess(
                                resource,
                                RolePermissions.of(
                                        resource.property("ServiceExecutionRole")
                                                .asText(),
                                        stacks),
                                ApplicationNetwork.of(ApplicationSettings.of(resource), all),
                                keys,
                                policies)));
        List<ApplicationAccess> own = applications.entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(each -> byKey.get(accessKeyId(each.getKey())))
                .toList();
        AccessCheck check = new AccessCheck(byKey, own.size() == 1 ? Optional.of(own.get(0)) : Optional.empty());
        applications.keySet().forEach(resource -> check.start(new ServiceStart(resource, all, accessKeyId(resource))));
        return check;
    }

    private static String accessKeyId(Resource application) {
        return application.logicalId();
    }

    private void start(ServiceStart start) {
        for (ServiceRequest request : start.calls()) {
            ApplicationAccess application =
                    applications.get(request.accessKeyId().orElseThrow());
            note(new Decisions(application, application.decideStart(request)), request);
        }
    }

    @Override
    public Optional<Verdict> refusal(ServiceRequest request) {
        return request.accessKeyId()
                .flatMap(key -> decide(key, request))
                .flatMap(Decisions::refusal)
                .map(AccessCheck::verdict);
    }

    private static Verdict verdict(Decision refused) {
        return refused.outcome() == CheckedCall.Outcome.UNREACHABLE
                ? new Verdict.CutConnection(Duration.ZERO)
                : new Verdict.Deny(refused.message(), Duration.ZERO);
    }

    private Optional<Decisions> decide(String accessKeyId, ServiceRequest request) {
        Decisions known = decisions.get(request);
        if (known != null) {
            return Optional.of(note(known, request));
        }
        Optional<AssumedRole> assumed = AssumedRole.of(accessKeyId);
        Optional<ApplicationAccess> caller =
                caller(assumed.map(AssumedRole::assumedBy).orElse(accessKeyId));
        if (caller.isEmpty()) {
            nobodys.computeIfAbsent(request.call(), ignored -> new LongAdder()).increment();
            return Optional.empty();
        }
        ApplicationAccess application = caller.get();
        List<Decision> made = assumed.map(role -> List.of(application.decideAssumed(role.roleArn(), request)))
                .orElseGet(() -> application.decide(request));
        return Optional.of(note(new Decisions(application, made), request));
    }

    private Optional<ApplicationAccess> caller(String accessKeyId) {
        return Optional.ofNullable(applications.get(accessKeyId)).or(() -> withOwnCode);
    }

    /** The implied calls are made only if the call itself is served. */
    private Decisions note(Decisions made, ServiceRequest request) {
        Decisions noted = decisions.computeIfAbsent(request, ignored -> made);
        for (Decision decision : noted.all()) {
            decision.count().increment();
            if (decision.isRefused()) {
                firstRefusalNanos.compareAndSet(NEVER, System.nanoTime());
                break;
            }
        }
        return noted;
    }

    /** Returns whether a call was refused so long ago that others that would be, too, have had their time. */
    public boolean hasRefusedFor(Duration time) {
        long first = firstRefusalNanos.get();
        return first != NEVER && System.nanoTime() - first >= time.toNanos();
    }

    /** Returns what has been called so far, held against what the applications may do. */
    public AccessReport report() {
        return new AccessReportWriter(applications.values(), decisions.values(), nobodys.keySet()).report();
    }

    /** Returns why an application cannot run as it is deployed, if some of its calls did not get through. */
    public Optional<String> failure(String application) {
        return firstRefusalNanos.get() == NEVER ? Optional.empty() : report().failure(application);
    }
}
