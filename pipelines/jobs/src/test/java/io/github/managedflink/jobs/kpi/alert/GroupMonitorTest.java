package io.github.managedflink.jobs.kpi.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.managedflink.jobs.window.FixedPanes;
import io.github.managedflink.spec.kpi.AlertRule;
import io.github.managedflink.spec.kpi.AlertRules;
import io.github.managedflink.spec.kpi.AlertState;
import io.github.managedflink.spec.kpi.FlapDamping;
import io.github.managedflink.spec.kpi.MuteSchedule;
import io.github.managedflink.spec.kpi.Threshold;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Windows of 10 ms, and a KPI {@code rate} that empty windows have no value of beside a {@code count}. */
class GroupMonitorTest {
    private static final MonitorLayout LAYOUT = new MonitorLayout(
            "web", List.of("rate", "count"), new double[] {Double.NaN, 0}, new FixedPanes(10, 10), 1_000);
    private static final AlertRule LOW_RATE =
            AlertRule.on("rate").critical(Threshold.below(5).clearAt(7));

    private final List<Alert> alerts = new ArrayList<>();
    private final GroupState state = new GroupState();

    private GroupMonitor monitor(AlertRule rule) {
        return monitor(AlertRules.none().withRevision("1").with("low", rule));
    }

    private GroupMonitor monitor(AlertRules rules) {
        return new GroupMonitor(LAYOUT, new RuleSet(rules, LAYOUT), "EU", state, alerts::add);
    }

    private static RuleSet rules(String revision, String name, AlertRule rule) {
        return new RuleSet(AlertRules.none().withRevision(revision).with(name, rule), LAYOUT);
    }

    /** Ten events in the window, the last at {@code last}. */
    private static void window(GroupMonitor monitor, long start, long last, double rate) {
        monitor.seen(start, start, last);
        monitor.reading(new Reading(start, new double[] {rate, 10}, new long[] {10, 10}));
    }

    private static void windows(GroupMonitor monitor, long start, double... rates) {
        for (int i = 0; i < rates.length; i++) {
            window(monitor, start + 10L * i, start + 10L * i + 5, rates[i]);
        }
    }

    private List<String> told() {
        List<String> told = alerts.stream()
                .map(alert -> alert.time() + " " + alert.state() + " " + alert.reason() + " v" + alert.version()
                        + (alert.kind() == Alert.Kind.REMINDER ? " reminder" : ""))
                .toList();
        alerts.clear();
        return told;
    }

    @Test
    void anAlertTellsWhatCausedItAndWhatItIsAbout() {
        AlertRule rule = LOW_RATE.forWindows(2, 3).runbook("https://wiki/low").description("Too low");
        GroupMonitor monitor = monitor(rule);
        windows(monitor, 100, 4, 8, 3, 6, 7, 9);

        monitor.advanceTo(160);

        assertThat(alerts).extracting(Alert::state).containsExactly(AlertState.CRITICAL, AlertState.OK);
        Alert alert = alerts.get(0);
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
        Alert allClear = alerts.get(1);
        assertThat(allClear.time()).isEqualTo(160);
        assertThat(allClear.sincePrevious()).isEqualTo(30);
        assertThat(allClear.threshold()).isEqualTo(7);
        assertThat(allClear.causes())
                .containsExactly(new WindowValue(140, 150, 7, 10), new WindowValue(150, 160, 9, 10));
    }

    @Test
    void remindersHaveNumbers() {
        GroupMonitor monitor = monitor(LOW_RATE.remindEvery(Duration.ofMillis(100)));
        windows(monitor, 100, 4);

        monitor.advanceTo(310);

        assertThat(alerts)
                .extracting(Alert::id)
                .containsExactly(
                        "7ed32a06c1755cc404de3ec2a020543d",
                        "6bcda1a9b0eddfba027e67f8942f8b0d",
                        "951f1f10bc80020e96a488a03d7414b6");
        assertThat(alerts).extracting(Alert::sincePrevious).containsExactly(null, 100L, 200L);
        assertThat(alerts.get(2).window()).isEqualTo(new WindowValue(100, 110, 4, 10));
        assertThat(told())
                .containsExactly(
                        "110 CRITICAL THRESHOLD v110",
                        "210 CRITICAL THRESHOLD v210 reminder",
                        "310 CRITICAL THRESHOLD v310 reminder");
    }

