package io.github.managedflink.local.presentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class AxisProperties {
    private static final double TOP = 50;
    private static final double BOTTOM = 450;

    @Property(tries = 500)
    void thereIsRoomForEachValueAndAHandfulOfTicks(
            @ForAll @Size(min = 1, max = 20) List<@DoubleRange(min = -1e9, max = 1e9) Double> values) {
        ValueAxis axis =
                new ValueAxis(values.stream().mapToDouble(Double::doubleValue).toArray(), false, TOP, BOTTOM);

        for (double value : values) {
            assertThat(axis.at(value)).isBetween(TOP - 1e-6, BOTTOM + 1e-6);
        }
        List<BigDecimal> ticks = axis.ticks();
        assertThat(ticks).hasSizeBetween(2, 9);
        assertThat(axis.at(ticks.get(0).doubleValue())).isEqualTo(BOTTOM, within(1e-6));
        assertThat(axis.at(ticks.get(ticks.size() - 1).doubleValue())).isEqualTo(TOP, within(1e-6));
    }

    @Property(tries = 500)
    void timesAreInOrderFromLeftToRight(
            @ForAll @LongRange(max = 4_000_000_000L) long start,
            @ForAll @LongRange(min = 1, max = 400_000_000L) long seconds) {
        Instant from = Instant.ofEpochSecond(start);
        TimeAxis axis = new TimeAxis(from, from.plusSeconds(seconds), 10, 1_010);

        assertThat(axis.at(from)).isEqualTo(10);
        assertThat(axis.at(from.plusSeconds(seconds))).isEqualTo(1_010);
        assertThat(axis.ticks()).hasSizeBetween(1, 13).isSorted().allSatisfy(tick -> assertThat(axis.at(tick))
                .isBetween(10.0, 1_010.0));
        assertThat(axis.ticks().stream().map(axis::label)).doesNotHaveDuplicates();
    }

    @Example
    void ticksAreRound() {
        assertThat(labels(true, 0.312, 0.95)).containsExactly("20 %", "40 %", "60 %", "80 %", "100 %");
        assertThat(labels(false, -3, 1_190)).containsExactly("-200", "0", "200", "400", "600", "800", "1000", "1200");
        assertThat(labels(false, 7)).containsExactly("6", "8");
        TimeAxis quarter = new TimeAxis(Instant.EPOCH, Instant.EPOCH.plus(Duration.ofDays(60)), 0, 1);
        assertThat(quarter.ticks().stream().map(quarter::label))
                .startsWith("Jan 1", "Jan 8", "Jan 15")
                .hasSize(9);
        TimeAxis minute = new TimeAxis(Instant.EPOCH.plusMillis(700), Instant.EPOCH.plusSeconds(50), 0, 1);
        assertThat(minute.ticks().stream().map(minute::label)).startsWith("00:00:05", "00:00:10");
    }

    private static List<String> labels(boolean inPercent, double... values) {
        ValueAxis axis = new ValueAxis(values, inPercent, TOP, BOTTOM);
        return axis.ticks().stream().map(axis::label).toList();
    }
}
