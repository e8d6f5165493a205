package io.github.managedflink.jobs.kpi.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.managedflink.model.kpi.AlertReason;
import io.github.managedflink.model.kpi.AlertRule;
import io.github.managedflink.model.kpi.AlertState;
import io.github.managedflink.model.kpi.Threshold;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for all events and all rules, however the events come in and whenever the state is saved and restored. */
class GroupMonitorProperties {
    /** No group is forgotten. */
    private static final long FOR_EVER = 100_000;

    @Provide
    Arbitrary<Scenario> scenarios() {
        return Scenarios.any();
    }

    @Property(tries = 600, seed = "20261122")
    void alertsAreThoseOfThePlainestReadingOfTheRules(@ForAll("scenarios") Scenario scenario, @ForAll long cuts) {
        List<Told> expected = new NaiveMonitor(scenario).run();

        List<Alert> alerts = new Replay(scenario, cuts).run();

        assertThat(alerts).extracting(Told::of).containsExactlyElementsOf(expected);
    }

    @Property(tries = 300, seed = "20261123")
    void eachAlertIsAChangeWithAnIdAndAVersionOfItsOwn(@ForAll("scenarios") Scenario scenario, @ForAll long cuts) {
        List<Alert> alerts = new Replay(scenario, cuts).run();

        assertThat(alerts).extracting(Alert::id).doesNotHaveDuplicates();
        assertThat(alerts).extracting(Alert::time).isSorted();
        AlertState state = AlertState.OK;
        for (Alert alert : ofKind(Alert.Kind.TRANSITION, alerts)) {
            assertThat(alert.previousState()).isEqualTo(state);
            assertThat(alert.state()).isNotEqualTo(state);
            state = alert.state();
        }
        for (int i = 1; i < alerts.size(); i++) {
            assertThat(alerts.get(i).version()).isGreaterThan(alerts.get(i - 1).version());
        }
    }

    @Property(tries = 300, seed = "20261124")
    void nothingIsToldWhileTheRuleIsMuted(@ForAll("scenarios") Scenario scenario, @ForAll long cuts) {
        List<Alert> alerts = new Replay(scenario, cuts).run();

        MuteTimes muted = new MuteTimes(scenario.rule().muted());
        assertThat(alerts)
                .filteredOn(alert -> alert.reason() != AlertReason.GROUP_FORGOTTEN)
                .noneMatch(alert -> muted.isMuted(alert.time()));
    }

    @Property(tries = 300, seed = "20261125")
    void allClearsWaitWhileAStateFlaps(@ForAll("scenarios") Scenario scenario, @ForAll long cuts) {
        Scenario remembered = new Scenario(
                scenario.size(), scenario.slide(), scenario.events(), scenario.rule(), FOR_EVER, scenario.horizon());

        List<Alert> transitions = ofKind(Alert.Kind.TRANSITION, new Replay(remembered, cuts).run());

        if (scenario.rule().flapDamping() != null) {
            long period = scenario.rule().flapDamping().period().toMillis();
            for (int i = 0; i < transitions.size(); i++) {
                Alert alert = transitions.get(i);
                boolean isAllClear = alert.state() == AlertState.OK
                        || (alert.state() == AlertState.WARNING && alert.previousState() == AlertState.CRITICAL);
                long recent = transitions.subList(0, i).stream()
                        .filter(before -> before.time() > alert.time() - period)
                        .count();
                assertThat(isAllClear && recent >= scenario.rule().flapDamping().transitions())
                        .isFalse();
            }
        }
    }

    @Provide
    Arbitrary<Scenario> thresholds() {
        Arbitrary<Integer> windows = Arbitraries.integers().between(1, 4);
        Arbitrary<AlertRule> rules = Combinators.combine(Scenarios.levels(), windows, windows)
                .as((rule, m, n) -> rule.forWindows(Math.min(m, n), n));
        return Scenarios.of(rules);
    }

    @Property(tries = 300, seed = "20261126")
    void aLevelIsReachedByItsThresholdAndLeftByItsClearThreshold(
            @ForAll("thresholds") Scenario scenario, @ForAll long cuts) {
        Scenario remembered = new Scenario(
                scenario.size(), scenario.slide(), scenario.events(), scenario.rule(), FOR_EVER, scenario.horizon());
        AlertRule rule = scenario.rule();

        List<Alert> alerts = new Replay(remembered, cuts).run();

        for (Alert alert : alerts) {
            for (AlertState level : List.of(AlertState.WARNING, AlertState.CRITICAL)) {
                Threshold threshold = level == AlertState.WARNING ? rule.warning() : rule.critical();
                boolean was = isAtLeast(alert.previousState(), level);
                if (threshold != null && isAtLeast(alert.state(), level) && !was) {
                    assertThat(lastWindows(remembered, alert.time()))
                            .filteredOn(value -> breaches(value, threshold, threshold.value()))
                            .hasSizeGreaterThanOrEqualTo(rule.breachedWindows());
                } else if (threshold != null && was && !isAtLeast(alert.state(), level)) {
                    assertThat(lastWindows(remembered, alert.time()))
                            .filteredOn(value -> breaches(value, threshold, threshold.clear()))
                            .hasSizeLessThan(rule.breachedWindows());
                }
            }
        }
    }