    @Test
    void dataThatWasOnItsWayEndsASilenceOfTheClock() {
        GroupMonitor monitor = monitor(LOW_RATE.noDataAfter(Duration.ofMillis(20)));
        windows(monitor, 100, 9);
        monitor.silentUntil(1_000);
        assertThat(told()).containsExactly("125 NO_DATA NO_DATA v125");

        windows(monitor, 110, 9, 4);
        monitor.advanceTo(129);

        assertThat(alerts.get(0).sincePrevious()).isZero();
        assertThat(told()).containsExactly("120 OK DATA_RESUMED v126");
        monitor.advanceTo(130);
        assertThat(told()).containsExactly("130 CRITICAL THRESHOLD v130");
    }

    @Test
    void theClockTellsASilenceThatFollowsOnAnotherOnlyWhenItsWindowsAreClosed() {
        GroupMonitor monitor = monitor(AlertRule.on("rate").noDataAfter(Duration.ofMillis(20)));
        monitor.seen(100, 100, 105);
        monitor.seen(200, 200, 205);

        monitor.silentUntil(1_000);

        assertThat(told()).containsExactly("125 NO_DATA NO_DATA v125");
        monitor.advanceTo(300);
        assertThat(told()).containsExactly("210 OK DATA_RESUMED v210", "225 NO_DATA NO_DATA v225");
    }

    @Test
    void anEventThatComesAfterItsPaneHasPassedCountsFromThenOn() {
        GroupMonitor monitor = monitor(AlertRule.on("rate").noDataAfter(Duration.ofMillis(30)));
        monitor.seen(100, 100, 105);
        monitor.seen(140, 140, 140);
        monitor.advanceTo(172);
        assertThat(told())
                .containsExactly("135 NO_DATA NO_DATA v135", "150 OK DATA_RESUMED v150", "170 NO_DATA NO_DATA v170");

        monitor.seen(140, 141, 149);
        monitor.advanceTo(178);

        assertThat(alerts).isEmpty();
        assertThat(monitor.nextDue()).isEqualTo(179);
    }

    @Test
    void aWindowThatEndsWhenTheGroupIsForgottenIsReadFirst() {
        GroupMonitor monitor =
                monitor(AlertRule.on("count").critical(Threshold.below(1)).forWindows(90, 90));
        window(monitor, 100, 100, 9);

        monitor.advanceTo(5_000);

        assertThat(told()).containsExactly("1010 CRITICAL THRESHOLD v1010", "1100 OK GROUP_FORGOTTEN v1100");
        assertThat(monitor.isForgotten()).isTrue();
        assertThat(monitor.nextDue()).isEqualTo(Long.MAX_VALUE);
        monitor(AlertRule.on("count").critical(Threshold.below(1)).forWindows(99, 99));
        GroupMonitor later =
                monitor(AlertRule.on("count").critical(Threshold.below(1)).forWindows(99, 99));
        window(later, 6_000, 6_000, 9);
        later.advanceTo(20_000);
        assertThat(told()).containsExactly("7000 CRITICAL THRESHOLD v7000", "7000 OK GROUP_FORGOTTEN v7001");
    }

