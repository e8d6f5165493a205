package io.github.managedflink.local.presentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.managedflink.local.presentation.KpiPlot.Span;
import io.github.managedflink.local.presentation.StateColumns.Column;
import io.github.managedflink.model.kpi.AlertState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class StateColumnsTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    /** Ten seconds are a pixel. */
    private final TimeAxis times = new TimeAxis(START, at(30), 100, 103);

    private static Instant at(int seconds) {
        return START.plus(Duration.ofSeconds(seconds));
    }

    @Test
    void tellsWhatLastedLongestAndHowMuchWasNotOk() {
        List<Column> columns = StateColumns.of(
                List.of(
                        new Span(AlertState.OK, at(0), at(14)),
                        new Span(AlertState.WARNING, at(14), at(17)),
                        new Span(AlertState.CRITICAL, at(17), at(18)),
                        new Span(AlertState.OK, at(18), at(22)),
                        new Span(AlertState.CRITICAL, at(22), at(30))),
                times);

        assertThat(columns).extracting(Column::x).containsExactly(100, 101, 102);
        assertThat(columns)
                .extracting(Column::longest)
                .containsExactly(AlertState.OK, AlertState.OK, AlertState.CRITICAL);
        assertThat(columns)
                .extracting(Column::trouble)
                .containsExactly(AlertState.OK, AlertState.WARNING, AlertState.CRITICAL);
        assertThat(columns.get(0).share()).isZero();
        assertThat(columns.get(1).share()).isCloseTo(0.4, within(0.001));
        assertThat(columns.get(2).share()).isCloseTo(0.8, within(0.001));
    }
}