    private static boolean isAtLeast(AlertState state, AlertState level) {
        return state == level || state == AlertState.CRITICAL;
    }

    private static boolean breaches(double value, Threshold threshold, double limit) {
        return threshold.comparator().isLower() ? value < limit : value > limit;
    }

    /** The values of the last windows that have one and end until a time. */
    private static List<Double> lastWindows(Scenario scenario, long until) {
        List<Double> values = new ArrayList<>();
        long first = scenario.panes()
                .firstWindow(scenario.panes().paneOf(scenario.events().get(0).time()));
        for (long window = first; window + scenario.size() <= until; window += scenario.slide()) {
            List<Scenario.Event> inside = scenario.eventsIn(window, window + scenario.size());
            if (scenario.rule().kpi().equals("count")) {
                values.add((double) inside.size());
            } else if (!inside.isEmpty()) {
                values.add(inside.stream()
                        .mapToDouble(Scenario.Event::value)
                        .average()
                        .orElseThrow());
            }
        }
        return values.subList(Math.max(0, values.size() - scenario.rule().windows()), values.size());
    }

    @Provide
    Arbitrary<Scenario> gaps() {
        return Scenarios.of(Arbitraries.longs().between(11, 60).map(silence -> AlertRule.on("avg")
                .noDataAfter(Duration.ofMillis(silence))));
    }

    @Property(tries = 300, seed = "20261127")
    void thereIsNoDataExactlyAfterGapsThatAreLongerThanTheTimeout(@ForAll("gaps") Scenario gaps, @ForAll long cuts) {
        Scenario scenario =
                new Scenario(gaps.size(), gaps.slide(), gaps.events(), gaps.rule(), FOR_EVER, gaps.horizon());
        long timeout = scenario.rule().noDataAfter().toMillis();
        List<Long> silences = new ArrayList<>();
        List<Long> resumptions = new ArrayList<>();
        for (int i = 1; i < scenario.events().size(); i++) {
            long before = scenario.events().get(i - 1).time();
            long next = scenario.events().get(i).time();
            if (next - before > timeout) {
                silences.add(before + timeout);
                resumptions.add(scenario.panes().nextPane(scenario.panes().paneOf(next)));
            }
        }
        silences.add(scenario.events().get(scenario.events().size() - 1).time() + timeout);

        List<Alert> alerts = new Replay(scenario, cuts).run();

        assertThat(alerts)
                .filteredOn(alert -> alert.state() == AlertState.NO_DATA)
                .extracting(Alert::time)
                .containsExactlyElementsOf(silences);
        assertThat(alerts)
                .filteredOn(alert -> alert.reason() == AlertReason.DATA_RESUMED)
                .extracting(Alert::time)
                .containsExactlyElementsOf(resumptions);
    }

    @Property(tries = 300, seed = "20261128")
    void everyAlertEndsWhenTheDataRecovers(@ForAll("scenarios") Scenario any, @ForAll long cuts) {
        AlertRule rule = any.rule();
        AlertRule unmuted = AlertRule.on("avg")
                .warning(rule.warning())
                .critical(rule.critical())
                .forWindows(rule.breachedWindows(), rule.windows())
                .noDataAfter(Duration.ofMillis(20))
                .flapDamping(rule.flapDamping());
        Threshold threshold = rule.warning() == null ? rule.critical() : rule.warning();
        List<Scenario.Event> events = new ArrayList<>(any.events());
        long recovery = events.get(events.size() - 1).time();
        long damping =
                rule.flapDamping() == null ? 0 : rule.flapDamping().period().toMillis();
        long recovered = recovery + any.size() + (rule.windows() + 2L) * any.slide() + damping;
        for (long time = recovery + 1; time <= recovered + 100; time += 5) {
            events.add(new Scenario.Event(time, threshold.comparator().isLower() ? 100 : -100));
        }
        Scenario scenario = any.with(unmuted).with(events, recovered + 100);

        List<Alert> alerts = new Replay(scenario, cuts).run();

        AlertState last =
                alerts.isEmpty() ? AlertState.OK : alerts.get(alerts.size() - 1).state();
        assertThat(last).isEqualTo(AlertState.OK);
        assertThat(alerts).allMatch(alert -> alert.time() <= recovered);
    }

    private static List<Alert> ofKind(Alert.Kind kind, List<Alert> alerts) {
        return alerts.stream().filter(alert -> alert.kind() == kind).toList();
    }

    @Property(tries = 200, seed = "20261130")
    void stateDoesNotGrow(@ForAll("scenarios") Scenario scenario, @ForAll long cuts) {
        Replay replay = new Replay(scenario, cuts);

        replay.run();

        RuleState state = replay.state().rules().get(Scenario.RULE);
        assertThat(replay.state().rules().keySet()).isSubsetOf(Set.of(Scenario.RULE));
        assertThat(state.history().size()).isLessThanOrEqualTo(scenario.rule().windows());
        assertThat(replay.state().measurements()).isEmpty();
        assertThat(replay.state().presence().firstComing()).isEqualTo(Presence.NONE);
    }
}
