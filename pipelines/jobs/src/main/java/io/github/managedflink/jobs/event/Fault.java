package io.github.managedflink.jobs.event;

/** Why and where a message or record was refused. */
public final class Fault {
    /** Where a message is read. */
    public static final String SOURCE = "source";
    /** Where a record's event time is read. */
    public static final String EVENT_TIME = "event-time";

    private final String step;
    private final String reason;

    public Fault(String step, String reason) {
        this.step = step;
        this.reason = reason;
    }

    public String step() {
        return step;
    }

    public String reason() {
        return reason;
    }
}
