package io.github.managedflink.jobs.kpi.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for all events and all rules, however the events come in and whenever the state is saved and restored. */
class GroupMonitorProperties {
    @Provide
    Arbitrary<Scenario> scenarios() {
        return Scenarios.any();
    }

    @Property(tries = 1500, seed = "20261122")
    void alertsAreThoseOfThePlainestReadingOfTheRules(@ForAll("scenarios") Scenario scenario, @ForAll long cuts) {
        List<Told> expected = new NaiveMonitor(scenario).run();

        List<Alert> alerts = new Replay(scenario, cuts).run();

        assertThat(alerts).extracting(Told::of).containsExactlyElementsOf(expected);
    }
}
