package io.github.managedflink.jobs.deadletter;

import io.github.managedflink.jobs.event.Fault;
import io.github.managedflink.jobs.event.Message;
import java.time.Instant;

/** Makes lines of events that came too late. For one thread. */
public final class LateEvents {
    /** Where an event is late, as the line says. */
    private static final String STEP = "window";

    private final DeadLetterWriter letters = new DeadLetterWriter();

    /**
     * The line of an event.
     *
     * @param lateFrom the watermark from which on it is late
     * @param reached how far the events had come
     */
    public Routed<byte[]> line(Message message, long lateFrom, long reached) {
        String reason = "too late: the event would have counted before the time had come to "
                + Instant.ofEpochMilli(lateFrom) + ", and it had come to " + Instant.ofEpochMilli(reached);
        return new Routed<>("", letters.line(message, new Fault(STEP, reason)));
    }
}
