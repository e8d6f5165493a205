package io.github.managedflink.jobs.kpi.alert;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The state of a group: its events, its windows that are still to be read, and a state for each rule. */
public final class GroupState {
    /** No window has been closed yet. */
    static final long NO_WINDOW = Long.MIN_VALUE;

    private final Presence presence = new Presence();
    private final NavigableMap<Long, WindowMeasurement> measurements = new TreeMap<>();
    private final Map<String, RuleState> rules = new LinkedHashMap<>();
    private long nextWindow = NO_WINDOW;

    Presence presence() {
        return presence;
    }

    /** The measurements of windows that are still to be closed, by the windows' starts. */
    NavigableMap<Long, WindowMeasurement> measurements() {
        return measurements;
    }

    /** The states by the names of the rules. */
    Map<String, RuleState> rules() {
        return rules;
    }

    /** The first window that is not closed; {@link #NO_WINDOW} as long as none is. */
    long nextWindow() {
        return nextWindow;
    }

    void setNextWindow(long window) {
        nextWindow = window;
    }
}
