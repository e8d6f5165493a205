package io.github.managedflink.jobs.kpi.alert;

import static io.github.managedflink.jobs.kpi.alert.WatchedGroup.LOW_RATE;
import static io.github.managedflink.jobs.kpi.alert.WatchedGroup.window;
import static io.github.managedflink.jobs.kpi.alert.WatchedGroup.windows;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.managedflink.model.kpi.AlertRule;
import io.github.managedflink.model.kpi.AlertState;
import io.github.managedflink.model.kpi.FlapDamping;
import io.github.managedflink.model.kpi.MuteSchedule;
import io.github.managedflink.model.kpi.Threshold;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class GroupMonitorTest {
    private final WatchedGroup group = new WatchedGroup();

    @Test
    void anAlertTellsWhatCausedItAndWhatItIsAbout() {
        AlertRule rule = LOW_RATE.forWindows(2, 3).runbook("https://wiki/low").description("Too low");
        GroupMonitor monitor = group.monitor(rule);
        windows(monitor, 100, 4, 8, 3, 6, 7, 9);

        monitor.advanceTo(160);

        assertThat(group.alerts()).extracting(Alert::state).containsExactly(AlertState.CRITICAL, AlertState.OK);
        Alert alert = group.alerts().get(0);
        // printf 'web\nlow\nEU\n130\nCRITICAL' | sha256sum | cut -c1-32
        assertThat(alert.id()).isEqualTo("064bb1a999dc50be78aba46d78a174db");
        assertThat(alert.time()).isEqualTo(130);
        assertThat(alert.previousState()).isEqualTo(AlertState.OK);
        assertThat(alert.sincePrevious()).isNull();
        assertThat(alert.threshold()).isEqualTo(5);
        assertThat(alert.window()).isEqualTo(new WindowValue(120, 130, 3, 10));
        assertThat(alert.causes()).containsExactly(new WindowValue(100, 110, 4, 10), new WindowValue(120, 130, 3, 10));
        assertThat(alert.definition()).isEqualTo(rule);
        assertThat(alert.revision()).isEqualTo("1");
        Alert allClear = group.alerts().get(1);
        assertThat(allClear.time()).isEqualTo(160);
        assertThat(allClear.sincePrevious()).isEqualTo(30);
        assertThat(allClear.threshold()).isEqualTo(7);
        assertThat(allClear.causes())
                .containsExactly(new WindowValue(140, 150, 7, 10), new WindowValue(150, 160, 9, 10));
    }

    @Test
    void remindersHaveNumbers() {
        GroupMonitor monitor = group.monitor(LOW_RATE.remindEvery(Duration.ofMillis(100)));
        windows(monitor, 100, 4);

        monitor.advanceTo(310);

        assertThat(group.alerts())
                .extracting(Alert::id)
                .containsExactly(
                        "7ed32a06c1755cc404de3ec2a020543d",
                        "6bcda1a9b0eddfba027e67f8942f8b0d",
                        "951f1f10bc80020e96a488a03d7414b6");
        assertThat(group.alerts()).extracting(Alert::sincePrevious).containsExactly(null, 100L, 200L);
        assertThat(group.alerts().get(2).window()).isEqualTo(new WindowValue(100, 110, 4, 10));
        assertThat(group.told())
                .containsExactly(
                        "110 CRITICAL THRESHOLD v110",
                        "210 CRITICAL THRESHOLD v210 reminder",
                        "310 CRITICAL THRESHOLD v310 reminder");
    }

    @Test
    void anEventThatComesAfterItsPaneHasPassedCountsFromThenOn() {
        GroupMonitor monitor = group.monitor(AlertRule.on("rate").noDataAfter(Duration.ofMillis(30)));
        monitor.seen(100, 100, 105);
        monitor.seen(140, 140, 140);
        monitor.advanceTo(172);
        assertThat(group.told())
                .containsExactly("135 NO_DATA NO_DATA v135", "150 OK DATA_RESUMED v150", "170 NO_DATA NO_DATA v170");

        monitor.seen(140, 141, 149);
        monitor.advanceTo(178);

        assertThat(group.alerts()).isEmpty();
        assertThat(monitor.nextDue()).isEqualTo(179);
    }

    @Test
    void aWindowThatEndsWhenTheGroupIsForgottenIsReadFirst() {
        GroupMonitor monitor =
                group.monitor(AlertRule.on("count").critical(Threshold.below(1)).forWindows(90, 90));
        window(monitor, 100, 100, 9);

        monitor.advanceTo(5_000);

        assertThat(group.told()).containsExactly("1010 CRITICAL THRESHOLD v1010", "1100 OK GROUP_FORGOTTEN v1100");
        assertThat(monitor.isForgotten()).isTrue();
        assertThat(monitor.nextDue()).isEqualTo(Long.MAX_VALUE);
        group.monitor(AlertRule.on("count").critical(Threshold.below(1)).forWindows(99, 99));
        GroupMonitor later =
                group.monitor(AlertRule.on("count").critical(Threshold.below(1)).forWindows(99, 99));
        window(later, 6_000, 6_000, 9);
        later.advanceTo(20_000);
        assertThat(group.told()).containsExactly("7000 CRITICAL THRESHOLD v7000", "7000 OK GROUP_FORGOTTEN v7001");
    }

    @Test
    void theEndOfAllEventsIsNoSilence() {
        GroupMonitor monitor = group.monitor(AlertRule.on("count")
                .critical(Threshold.below(1))
                .noDataAfter(Duration.ofMillis(20))
                .remindEvery(Duration.ofMillis(5)));
        windows(monitor, 100, 9, 9);
        windows(monitor, 160, 9);

        monitor.advanceTo(Long.MAX_VALUE);

        assertThat(group.told())
                .containsExactly(
                        "130 CRITICAL THRESHOLD v130",
                        "135 NO_DATA NO_DATA v135",
                        "140 NO_DATA NO_DATA v140 reminder",
                        "145 NO_DATA NO_DATA v145 reminder",
                        "150 NO_DATA NO_DATA v150 reminder",
                        "155 NO_DATA NO_DATA v155 reminder",
                        "160 NO_DATA NO_DATA v160 reminder",
                        "165 NO_DATA NO_DATA v165 reminder",
                        "170 OK DATA_RESUMED v170");
    }

    @Test
    void anAllClearThatIsHeldBackComesWithAWindowWithoutEvents() {
        GroupMonitor monitor = group.monitor(AlertRule.on("rate")
                .critical(Threshold.below(5))
                .flapDamping(FlapDamping.of(3, Duration.ofMillis(100))));
        windows(monitor, 100, 4, 6, 4, 6);

        monitor.advanceTo(1_000);

        assertThat(group.told())
                .containsExactly(
                        "110 CRITICAL THRESHOLD v110",
                        "120 OK THRESHOLD v120",
                        "130 CRITICAL THRESHOLD v130",
                        "210 OK THRESHOLD v210");
    }

    @Test
    void aSilenceDuringAMuteIsToldAtItsEndIfItLasts() {
        AlertRule rule = AlertRule.on("rate")
                .noDataAfter(Duration.ofMillis(20))
                .muted(
                        MuteSchedule.between(Instant.ofEpochMilli(110), Instant.ofEpochMilli(140)),
                        MuteSchedule.between(Instant.ofEpochMilli(300), Instant.ofEpochMilli(340)));
        GroupMonitor monitor = group.monitor(rule);
        windows(monitor, 100, 9);
        windows(monitor, 280, 9);
        windows(monitor, 330, 9);

        monitor.advanceTo(400);

        assertThat(group.told())
                .containsExactly("140 NO_DATA NO_DATA v140", "290 OK DATA_RESUMED v290", "355 NO_DATA NO_DATA v355");
    }

    @Test
    void aStateThatEndsIsNotRemindedOf() {
        GroupMonitor monitor = group.monitor(LOW_RATE.remindEvery(Duration.ofMillis(10)));
        windows(monitor, 100, 4, 4, 9);

        monitor.advanceTo(130);

        assertThat(group.told())
                .containsExactly(
                        "110 CRITICAL THRESHOLD v110", "120 CRITICAL THRESHOLD v120 reminder", "130 OK THRESHOLD v130");
    }

    @Test
    void windowsWithoutEventsAreReadOnlyUntilTheyChangeNothingMore() {
        AlertRule rule = AlertRule.on("count")
                .critical(Threshold.below(1))
                .forWindows(2, 3)
                .remindEvery(Duration.ofMillis(400));
        GroupMonitor monitor = group.monitor(rule);
        windows(monitor, 100, 9);

        monitor.advanceTo(200);

        assertThat(group.told()).containsExactly("130 CRITICAL THRESHOLD v130");
        assertThat(monitor.nextDue()).as("the reminder").isEqualTo(530);
        monitor.advanceTo(530);
        assertThat(group.alerts().get(0).causes())
                .containsExactly(
                        new WindowValue(500, 510, 0, 0),
                        new WindowValue(510, 520, 0, 0),
                        new WindowValue(520, 530, 0, 0));
    }
}
