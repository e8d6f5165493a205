package io.github.managedflink.jobs.kpi.alert;

import io.github.managedflink.model.kpi.AlertRule;
import io.github.managedflink.model.kpi.FlapDamping;
import io.github.managedflink.model.kpi.MuteSchedule;
import io.github.managedflink.model.kpi.Threshold;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * Makes scenarios in which states change often: windows of a few milliseconds, values around the thresholds, gaps
 * around the timeout.
 */
final class Scenarios {
    private static final long SLIDE = 10;

    private Scenarios() {}

    static Arbitrary<Scenario> any() {
        return of(rules());
    }

    static Arbitrary<Scenario> of(Arbitrary<AlertRule> rules) {
        Arbitrary<Long> overlap = Arbitraries.longs().between(1, 3);
        Arbitrary<Long> ttl = Arbitraries.of(90L, 150L, 100_000L);
        return Combinators.combine(overlap, events(), rules, ttl)
                .as((windows, events, rule, groupTtl) -> new Scenario(
                        windows * SLIDE,
                        SLIDE,
                        events,
                        rule,
                        groupTtl,
                        (events.isEmpty() ? 0 : events.get(events.size() - 1).time()) + 200));
    }

    static Arbitrary<List<Scenario.Event>> events() {
        Arbitrary<Long> gaps = Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(8, Arbitraries.longs().between(0, 9)),
                net.jqwik.api.Tuple.of(3, Arbitraries.longs().between(5, 40)),
                net.jqwik.api.Tuple.of(1, Arbitraries.longs().between(30, 250)));
        Arbitrary<Double> values = Arbitraries.integers().between(0, 8).map(Integer::doubleValue);
        return Combinators.combine(gaps, values)
                .as(Scenario.Event::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(60)
                .map(Scenarios::inTime);
    }

    /** Takes the times of events as the times since the one before. */
    private static List<Scenario.Event> inTime(List<Scenario.Event> gaps) {
        List<Scenario.Event> events = new ArrayList<>();
        long time = 100;
        for (Scenario.Event gap : gaps) {
            time += gap.time();
            events.add(new Scenario.Event(time, gap.value()));
        }
        return events;
    }

    static Arbitrary<AlertRule> rules() {
        Arbitrary<Boolean> flags = Arbitraries.of(true, false);
        Arbitrary<Long> silences = Arbitraries.longs().between(SLIDE, 60).injectNull(0.4);
        Arbitrary<List<MuteSchedule>> mutes = mutes().list().ofMaxSize(2);
        Arbitrary<FlapDamping> dampings = Combinators.combine(
                        Arbitraries.integers().between(2, 4),
                        Arbitraries.longs().between(20, 150))
                .as((count, period) -> FlapDamping.of(count, Duration.ofMillis(period)))
                .injectNull(0.5);
        Arbitrary<Long> reminders = Arbitraries.longs().between(7, 40).injectNull(0.6);
        return Combinators.combine(
                        levels(), Arbitraries.integers().between(1, 4), silences, mutes, dampings, reminders, flags)
                .as((rule, windows, silence, schedules, damping, reminder, strict) -> {
                    AlertRule full = rule.forWindows(strict ? windows : 1 + windows / 2, windows)
                            .muted(schedules.toArray(MuteSchedule[]::new))
                            .flapDamping(damping)
                            .minimumSample(strict ? 0 : windows / 2);
                    full = silence == null ? full : full.noDataAfter(Duration.ofMillis(silence));
                    return reminder == null ? full : full.remindEvery(Duration.ofMillis(reminder));
                });
    }

    /** Rules with thresholds on either KPI, and with no other settings. */
    static Arbitrary<AlertRule> levels() {
        return Combinators.combine(
                        Arbitraries.of(Scenario.KPIS),
                        Arbitraries.of(true, false),
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.integers().between(2, 5),
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.integers().between(0, 3))
                .as((kpi, lower, levels, limit, beyond, clear) -> {
                    AlertRule rule = AlertRule.on(kpi);
                    if (levels != 2) {
                        rule = rule.warning(threshold(lower, limit, clear));
                    }
                    return levels == 1
                            ? rule
                            : rule.critical(threshold(lower, lower ? limit - beyond : limit + beyond, clear));
                });
    }

    private static Threshold threshold(boolean lower, double limit, double clear) {
        return lower
                ? Threshold.below(limit).clearAt(limit + clear)
                : Threshold.above(limit).clearAt(limit - clear);
    }

    private static Arbitrary<MuteSchedule> mutes() {
        Arbitrary<Long> starts = Arbitraries.longs().between(100, 500);
        Arbitrary<Long> lengths = Arbitraries.longs().between(1, 120);
        return Combinators.combine(starts, lengths)
                .as((start, length) ->
                        MuteSchedule.between(Instant.ofEpochMilli(start), Instant.ofEpochMilli(start + length)));
    }
}
