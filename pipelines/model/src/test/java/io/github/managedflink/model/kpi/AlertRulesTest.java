package io.github.managedflink.model.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.managedflink.model.settings.InvalidSpecException;
import io.github.managedflink.model.settings.SettingsReader;
import io.github.managedflink.model.settings.SettingsWriter;
import io.github.managedflink.model.settings.Violations;
import io.github.managedflink.model.window.Window;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AlertRulesTest {
    private static final Set<String> KPIS = Set.of("success_rate");
    private static final Window WINDOW = Window.sliding(Duration.ofMinutes(5), Duration.ofMinutes(1));
    private static final Duration TTL = Duration.ofDays(7);
    private static final ZoneId UTC = ZoneId.of("UTC");

    @Provide
    Arbitrary<AlertRules> rules() {
        return AlertRulesGenerator.any();
    }

    @Property(tries = 200, seed = "20261101")
    void whatIsWrittenReadsBackEqual(@ForAll("rules") AlertRules rules) {
        Map<String, String> settings = new TreeMap<>(written(rules));
        Violations violations = new Violations();
        SettingsReader reader = new SettingsReader(settings, violations);

        AlertRules read = AlertRules.read(reader);

        reader.checkAllRead();
        read.check(violations, Set.of("a", "b"), WINDOW, TTL);
        assertThat(violations.all()).isEmpty();
        // Field by field, because equals() compares what is written and would not miss what is not.
        assertThat(read).usingRecursiveComparison().isEqualTo(rules);
        assertThat(written(read)).isEqualTo(settings);
    }

    private static Map<String, String> written(AlertRules rules) {
        SettingsWriter writer = new SettingsWriter();
        rules.writeTo(writer);
        return writer.asMap();
    }

    @Test
    void aDocumentNeedsToNameOnlyWhatDiffersFromTheDefaults() {
        Map<String, String> document = new LinkedHashMap<>();
        document.put("revision", "7");
        document.put("rules.1.name", "success");
        document.put("rules.1.kpi", "success_rate");
        document.put("rules.1.critical.comparator", "below");
        document.put("rules.1.critical.threshold", "0.95");

        AlertRules read = AlertRules.fromDocument(document, KPIS, WINDOW, TTL);

        assertThat(read)
                .isEqualTo(AlertRules.none()
                        .withRevision("7")
                        .with("success", AlertRule.on("success_rate").critical(Threshold.below(0.95))));
        assertThat(read.rules().get("success").windows()).isEqualTo(1);
    }

    @Test
    void aDocumentWithoutRulesIsRefusedBecauseItWouldSilenceTheMonitor() {
        assertThatThrownBy(() -> AlertRules.fromDocument(Map.of("revision", "8"), KPIS, WINDOW, TTL))
                .isInstanceOf(InvalidSpecException.class)
                .hasMessage("The document of rules has a fault:\n  - rules: is required but missing.");
    }

    @Test
    void allFaultsOfADocumentAreToldAtOnce() {
        Map<String, String> document = Map.of(
                "rules.1.name", "success",
                "rules.1.kpi", "sucess_rate",
                "rules.1.critical.comparator", "under",
                "rules.1.critical.threshold", "95%",
                "rules.1.windows.breached", "2",
                "rules.1.remind", "PT1H",
                "rules.2.kpi", "success_rate");

        InvalidSpecException refused = catchThrowableOfType(
                InvalidSpecException.class, () -> AlertRules.fromDocument(document, KPIS, WINDOW, TTL));

        assertThat(refused.violations())
                .extracting(fault -> fault.toString())
                .containsExactlyInAnyOrder(
                        "rules.1.critical.comparator = \"under\": must be one of below, at-most, above, at-least.",
                        "rules.1.critical.threshold = \"95%\": must be a number.",
                        "rules.1.remind = \"PT1H\": is not a setting that is known here.",
                        "rules.1.kpi = \"sucess_rate\": is no KPI; the KPIs are success_rate.",
                        "rules.1.windows.of: is required but missing.",
                        "rules.2.name: is required but missing.",
                        "rules.2.critical: is missing, and so are warning and no-data-after; a rule needs one of them.");
    }

    private static AlertRule valid() {
        return AlertRule.on("success_rate")
                .warning(Threshold.below(0.97))
                .critical(Threshold.below(0.95))
                .noDataAfter(Duration.ofMinutes(5));
    }

    private static Arguments fault(String expected, UnaryOperator<AlertRule> mistake) {
        return Arguments.of(expected, Named.of("…", mistake));
    }

    private static AlertRule muted(AlertRule rule, String from, String to, DayOfWeek... days) {
        return rule.muted(MuteSchedule.weekly(UTC, LocalTime.parse(from), LocalTime.parse(to), days));
    }

    static Stream<Arguments> mistakes() {
        Instant noon = Instant.parse("2026-01-31T12:00:00Z");
        return Stream.of(
                fault("kpi: is required", rule -> AlertRule.on(null).critical(rule.critical())),
                fault("kpi = \"latency\": is no KPI", rule -> AlertRule.on("latency")
                        .critical(rule.critical())),
                fault("critical: is missing, and so are", rule -> AlertRule.on("success_rate")),
                fault("warning.threshold = \"NaN\": must be a finite", it -> it.warning(Threshold.below(Double.NaN))),
                fault(
                        "critical.clear = \"Infinity\": must be a finite",
                        it -> it.critical(Threshold.below(0.9).clearAt(Double.POSITIVE_INFINITY))),
                fault(
                        "critical.clear = \"0.9\": lies on the bad side of the threshold, 0.95; it must be at least that.",
                        it -> it.critical(Threshold.below(0.95).clearAt(0.9))),
                fault(
                        "critical.clear = \"4.0\": lies on the bad side of the threshold, 3.0; it must be at most that.",
                        it -> it.warning(null).critical(Threshold.atLeast(3).clearAt(4))),
                fault(
                        "critical.comparator = \"at-least\": points the other way than the warning's, below",
                        it -> it.critical(Threshold.atLeast(0.5))),
                fault(
                        "critical.threshold = \"0.98\": is reached before the warning's, 0.97",
                        it -> it.critical(Threshold.below(0.98))),
                fault(
                        "critical.threshold = \"0.97\": is reached before the warning's",
                        it -> it.critical(Threshold.atMost(0.97))),
                fault("windows.of = \"101\": must be between 1 and 100", it -> it.forWindows(1, 101)),
                fault("windows.breached = \"4\": must be between 1 and 3", it -> it.forWindows(4, 3)),
                fault("windows.breached = \"0\": must be between 1 and 3", it -> it.forWindows(0, 3)),
                fault("minimum-sample = \"-1\": must be between 0", it -> it.minimumSample(-1)),
                fault(
                        "no-data-after = \"PT59S\": is shorter than from one window to the next, PT1M",
                        it -> it.noDataAfter(Duration.ofSeconds(59))),
                fault(
                        "no-data-after = \"PT1M0.0000001S\": must be whole milliseconds",
                        it -> it.noDataAfter(Duration.ofMinutes(1).plusNanos(100))),
                fault(
                        "no-data-after = \"PT168H\": never comes, as a group is forgotten after PT168H",
                        it -> it.noDataAfter(TTL)),
                fault("mute.1.days: is required", it -> muted(it, "08:00", "09:00")),
                fault("mute.1.days.1: is required", it -> muted(it, "08:00", "09:00", (DayOfWeek) null)),
                fault("mute.1.to = \"08:00\": is when it begins", it -> muted(it, "08:00", "08:00", DayOfWeek.MONDAY)),
                fault("mute.1: is required", it -> it.muted((MuteSchedule) null)),
                fault(
                        "mute.1.zone: is required",
                        it -> it.muted(MuteSchedule.daily(null, LocalTime.NOON, LocalTime.MIDNIGHT))),
                fault("mute.1.from: is required", it -> it.muted(MuteSchedule.daily(UTC, null, LocalTime.NOON))),
                fault(
                        "mute.1.to = \"2026-01-31T12:00:00Z\": must be after the beginning",
                        it -> it.muted(MuteSchedule.between(noon, noon))),
                fault(
                        "flap-damping.transitions = \"1\": must be between 2 and 100",
                        it -> it.flapDamping(FlapDamping.of(1, Duration.ofHours(1)))),
                fault("flap-damping.period: is required", it -> it.flapDamping(FlapDamping.of(4, null))),
                fault("remind-every = \"PT59S\": must be between PT1M", it -> it.remindEvery(Duration.ofSeconds(59))),
                fault("runbook = \"wiki/alerts\": is no address of a page", it -> it.runbook("wiki/alerts")),
                fault("runbook = \"javascript:alert(1)\": is no address", it -> it.runbook("javascript:alert(1)")),
                fault("is 1001 characters long; 1000 are the most", it -> it.description("x".repeat(1_001))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void aMistakeIsNamedWithWhatToDo(String expected, UnaryOperator<AlertRule> mistake) {
        Violations violations = new Violations();

        AlertRules.none().with("success", mistake.apply(valid())).check(violations, KPIS, WINDOW, TTL);

        assertThat(violations.all()).hasSize(1);
        assertThat(violations.all().get(0).toString()).startsWith("rules.1.").contains(expected);
    }

    @Test
    void whatAMuteScheduleIsWrittenWithIsChecked() {
        Map<String, String> document = new TreeMap<>(written(AlertRules.none()
                .with(
                        "success",
                        valid().muted(
                                        MuteSchedule.daily(UTC, LocalTime.NOON, LocalTime.MIDNIGHT),
                                        MuteSchedule.between(Instant.EPOCH, Instant.MAX)))));
        document.put("rules.1.mute.1.from", "10 pm");
        document.put("rules.1.mute.1.zone", "Berlin");
        document.put("rules.1.mute.2.to", "tomorrow");

        assertThatThrownBy(() -> AlertRules.fromDocument(document, KPIS, WINDOW, TTL))
                .hasMessageContaining("rules.1.mute.1.from = \"10 pm\": is no time of day")
                .hasMessageContaining("rules.1.mute.1.zone = \"Berlin\": is no time zone")
                .hasMessageContaining("rules.1.mute.2.to = \"tomorrow\": is no moment");
    }

    @Test
    void aDayMayHaveTwentySixHours() {
        Violations violations = new Violations();

        AlertRules.none()
                .with("success", valid().noDataAfter(Duration.ofHours(25)))
                .check(violations, KPIS, Window.calendarDay(ZoneId.of("Antarctica/Troll")), TTL);

        assertThat(violations.all()).hasSize(1);
        assertThat(violations.all().get(0).toString()).contains("shorter than from one window to the next, PT26H");
    }

    @Test
    void namesAreUniqueAndPlain() {
        Violations violations = new Violations();

        AlertRules.none()
                .withRevision("x".repeat(65))
                .with("a", valid())
                .with("a", valid())
                .with("a b", null)
                .check(violations, KPIS, WINDOW, TTL);

        assertThat(violations.all())
                .extracting(fault -> fault.setting())
                .containsExactly("revision", "rules.2.name", "rules.3.name", "rules.3");
    }

    @Test
    void aThresholdWithHysteresisIsLeftLaterThanItIsReached() {
        Threshold threshold = Threshold.below(0.95).clearAt(0.97);

        assertThat(threshold.isBreachedBy(0.95, false)).isFalse();
        assertThat(threshold.isBreachedBy(0.95, true)).isTrue();
        assertThat(threshold.isBreachedBy(0.97, true)).isFalse();
        assertThat(Threshold.atLeast(3).isBreachedBy(3, false)).isTrue();
        assertThat(Threshold.above(3).isBreachedBy(3, false)).isFalse();
        assertThat(Threshold.atMost(3).isBreachedBy(3, false)).isTrue();
    }
}
