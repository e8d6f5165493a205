package io.github.managedflink.local.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class GateProperties {

    /** A call at some distance of time from the one before. */
    record TimedCall(String service, String action, Duration pause) {
        ServiceCall call() {
            return new ServiceCall(service, action, ServiceCall.NO_RESOURCE);
        }
    }

    @Property(tries = 300, seed = "1")
    void everyCallIsCountedOnceAsItsVerdictSays(
            @ForAll("calls") List<TimedCall> calls, @ForAll("faults") List<ServiceFault> faults) {
        ManualClock clock = new ManualClock();
        Gate gate = Gate.open(clock);
        faults.forEach(gate::inject);

        List<ServiceCall> admitted = new ArrayList<>();
        for (TimedCall each : calls) {
            clock.advance(each.pause());
            if (gate.admit(each.call()).isServed()) {
                admitted.add(each.call());
            }
        }

        assertThat(total(gate.served())).isEqualTo(admitted.size());
        assertThat(total(gate.served()) + total(gate.refused())).isEqualTo(calls.size());
        gate.served().forEach((call, count) -> assertThat(admitted.stream().filter(call::equals))
                .hasSize(count.intValue()));
    }

    @Property(tries = 300, seed = "1")
    void aFaultTouchesNoOtherServiceOrActionAndNoCallBeforeItsTurn(
            @ForAll("calls") List<TimedCall> calls, @ForAll("fault") ServiceFault fault) {
        ManualClock clock = new ManualClock();
        Gate gate = Gate.open(clock);
        gate.inject(fault);

        long ofService = 0;
        for (TimedCall each : calls) {
            clock.advance(each.pause());
            boolean mayBeMet = each.service().equals(fault.service())
                    && fault.action().map(each.action()::equals).orElse(true)
                    && ofService++ >= fault.afterCalls();
            if (!mayBeMet) {
                assertThat(gate.admit(each.call())).isEqualTo(new Verdict.Serve(Duration.ZERO));
            } else {
                gate.admit(each.call());
            }
        }
    }

    @Provide
    Arbitrary<List<TimedCall>> calls() {
        return Combinators.combine(
                        Arbitraries.of("kinesis", "sns", "events"),
                        Arbitraries.of("Put", "Get"),
                        Arbitraries.integers().between(0, 500).map(Duration::ofMillis))
                .as(TimedCall::new)
                .list()
                .ofMaxSize(60);
    }

    @Provide
    Arbitrary<List<ServiceFault>> faults() {
        return fault().list().ofMaxSize(5);
    }

    @Provide
    Arbitrary<ServiceFault> fault() {
        return Combinators.combine(
                        Arbitraries.of("kinesis", "sns"),
                        Arbitraries.of("Put", "Get").optional(),
                        Arbitraries.of(ServiceFault.Kind.class),
                        Arbitraries.longs().between(0, 20),
                        Arbitraries.integers().between(1, 5_000).map(Duration::ofMillis))
                .as((service, action, kind, after, lasting) -> new ServiceFault(
                        service,
                        action,
                        kind,
                        kind == ServiceFault.Kind.DELAY ? Duration.ofMillis(5) : Duration.ZERO,
                        after,
                        lasting));
    }

    private static long total(Map<ServiceCall, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
