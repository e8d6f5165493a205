package io.github.managedflink.local.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GateTest {
    private static final ServiceCall PUT =
            new ServiceCall("kinesis", "PutRecords", "arn:aws:kinesis:us-east-1:000000000000:stream/orders");
    private static final ServiceCall READ =
            new ServiceCall("kinesis", "GetRecords", "arn:aws:kinesis:us-east-1:000000000000:stream/orders");
    private static final ServiceCall PUBLISH =
            new ServiceCall("sns", "Publish", "arn:aws:sns:us-east-1:000000000000:alerts");
    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

    private final ManualClock clock = new ManualClock();
    private final Gate gate = Gate.open(clock);

    @Test
    void servesWhoeverOnlyLooksOnAndDoesNotCount() {
        gate.inject(ServiceFault.throttle(PUT.service(), Duration.ofHours(1)));
        gate.enforce(request -> Optional.of(new Verdict.Deny("not allowed", Duration.ZERO)));

        Verdict verdict = gate.admit(ServiceRequest.signed(ServiceRequest.OBSERVER, PUT));

        assertThat(verdict.isServed()).isTrue();
        assertThat(gate.served()).isEmpty();
        assertThat(gate.refused()).isEmpty();
    }

    @Test
    void countsWhatItAdmits() {
        admit(PUT, 3);
        admit(PUBLISH, 2);

        assertThat(gate.served()).isEqualTo(Map.of(PUT, 3L, PUBLISH, 2L));
        assertThat(gate.refused()).isEmpty();
    }

    @Test
    void countsCallsOfManyThreads() {
        IntStream.range(0, 10_000).parallel().forEach(i -> gate.admit(i % 2 == 0 ? PUT : READ));

        assertThat(gate.served()).isEqualTo(Map.of(PUT, 5_000L, READ, 5_000L));
    }

    @Test
    void throttlesOneServiceForTheTimeOfTheFault() {
        gate.inject(ServiceFault.throttle("kinesis", TEN_SECONDS));

        assertThat(gate.admit(PUT)).isEqualTo(new Verdict.Throttle(Duration.ZERO));
        assertThat(gate.admit(PUBLISH).isServed()).isTrue();
        clock.advance(TEN_SECONDS.minusNanos(1));
        assertThat(gate.admit(READ).isServed()).isFalse();
        clock.advance(Duration.ofNanos(1));
        assertThat(gate.admit(READ).isServed()).isTrue();

        assertThat(gate.served()).isEqualTo(Map.of(PUBLISH, 1L, READ, 1L));
        assertThat(gate.refused()).isEqualTo(Map.of(PUT, 1L, READ, 1L));
    }

    @Test
    void beginsAFaultWithTheFirstCallThatItMeets() {
        gate.inject(ServiceFault.throttle("kinesis", TEN_SECONDS));

        clock.advance(Duration.ofHours(1));

        assertThat(gate.admit(PUT).isServed()).isFalse();
        clock.advance(TEN_SECONDS);
        assertThat(gate.admit(PUT).isServed()).isTrue();
    }

    @Test
    void admitsTheCallsThatComeBeforeAFault() {
        gate.inject(ServiceFault.cutConnections("kinesis", TEN_SECONDS).after(2));

        admit(PUBLISH, 5);

        assertThat(gate.admit(PUT).isServed()).isTrue();
        assertThat(gate.admit(READ).isServed()).isTrue();
        assertThat(gate.admit(READ)).isEqualTo(new Verdict.CutConnection(Duration.ZERO));
    }

    @Test
    void meetsOneActionAlone() {
        gate.inject(ServiceFault.throttle("kinesis", TEN_SECONDS)
                .action("PutRecords")
                .after(1));

        admit(READ, 5);

        assertThat(gate.admit(PUT).isServed()).isTrue();
        assertThat(gate.admit(PUT)).isEqualTo(new Verdict.Throttle(Duration.ZERO));
        assertThat(gate.admit(READ).isServed()).isTrue();
    }

    @Test
    void hearsNobodyWhileItIsDisconnected() {
        admit(PUT, 2);
        gate.disconnect();

        assertThat(admit(PUT, 3)).containsOnly(new Verdict.CutConnection(Duration.ZERO));

        gate.reconnect();
        admit(READ, 1);
        assertThat(gate.served()).isEqualTo(Map.of(PUT, 2L, READ, 1L));
        assertThat(gate.refused()).isEmpty();
    }

    @Test
    void answersWithBothServerErrorsInTurn() {
        gate.inject(ServiceFault.serverErrors("sns", TEN_SECONDS));

        assertThat(admit(PUBLISH, 3))
                .containsExactly(
                        new Verdict.ServerError(500, Duration.ZERO),
                        new Verdict.ServerError(503, Duration.ZERO),
                        new Verdict.ServerError(500, Duration.ZERO));
    }

    @Test
    void delaysWhatItServes() {
        gate.inject(ServiceFault.delay("sns", Duration.ofMillis(200), TEN_SECONDS));

        assertThat(gate.admit(PUBLISH)).isEqualTo(new Verdict.Serve(Duration.ofMillis(200)));
        assertThat(gate.served()).containsEntry(PUBLISH, 1L);
    }

    @Test
    void letsRefusingFaultsTakeTurnsAndTheLongestDelayHold() {
        gate.inject(ServiceFault.throttle("sns", TEN_SECONDS));
        gate.inject(ServiceFault.serverErrors("sns", TEN_SECONDS));
        gate.inject(ServiceFault.delay("sns", Duration.ofMillis(1), TEN_SECONDS));
        gate.inject(ServiceFault.delay("sns", Duration.ofMillis(9), TEN_SECONDS));

        Duration delay = Duration.ofMillis(9);
        assertThat(admit(PUBLISH, 4))
                .containsExactly(
                        new Verdict.Throttle(delay),
                        new Verdict.ServerError(500, delay),
                        new Verdict.Throttle(delay),
                        new Verdict.ServerError(503, delay));
    }

    @Test
    void refusesFaultsThatCannotBe() {
        assertThatThrownBy(() -> ServiceFault.throttle("sns", Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("lasting is PT0S; it has to be positive");
        assertThatThrownBy(() -> ServiceFault.throttle("sns", TEN_SECONDS).after(-1))
                .hasMessage("afterCalls is -1; it has to be 0 or more");
        assertThatThrownBy(() -> ServiceFault.delay("sns", Duration.ZERO, TEN_SECONDS))
                .hasMessageStartingWith("delay is PT0S; it has to be positive");
    }

    private List<Verdict> admit(ServiceCall call, int times) {
        return Stream.generate(() -> gate.admit(call)).limit(times).toList();
    }
}
