package io.github.managedflink.local.gate;

import io.github.managedflink.local.gate.ServiceFault.Kind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/**
 * Stands before all stand-ins of a run: each asks it once for every call, and does as the verdict says. The gate counts
 * the calls that were served and those that were refused, refuses those that the access control does not let through,
 * and refuses or delays the others while an injected fault lasts. It never waits itself.
 *
 * <p>Calls of an {@linkplain ServiceRequest#OBSERVER observer} are served and not counted.
 *
 * <p>Where several faults meet one call, those that refuse take turns and the longest delay holds.
 *
 * <p>All methods may be called by any thread.
 */
public final class Gate {
    private static final int[] SERVER_ERRORS = {500, 503};

    private final Clock clock;
    private final Map<ServiceCall, LongAdder> served = new ConcurrentHashMap<>();
    private final Map<ServiceCall, LongAdder> refused = new ConcurrentHashMap<>();
    private final List<InjectedOutage> outages = new ArrayList<>();
    private volatile boolean faultless = true;
    private volatile boolean disconnected;
    private volatile AccessControl accessControl = AccessControl.NONE;
    private long refusals;
    private long serverErrors;

    private Gate(Clock clock) {
        this.clock = clock;
    }

    /** Returns a gate that admits everything until a fault is injected. */
    public static Gate open() {
        return open(Clock.systemUTC());
    }

    /** Returns a gate whose faults last as long as the given clock says. */
    public static Gate open(Clock clock) {
        return new Gate(clock);
    }

    /** Lets a fault come over a service, beside those that are injected already. */
    public void inject(ServiceFault fault) {
        synchronized (outages) {
            outages.add(new InjectedOutage(fault));
            faultless = false;
        }
    }

    /**
     * Breaks the connection of every call off from now on, as when the callers' machine has died; such calls are not
     * counted.
     */
    public void disconnect() {
        disconnected = true;
    }

    /** Ends what {@link #disconnect} has begun. */
    public void reconnect() {
        disconnected = false;
    }

    /** Asks the given access control from now on. */
    public void enforce(AccessControl control) {
        this.accessControl = control;
    }

    /** Returns what becomes of a request that the access control does not let through. */
    public Optional<Verdict> refusal(ServiceRequest request) {
        return accessControl.refusal(request);
    }

    /** Decides upon a call for which nobody asks IAM, and counts it as served or refused. */
    public Verdict admit(ServiceCall call) {
        return admit(ServiceRequest.unsigned(call));
    }

    /** Decides upon a request and counts its call as served or refused. */
    public Verdict admit(ServiceRequest request) {
        if (request.isOfObserver()) {
            return new Verdict.Serve(Duration.ZERO);
        }
        if (disconnected) {
            return new Verdict.CutConnection(Duration.ZERO);
        }
        ServiceCall call = request.call();
        Verdict verdict = refusal(request).orElseGet(() -> faultless ? new Verdict.Serve(Duration.ZERO) : judge(call));
        Map<ServiceCall, LongAdder> counts = verdict.isServed() ? served : refused;
        counts.computeIfAbsent(call, ignored -> new LongAdder()).increment();
        return verdict;
    }

    private Verdict judge(ServiceCall call) {
        synchronized (outages) {
            Instant now = clock.instant();
            outages.removeIf(outage -> outage.isOver(now));
            faultless = outages.isEmpty();
            List<InjectedOutage> ofService =
                    outages.stream().filter(outage -> outage.isOf(call)).toList();
            Verdict verdict = verdict(ofService.stream()
                    .filter(outage -> outage.meets(now))
                    .map(InjectedOutage::fault)
                    .toList());
            if (verdict.isServed()) {
                ofService.forEach(InjectedOutage::admitted);
            }
            return verdict;
        }
    }

    private Verdict verdict(List<ServiceFault> faults) {
        Duration delay = faults.stream()
                .map(ServiceFault::delay)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
        List<Kind> refusing = faults.stream()
                .map(ServiceFault::kind)
                .filter(kind -> kind != Kind.DELAY)
                .toList();
        if (refusing.isEmpty()) {
            return new Verdict.Serve(delay);
        }
        return switch (refusing.get((int) (refusals++ % refusing.size()))) {
            case THROTTLE -> new Verdict.Throttle(delay);
            case SERVER_ERROR ->
                new Verdict.ServerError(SERVER_ERRORS[(int) (serverErrors++ % SERVER_ERRORS.length)], delay);
            case CUT_CONNECTION -> new Verdict.CutConnection(delay);
            case DELAY -> throw new IllegalStateException("a delay refuses nothing");
        };
    }

    /** Returns how often each distinct call was served so far. */
    public Map<ServiceCall, Long> served() {
        return sums(served);
    }

    /**
     * Returns how often each distinct call was refused so far, because of an injected fault or for want of a
     * permission.
     */
    public Map<ServiceCall, Long> refused() {
        return sums(refused);
    }

    private static Map<ServiceCall, Long> sums(Map<ServiceCall, LongAdder> counts) {
        return counts.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, entry -> entry.getValue().sum()));
    }
}
