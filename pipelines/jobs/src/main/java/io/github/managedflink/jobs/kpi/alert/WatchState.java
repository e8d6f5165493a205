package io.github.managedflink.jobs.kpi.alert;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The state of a group by event time and, while the clock looks ahead of that, the one that it sees. */
public final class WatchState {
    /** No timer is set. */
    public static final long NO_TIMER = Long.MAX_VALUE;

    private final GroupState now;
    private final NavigableMap<Long, WindowMeasurement> foreseen = new TreeMap<>();
    private final Map<String, Foretold> foretold = new LinkedHashMap<>();
    private GroupState ahead;
    private long aheadUntil = Long.MIN_VALUE;
    private long timer = NO_TIMER;
    private long silenceTimer = NO_TIMER;

    public WatchState() {
        this(new GroupState());
    }

    WatchState(GroupState now) {
        this.now = now;
    }

    /** The state by event time. */
    GroupState now() {
        return now;
    }

    /** The measurements that windows that are still open come to if there are no more events, by their starts. */
    NavigableMap<Long, WindowMeasurement> foreseen() {
        return foreseen;
    }

    /** The alerts that have gone out by the clock, by the names of their rules. */
    Map<String, Foretold> foretold() {
        return foretold;
    }

    /** The state that there will be if nothing comes any more; null while nobody has looked ahead. */
    GroupState ahead() {
        return ahead;
    }

    /** The time of that state. */
    long aheadUntil() {
        return aheadUntil;
    }

    void setAhead(GroupState state, long until) {
        ahead = state;
        aheadUntil = until;
    }

    /** The timer by event time that is set for the group; {@link #NO_TIMER} if none is. */
    public long timer() {
        return timer;
    }

    public void setTimer(long time) {
        timer = time;
    }

    /** The timer by the clock, in event time, that is set for the group; {@link #NO_TIMER} if none is. */
    public long silenceTimer() {
        return silenceTimer;
    }

    public void setSilenceTimer(long time) {
        silenceTimer = time;
    }
}
