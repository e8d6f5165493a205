package io.github.managedflink.jobs.event;

import io.github.managedflink.jobs.record.DataRecord;

/**
 * A record on its way, with the message that it was read from, or the reason why there is no record. Mutable, for the
 * one chain that holds it.
 */
public final class PipelineEvent {
    /** No route has taken the record. */
    public static final int NO_SINK = -1;

    private final Message message;
    private final long eventTime;
    private DataRecord record;
    private Fault fault;
    private int routedTo = NO_SINK;
    private long copiedTo;

    private PipelineEvent(Message message, long eventTime, DataRecord record, Fault fault) {
        this.message = message;
        this.eventTime = eventTime;
        this.record = record;
        this.fault = fault;
    }

    /** A record. */
    public static PipelineEvent of(Message message, long eventTime, DataRecord record) {
        return new PipelineEvent(message, eventTime, record, null);
    }

    /** A message that holds no record, such as a header. */
    public static PipelineEvent withoutRecord(Message message) {
        return new PipelineEvent(message, message.arrival(), null, null);
    }

    /** A message that could not become a record. */
    public static PipelineEvent refused(Message message, Fault fault) {
        return new PipelineEvent(message, message.arrival(), null, fault);
    }

    /** An event of the same message with another record. */
    public PipelineEvent withRecord(DataRecord other) {
        return with(message, other);
    }

    /** The same event with its turn among those that a source subtask has read. */
    public PipelineEvent inOrder(ReadOrder turn) {
        return with(message.inOrder(turn), record);
    }

    private PipelineEvent with(Message from, DataRecord other) {
        PipelineEvent event = new PipelineEvent(from, eventTime, other, null);
        event.routedTo = routedTo;
        event.copiedTo = copiedTo;
        return event;
    }

    public Message message() {
        return message;
    }

    /** Milliseconds since the epoch. */
    public long eventTime() {
        return eventTime;
    }

    /** The record; null if there is none. */
    public DataRecord record() {
        return record;
    }

    public void setRecord(DataRecord value) {
        this.record = value;
    }

    /** Why there is no record; null if the message is none that should have one, or if there is one. */
    public Fault fault() {
        return fault;
    }

    /** The index of the sink that a route chose, or {@link #NO_SINK}. */
    public int routedTo() {
        return routedTo;
    }

    public void routeTo(int sink) {
        this.routedTo = sink;
    }

    /** The sinks that routes copy the record to, one bit each. */
    public long copiedTo() {
        return copiedTo;
    }

    public void copyTo(long sinks) {
        this.copiedTo |= sinks;
    }
}
