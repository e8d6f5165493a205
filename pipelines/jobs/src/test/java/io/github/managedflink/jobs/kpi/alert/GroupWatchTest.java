package io.github.managedflink.jobs.kpi.alert;

import static io.github.managedflink.jobs.kpi.alert.WatchedGroup.LOW_RATE;
import static io.github.managedflink.jobs.kpi.alert.WatchedGroup.measurement;
import static io.github.managedflink.jobs.kpi.alert.WatchedGroup.windows;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.managedflink.model.kpi.AlertRule;
import io.github.managedflink.model.kpi.AlertState;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What the clock lets go out ahead of event time, and what becomes of it. */
class GroupWatchTest {
    private final WatchedGroup group = new WatchedGroup();

    @Test
    void theClockReadsTheWindowsThatEndBeforeASilence() {
        GroupWatch watch = group.watch(LOW_RATE.noDataAfter(Duration.ofMillis(20)));
        watch.seen(100, 100, 105);
        watch.foreseen(measurement(100, 4));

        watch.silentUntil(1_000);

        assertThat(group.alerts()).extracting(Alert::previousState).containsExactly(AlertState.OK, AlertState.CRITICAL);
        assertThat(group.told()).containsExactly("110 CRITICAL THRESHOLD v110", "125 NO_DATA NO_DATA v125");
        watch.measurement(measurement(100, 4));
        watch.advanceTo(1_000);
        assertThat(group.alerts()).as("it has gone out").isEmpty();
    }

    @Test
    void theClockWaitsForWhatAWindowSays() {
        GroupWatch watch = group.watch(LOW_RATE.noDataAfter(Duration.ofMillis(20)));
        watch.seen(100, 100, 105);

        watch.silentUntil(1_000);

        assertThat(group.alerts()).isEmpty();
        assertThat(watch.nextDueInSilence()).isEqualTo(Long.MAX_VALUE);
        watch.foreseen(measurement(100, 9));
        assertThat(watch.nextDueInSilence()).isEqualTo(110);
        watch.silentUntil(1_000);
        assertThat(group.told()).containsExactly("125 NO_DATA NO_DATA v125");
    }

    @Test
    void theClockWaitsWithTheSilenceOfTheMomentAtWhichAWindowEnds() {
        GroupWatch watch = group.watch(LOW_RATE.noDataAfter(Duration.ofMillis(10)));
        watch.seen(110, 110, 110);

        watch.silentUntil(125);

        assertThat(group.alerts()).isEmpty();
        assertThat(watch.nextDueInSilence()).isEqualTo(Long.MAX_VALUE);
        watch.foreseen(measurement(110, 9));
        watch.silentUntil(125);
        assertThat(group.told()).containsExactly("120 NO_DATA NO_DATA v120");
        watch.measurement(measurement(110, 9));
        watch.advanceTo(125);
        assertThat(group.alerts()).as("it has gone out and holds").isEmpty();
    }

    @Test
    void eventsOfATimeBeforeTakeBackWhatTheClockSaid() {
        GroupWatch watch = group.watch(LOW_RATE.noDataAfter(Duration.ofMillis(20)));
        windows(watch, 100, 9);
        watch.silentUntil(130);
        assertThat(group.told()).containsExactly("125 NO_DATA NO_DATA v125");

        windows(watch, 110, 9, 4);
        watch.advanceTo(124);
        assertThat(group.alerts()).as("nothing is decided yet").isEmpty();
        assertThat(watch.nextDue()).isEqualTo(125);
        watch.advanceTo(125);

        assertThat(group.alerts().get(0).sincePrevious()).isZero();
        assertThat(group.alerts().get(0).previousState()).isEqualTo(AlertState.NO_DATA);
        assertThat(group.told()).containsExactly("125 OK CORRECTED v126");
        watch.advanceTo(130);
        assertThat(group.told()).containsExactly("130 CRITICAL THRESHOLD v130");
    }

    @Test
    void aCorrectionComesLastAndIsTheNewest() {
        GroupWatch watch = group.watch(LOW_RATE.noDataAfter(Duration.ofMillis(20)));
        watch.seen(100, 100, 105);
        watch.foreseen(measurement(100, 9));
        watch.silentUntil(130);
        assertThat(group.told()).containsExactly("125 NO_DATA NO_DATA v125");

        windows(watch, 100, 4, 4);
        watch.advanceTo(125);

        assertThat(group.told()).containsExactly("110 CRITICAL THRESHOLD v110", "125 CRITICAL CORRECTED v126");
        watch.seen(120, 120, 121);
        watch.measurement(measurement(120, 9));
        watch.advanceTo(130);
        assertThat(group.told()).containsExactly("130 OK THRESHOLD v130");
    }

    @Test
    void theEndOfAllEventsLeavesTheSilenceOfTheClockAsItIs() {
        GroupWatch watch = group.watch(AlertRule.on("rate").noDataAfter(Duration.ofMillis(20)));
        windows(watch, 100, 9);
        watch.silentUntil(200);
        assertThat(group.told()).containsExactly("125 NO_DATA NO_DATA v125");

        watch.advanceTo(Long.MAX_VALUE);

        assertThat(group.alerts()).isEmpty();
    }

    @Test
    void theEndOfAllEventsCorrectsWhatTheyHaveShownToBeWrong() {
        GroupWatch watch = group.watch(AlertRule.on("rate").noDataAfter(Duration.ofMillis(20)));
        windows(watch, 100, 9);
        watch.silentUntil(200);
        assertThat(group.told()).containsExactly("125 NO_DATA NO_DATA v125");

        windows(watch, 120, 9);
        watch.advanceTo(Long.MAX_VALUE);

        assertThat(group.told()).containsExactly("125 OK CORRECTED v126");
    }

    @Test
    void nothingIsDueBetweenTheRemindersOfTheClock() {
        GroupWatch watch = group.watch(
                AlertRule.on("rate").noDataAfter(Duration.ofMillis(20)).remindEvery(Duration.ofMillis(100)));
        windows(watch, 100, 9);
        watch.silentUntil(550);
        assertThat(group.told()).hasSize(5);

        watch.advanceTo(230);
        assertThat(watch.nextDue()).isEqualTo(325);
        watch.advanceTo(430);
        assertThat(watch.nextDue()).isEqualTo(525);

        watch.advanceTo(550);
        assertThat(group.told()).isEmpty();
    }

    @Test
    void remindersOfTheClockAreNotSentAgain() {
        GroupWatch watch = group.watch(
                AlertRule.on("rate").noDataAfter(Duration.ofMillis(20)).remindEvery(Duration.ofMillis(100)));
        windows(watch, 100, 9);
        for (long clock = 110; clock <= 330; clock++) {
            watch.silentUntil(clock);
        }
        assertThat(group.told())
                .containsExactly(
                        "125 NO_DATA NO_DATA v125",
                        "225 NO_DATA NO_DATA v225 reminder",
                        "325 NO_DATA NO_DATA v325 reminder");

        watch.advanceTo(450);

        assertThat(group.told()).containsExactly("425 NO_DATA NO_DATA v425 reminder");
    }
}
