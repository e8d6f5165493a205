package io.github.managedflink.jobs.window;

import io.github.managedflink.model.window.Window;
import java.io.Serializable;

/** Which windows an event is in, and until when they are kept. Times are in milliseconds since the epoch. */
public final class WindowLayout implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Panes panes;
    private final long gap;
    private final long lateness;

    private WindowLayout(Panes panes, long gap, long lateness) {
        this.panes = panes;
        this.gap = gap;
        this.lateness = lateness;
    }

    public static WindowLayout of(Window window) {
        long lateness = window.allowedLateness().toMillis();
        switch (window.kind()) {
            case TUMBLING:
                long size = window.size().toMillis();
                return new WindowLayout(new FixedPanes(size, size), 0, lateness);
            case SLIDING:
                return new WindowLayout(
                        new FixedPanes(window.size().toMillis(), window.slide().toMillis()), 0, lateness);
            case CALENDAR_DAY:
                return new WindowLayout(new CalendarDays(window.zone()), 0, lateness);
            case SESSION:
                return new WindowLayout(null, window.gap().toMillis(), lateness);
            default:
                throw new IllegalArgumentException("no windows of kind " + window.kind());
        }
    }

    public boolean isSession() {
        return panes == null;
    }

    /** The panes; null for sessions. */
    public Panes panes() {
        return panes;
    }

    /** How long a member is silent between sessions; 0 for other windows. */
    public long gap() {
        return gap;
    }

    long lateness() {
        return lateness;
    }

    /** The watermark that closes a window of an end. */
    public long closesAt(long end) {
        return end - 1;
    }

    /** The watermark at which a window of an end is forgotten. */
    public long forgottenAt(long end) {
        return end - 1 + lateness;
    }

    /**
     * The watermark from which on an event is late. Its last window is forgotten then; but an event of a session is
     * late as soon as its own time has passed, because a session that it belongs to may end any moment after that.
     */
    public long lateFrom(long time) {
        return panes == null ? time + lateness : forgottenAt(panes.endOf(panes.paneOf(time)));
    }

    /** The watermark that closes the last window that there can be at a time. */
    long lastCloseAt(long time) {
        return closesAt(panes == null ? time + gap : panes.endOf(panes.paneOf(time)));
    }
}