    @Test
    void theEndOfAllEventsIsNoSilence() {
        GroupMonitor monitor = monitor(AlertRule.on("count")
                .critical(Threshold.below(1))
                .noDataAfter(Duration.ofMillis(20))
                .remindEvery(Duration.ofMillis(5)));
        windows(monitor, 100, 9, 9);
        windows(monitor, 160, 9);

        monitor.advanceTo(Long.MAX_VALUE);

        assertThat(told())
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
    void aChangedRuleKeepsItsStateAndWhatItRemembers() {
        GroupMonitor monitor = monitor(LOW_RATE.forWindows(2, 3));
        windows(monitor, 100, 4, 6, 4);
        monitor.advanceTo(130);
        assertThat(told()).containsExactly("130 CRITICAL THRESHOLD v130");

        monitor.changeRules(
                rules("2", "low", LOW_RATE.critical(Threshold.below(3)).forWindows(2, 2)), 130);

        assertThat(alerts).isEmpty();
        assertThat(monitor.nextDue()).isEqualTo(140);
        monitor.advanceTo(140);
        assertThat(alerts.get(0).revision()).isEqualTo("2");
        assertThat(told()).containsExactly("140 OK THRESHOLD v140");
    }

    @Test
    void aRuleWhoseLevelsAreTakenAwayEndsItsAlert() {
        GroupMonitor monitor = monitor(LOW_RATE);
        windows(monitor, 100, 4);

        monitor.changeRules(rules("2", "low", AlertRule.on("rate").noDataAfter(Duration.ofMillis(500))), 110);
        monitor.advanceTo(120);

        assertThat(told()).containsExactly("110 CRITICAL THRESHOLD v110", "120 OK THRESHOLD v120");
    }

    @Test
    void theOpenAlertOfARuleThatIsNoMoreIsClosed() {
        GroupMonitor monitor =
                monitor(LOW_RATE.muted(MuteSchedule.between(Instant.ofEpochMilli(111), Instant.ofEpochMilli(9_999))));
        windows(monitor, 100, 4);

        monitor.changeRules(rules("2", "other", LOW_RATE), 115);

        assertThat(alerts.get(1).rule()).isEqualTo("low");
        assertThat(alerts.get(1).revision()).isEqualTo("2");
        assertThat(told()).containsExactly("110 CRITICAL THRESHOLD v110", "115 OK RULE_REMOVED v115");
        assertThat(state.rules().keySet()).containsExactly("other");
    }

    @Test
    void aRuleThatIsOnAnotherKpiBeginsAnew() {
        GroupMonitor monitor = monitor(LOW_RATE);
        windows(monitor, 100, 4);

        monitor.changeRules(rules("2", "low", AlertRule.on("count").critical(Threshold.below(1))), 110);
        monitor.advanceTo(120);

        assertThat(told())
                .containsExactly(
                        "110 CRITICAL THRESHOLD v110", "110 OK RULE_REMOVED v111", "120 CRITICAL THRESHOLD v120");
    }

    @Test
    void aChangeOfRulesRaisesNothingAsOfATimeBeforeIt() {
        GroupMonitor monitor = monitor(LOW_RATE.remindEvery(Duration.ofMillis(500)));
        windows(monitor, 100, 4);
        monitor.advanceTo(300);
        assertThat(told()).containsExactly("110 CRITICAL THRESHOLD v110");

        monitor.changeRules(
                new RuleSet(
                        AlertRules.none()
                                .with("low", LOW_RATE.remindEvery(Duration.ofMillis(20)))
                                .with("silent", AlertRule.on("rate").noDataAfter(Duration.ofMillis(10))),
                        LAYOUT),
                300);
        monitor.advanceTo(320);

        assertThat(told()).containsExactly("300 NO_DATA NO_DATA v300", "320 CRITICAL THRESHOLD v320 reminder");
    }

    @Test
    void aShorterTimeWithoutDataIsOverNoSoonerThanTheChange() {
        GroupMonitor monitor = monitor(LOW_RATE.noDataAfter(Duration.ofMillis(500)));
        windows(monitor, 100, 9);
        monitor.advanceTo(300);

        monitor.changeRules(rules("2", "low", LOW_RATE.noDataAfter(Duration.ofMillis(20))), 300);
        monitor.advanceTo(300);

        assertThat(told()).containsExactly("300 NO_DATA NO_DATA v300");
    }

    @Test
    void aRuleThatRemembersLessForgetsTheOldest() {
        GroupMonitor monitor = monitor(LOW_RATE.forWindows(1, 3));
        windows(monitor, 100, 4, 9, 9);
        monitor.advanceTo(130);

        monitor.changeRules(rules("2", "low", LOW_RATE.forWindows(1, 2)), 130);
        monitor.advanceTo(140);

        assertThat(told()).containsExactly("110 CRITICAL THRESHOLD v110", "140 OK THRESHOLD v140");
    }

    @Test
    void whatTheClockHasRaisedIsNotClosedAsOfATimeBeforeIt() {
        GroupMonitor monitor = monitor(LOW_RATE.noDataAfter(Duration.ofMillis(20)));
        windows(monitor, 100, 9);
        monitor.advanceTo(110);
        monitor.silentUntil(1_000);

        monitor.changeRules(rules("2", "low", AlertRule.on("count").critical(Threshold.below(1))), 110);
        monitor.advanceTo(120);

        assertThat(told())
                .containsExactly("125 NO_DATA NO_DATA v125", "125 OK RULE_REMOVED v126", "120 CRITICAL THRESHOLD v127");
    }

    @Test
    void anAllClearThatIsHeldBackComesWithAWindowWithoutEvents() {
        GroupMonitor monitor = monitor(AlertRule.on("rate")
                .critical(Threshold.below(5))
                .flapDamping(FlapDamping.of(3, Duration.ofMillis(100))));
        windows(monitor, 100, 4, 6, 4, 6);

        monitor.advanceTo(1_000);

        assertThat(told())
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
        GroupMonitor monitor = monitor(rule);
        windows(monitor, 100, 9);
        windows(monitor, 280, 9);
        windows(monitor, 330, 9);

        monitor.advanceTo(400);

        assertThat(told())
                .containsExactly("140 NO_DATA NO_DATA v140", "290 OK DATA_RESUMED v290", "355 NO_DATA NO_DATA v355");
    }
}
