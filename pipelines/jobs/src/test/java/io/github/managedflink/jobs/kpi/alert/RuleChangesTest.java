package io.github.managedflink.jobs.kpi.alert;

import static io.github.managedflink.jobs.kpi.alert.WatchedGroup.LAYOUT;
import static io.github.managedflink.jobs.kpi.alert.WatchedGroup.LOW_RATE;
import static io.github.managedflink.jobs.kpi.alert.WatchedGroup.rules;
import static io.github.managedflink.jobs.kpi.alert.WatchedGroup.windows;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.managedflink.model.kpi.AlertRule;
import io.github.managedflink.model.kpi.AlertRules;
import io.github.managedflink.model.kpi.MuteSchedule;
import io.github.managedflink.model.kpi.Threshold;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What becomes of a group whose rules change. */
class RuleChangesTest {
    private final WatchedGroup group = new WatchedGroup();

    @Test
    void aChangedRuleKeepsItsStateAndWhatItRemembers() {
        GroupMonitor monitor = group.monitor(LOW_RATE.forWindows(2, 3));
        windows(monitor, 100, 4, 6, 4);
        monitor.advanceTo(130);
        assertThat(group.told()).containsExactly("130 CRITICAL THRESHOLD v130");

        monitor.changeRules(
                rules("2", "low", LOW_RATE.critical(Threshold.below(3)).forWindows(2, 2)), 130);

        assertThat(group.alerts()).isEmpty();
        assertThat(monitor.nextDue()).isEqualTo(140);
        monitor.advanceTo(140);
        assertThat(group.alerts().get(0).revision()).isEqualTo("2");
        assertThat(group.told()).containsExactly("140 OK THRESHOLD v140");
    }

    @Test
    void aRuleWhoseLevelsAreTakenAwayEndsItsAlert() {
        GroupMonitor monitor = group.monitor(LOW_RATE);
        windows(monitor, 100, 4);

        monitor.changeRules(rules("2", "low", AlertRule.on("rate").noDataAfter(Duration.ofMillis(500))), 110);
        monitor.advanceTo(120);

        assertThat(group.told()).containsExactly("110 CRITICAL THRESHOLD v110", "120 OK THRESHOLD v120");
    }

    @Test
    void theOpenAlertOfARuleThatIsNoMoreIsClosed() {
        GroupMonitor monitor = group.monitor(
                LOW_RATE.muted(MuteSchedule.between(Instant.ofEpochMilli(111), Instant.ofEpochMilli(9_999))));
        windows(monitor, 100, 4);

        monitor.changeRules(rules("2", "other", LOW_RATE), 115);

        assertThat(group.alerts().get(1).rule()).isEqualTo("low");
        assertThat(group.alerts().get(1).revision()).isEqualTo("2");
        assertThat(group.told()).containsExactly("110 CRITICAL THRESHOLD v110", "115 OK RULE_REMOVED v115");
        assertThat(group.state().rules().keySet()).containsExactly("other");
    }

    @Test
    void aRuleThatIsOnAnotherKpiBeginsAnew() {
        GroupMonitor monitor = group.monitor(LOW_RATE);
        windows(monitor, 100, 4);

        monitor.changeRules(rules("2", "low", AlertRule.on("count").critical(Threshold.below(1))), 110);
        monitor.advanceTo(120);

        assertThat(group.told())
                .containsExactly(
                        "110 CRITICAL THRESHOLD v110", "110 OK RULE_REMOVED v111", "120 CRITICAL THRESHOLD v120");
    }

    @Test
    void aChangeOfRulesRaisesNothingAsOfATimeBeforeIt() {
        GroupMonitor monitor = group.monitor(LOW_RATE.remindEvery(Duration.ofMillis(500)));
        windows(monitor, 100, 4);
        monitor.advanceTo(300);
        assertThat(group.told()).containsExactly("110 CRITICAL THRESHOLD v110");

        monitor.changeRules(
                new RuleSet(
                        AlertRules.none()
                                .with("low", LOW_RATE.remindEvery(Duration.ofMillis(20)))
                                .with("silent", AlertRule.on("rate").noDataAfter(Duration.ofMillis(10))),
                        LAYOUT),
                300);
        monitor.advanceTo(320);

        assertThat(group.told()).containsExactly("300 NO_DATA NO_DATA v300", "320 CRITICAL THRESHOLD v320 reminder");
    }

    @Test
    void aShorterTimeWithoutDataIsOverNoSoonerThanTheChange() {
        GroupMonitor monitor = group.monitor(LOW_RATE.noDataAfter(Duration.ofMillis(500)));
        windows(monitor, 100, 9);
        monitor.advanceTo(300);

        monitor.changeRules(rules("2", "low", LOW_RATE.noDataAfter(Duration.ofMillis(20))), 300);
        monitor.advanceTo(300);

        assertThat(group.told()).containsExactly("300 NO_DATA NO_DATA v300");
    }

    @Test
    void aRuleThatRemembersLessForgetsTheOldest() {
        GroupMonitor monitor = group.monitor(LOW_RATE.forWindows(1, 3));
        windows(monitor, 100, 4, 9, 9);
        monitor.advanceTo(130);

        monitor.changeRules(rules("2", "low", LOW_RATE.forWindows(1, 2)), 130);
        monitor.advanceTo(140);

        assertThat(group.told()).containsExactly("110 CRITICAL THRESHOLD v110", "140 OK THRESHOLD v140");
    }

    @Test
    void whatTheClockHasRaisedIsNotClosedAsOfATimeBeforeIt() {
        GroupWatch watch = group.watch(LOW_RATE.noDataAfter(Duration.ofMillis(20)));
        windows(watch, 100, 9);
        watch.advanceTo(110);
        watch.silentUntil(1_000);

        watch.changeRules(rules("2", "low", AlertRule.on("count").critical(Threshold.below(1))), 110);
        watch.advanceTo(120);

        assertThat(group.told())
                .containsExactly("125 NO_DATA NO_DATA v125", "125 OK RULE_REMOVED v126", "120 CRITICAL THRESHOLD v127");
    }
}
