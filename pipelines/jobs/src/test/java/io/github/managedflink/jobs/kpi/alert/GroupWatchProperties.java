package io.github.managedflink.jobs.kpi.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.managedflink.model.kpi.AlertReason;
import io.github.managedflink.model.kpi.AlertState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

/**
 * What pauses of a stream change in the alerts, for all events, rules and pauses: nothing, unless what comes after them
 * is of a time that the clock had passed.
 */
class GroupWatchProperties {
    @Provide
    Arbitrary<Scenario> scenarios() {
        return Scenarios.any();
    }

    /** Some pauses, each as long as what comes after is later than the clock. */
    @Provide
    Arbitrary<Map<Integer, Long>> patientPauses() {
        return Arbitraries.maps(Arbitraries.integers().between(0, 59), Arbitraries.just(Long.MAX_VALUE))
                .ofMaxSize(20);
    }

    @Provide
    Arbitrary<Map<Integer, Long>> pauses() {
        return Arbitraries.maps(
                        Arbitraries.integers().between(0, 59),
                        Arbitraries.longs().between(1, 400))
                .ofMaxSize(8);
    }

    @Property(tries = 60, seed = "20261201")
    void withoutPausesAlertsAreThoseOfThePlainestReadingOfTheRules(
            @ForAll("scenarios") Scenario scenario, @ForAll @LongRange(max = 60) long disorder, @ForAll long cuts) {
        List<Alert> alerts = new PausedStream(scenario, disorder, cuts).run(Map.of());

        assertThat(alerts).extracting(Told::of).containsExactlyElementsOf(new NaiveMonitor(scenario).run());
    }

    @Property(tries = 300, seed = "20261202")
    void pausesChangeNothingWhenWhatComesAfterThemIsLater(
            @ForAll("scenarios") Scenario scenario,
            @ForAll @LongRange(max = 60) long disorder,
            @ForAll("patientPauses") Map<Integer, Long> pauses,
            @ForAll long cuts) {
        List<Alert> alerts = new PausedStream(scenario, disorder, cuts).run(pauses);

        assertThat(alerts).extracting(Told::of).containsExactlyElementsOf(new NaiveMonitor(scenario).run());
    }

    @Property(tries = 300, seed = "20261203")
    void afterAnyPauseNoAlertIsMissingAndTheStateIsRight(
            @ForAll("scenarios") Scenario scenario,
            @ForAll @LongRange(max = 60) long disorder,
            @ForAll("pauses") Map<Integer, Long> pauses,
            @ForAll long cuts) {
        List<Told> expected = new NaiveMonitor(scenario).run();

        PausedStream stream = new PausedStream(scenario, disorder, cuts);
        List<Alert> alerts = stream.run(pauses);

        List<Told> told = alerts.stream().map(Told::of).toList();
        assertThat(told).containsAll(expected);
        List<Alert> surplus = new ArrayList<>(alerts);
        surplus.removeIf(alert -> expected.contains(Told.of(alert)));
        assertThat(surplus).allMatch(alert -> alert.reason() == AlertReason.CORRECTED || stream.isFromSilence(alert));
        assertThat(stateOf(told)).isEqualTo(stateOf(expected));
    }

    /** What a table has that keeps the greatest version. */
    private static AlertState stateOf(List<Told> told) {
        Comparator<Told> byVersion = Comparator.comparingLong(Told::version);
        Told last = null;
        for (Told next : told) {
            last = last == null || byVersion.compare(next, last) > 0 ? next : last;
        }
        return last == null ? AlertState.OK : last.state();
    }
}
