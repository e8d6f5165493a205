package io.github.managedflink.model.kpi;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Makes rules without faults. */
public final class AlertRulesGenerator {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private AlertRulesGenerator() {}

    /** Up to four rules on the KPIs {@code a} and {@code b}. */
    public static Arbitrary<AlertRules> any() {
        Arbitrary<String> revisions = Arbitraries.of("7", "2026-11-22 a").injectNull(0.3);
        return Combinators.combine(rules().list().ofMaxSize(4), revisions).as((all, revision) -> {
            AlertRules rules = AlertRules.none().withRevision(revision);
            for (int i = 0; i < all.size(); i++) {
                rules = rules.with("rule-" + i, all.get(i));
            }
            return rules;
        });
    }

    private static Arbitrary<AlertRule> rules() {
        Arbitrary<AlertRule> basic = Combinators.combine(
                        Arbitraries.of("a", "b"), Arbitraries.integers().between(0, 3), thresholds())
                .as((kpi, levels, pair) -> {
                    AlertRule rule = AlertRule.on(kpi);
                    rule = levels == 1 || levels == 3 ? rule.warning(pair.get(0)) : rule;
                    rule = levels >= 2 ? rule.critical(pair.get(1)) : rule;
                    return levels == 0 ? rule.noDataAfter(Duration.ofMinutes(5)) : rule;
                });
        Arbitrary<Duration> spans = Arbitraries.longs()
                .between(60_000, 1_000_000)
                .map(Duration::ofMillis)
                .injectNull(0.5);
        Arbitrary<FlapDamping> dampings = Arbitraries.integers()
                .between(2, 100)
                .map(count -> FlapDamping.of(count, Duration.ofHours(1)))
                .injectNull(0.5);
        Arbitrary<String> texts = Arbitraries.of("https://example.org/runbook?x=1#y", "HTTP://wiki/a")
                .injectNull(0.5);
        return Combinators.combine(
                        basic,
                        Arbitraries.integers().between(1, 100),
                        Arbitraries.longs().between(0, 1_000),
                        spans,
                        mutes().list().ofMaxSize(3),
                        dampings,
                        spans,
                        texts)
                .as((rule, windows, sample, silence, mutes, damping, reminder, text) -> {
                    AlertRule full = rule.forWindows(1 + windows / 2, windows)
                            .minimumSample(sample)
                            .muted(mutes.toArray(MuteSchedule[]::new))
                            .flapDamping(damping)
                            .remindEvery(reminder)
                            .runbook(text)
                            .description(text == null ? null : "See " + text);
                    return silence == null ? full : full.noDataAfter(silence);
                });
    }

    /** A warning's threshold and a critical one beyond it. */
    private static Arbitrary<List<Threshold>> thresholds() {
        Arbitrary<Double> distances = Arbitraries.doubles().between(0, 10);
        return Combinators.combine(Arbitraries.of(Threshold.Comparator.class), distances, distances)
                .as((comparator, beyond, clear) -> {
                    double sign = comparator.isLower() ? -1 : 1;
                    return List.of(of(comparator, 5).clearAt(5 - sign * clear), of(comparator, 5 + sign * beyond));
                });
    }

    private static Threshold of(Threshold.Comparator comparator, double value) {
        switch (comparator) {
            case BELOW:
                return Threshold.below(value);
            case AT_MOST:
                return Threshold.atMost(value);
            case ABOVE:
                return Threshold.above(value);
            default:
                return Threshold.atLeast(value);
        }
    }

    private static Arbitrary<MuteSchedule> mutes() {
        return Arbitraries.of(
                MuteSchedule.daily(BERLIN, LocalTime.of(22, 0), LocalTime.of(6, 30, 15)),
                MuteSchedule.weekly(
                        ZoneId.of("UTC"), LocalTime.MIDNIGHT, LocalTime.NOON, DayOfWeek.SUNDAY, DayOfWeek.MONDAY),
                MuteSchedule.between(Instant.parse("2026-01-31T08:00:00Z"), Instant.parse("2026-02-01T00:00:00Z")));
    }
}
