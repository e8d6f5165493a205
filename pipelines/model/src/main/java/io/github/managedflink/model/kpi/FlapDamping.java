package io.github.managedflink.model.kpi;

import io.github.managedflink.model.settings.SettingsReader;
import io.github.managedflink.model.settings.SettingsWriter;
import io.github.managedflink.model.settings.SpecValue;
import io.github.managedflink.model.settings.Violations;
import java.time.Duration;

/**
 * Holds back all-clears while a state flaps: after so many changes of state within a period, a change to OK or from
 * critical to warning waits until there are fewer. A change for the worse, and no data, never wait.
 */
public final class FlapDamping extends SpecValue {
    /** How many changes may be asked for. */
    public static final int MAX_TRANSITIONS = 100;

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofDays(30);

    private final Integer transitions;
    private final Duration period;

    private FlapDamping(Integer transitions, Duration period) {
        this.transitions = transitions;
        this.period = period;
    }

    /**
     * Holds back all-clears from so many changes of state within a period on.
     *
     * @param transitions from how many changes of state within the period on all-clears wait, 2 to
     *     {@value #MAX_TRANSITIONS}
     * @param period the period in event time, 1 second to 30 days
     */
    public static FlapDamping of(int transitions, Duration period) {
        return new FlapDamping(transitions, period);
    }

    static FlapDamping read(SettingsReader settings, String name) {
        if (!settings.has(name)) {
            return null;
        }
        SettingsReader own = settings.at(name);
        return new FlapDamping(own.integer("transitions"), own.duration("period"));
    }

    /** Returns from how many changes of state on all-clears wait. */
    public int transitions() {
        return transitions;
    }

    /** Returns within which time the changes are counted. */
    public Duration period() {
        return period;
    }

    @Override
    public void writeTo(SettingsWriter settings) {
        settings.put("transitions", transitions).put("period", period);
    }

    @Override
    public void check(Violations violations) {
        if (violations.require("transitions", transitions)) {
            violations.range("transitions", transitions, 2, MAX_TRANSITIONS);
        }
        Spans.check(violations, "period", period, SHORTEST, LONGEST);
    }
}
