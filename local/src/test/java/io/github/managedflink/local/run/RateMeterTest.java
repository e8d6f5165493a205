package io.github.managedflink.local.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RateMeterTest {
    private final RateMeter meter = new RateMeter();

    @Test
    void oneCountTellsNoRate() {
        add(0, 1_000);

        assertThat(meter.perSecond()).isZero();
    }

    @Test
    void rateIsThatOfTheLastSeconds() {
        add(0, 0);
        add(2, 100_000);
        add(11, 100_000);
        add(13, 100_011);

        assertThat(meter.perSecond()).isEqualTo(5.5);
        assertThat(meter.isSteady()).isFalse();
    }

    @Test
    void restoredCountBeginsAnew() {
        add(0, 1_000);
        add(2, 400);
        add(4, 600);

        assertThat(meter.perSecond()).isEqualTo(100);
    }

    @Test
    void isSteadyAfterSomeSeconds() {
        add(0, 0);
        add(8, 80);

        assertThat(meter.isSteady()).isTrue();
    }

    private void add(int seconds, long count) {
        meter.add(Duration.ofSeconds(seconds).toNanos(), count);
    }
}
