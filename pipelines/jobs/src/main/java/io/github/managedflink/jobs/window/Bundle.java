package io.github.managedflink.jobs.window;

import io.github.managedflink.jobs.event.Message;
import io.github.managedflink.jobs.group.GroupKey;
import io.github.managedflink.jobs.metric.Accumulators;

/** Events of one member that travel together, in one pane or one session. */
public final class Bundle {
    private final GroupKey member;
    private final int bucket;
    private final long start;
    private final long end;
    private final Accumulators accumulators;
    private final Message message;

    /**
     * @param bucket the key of Flink's that the member is under
     * @param start the pane, or the first moment of the session
     * @param end the end of the session; for a pane, its start
     * @param message the only event's, if it may turn out to be late; else null
     */
    Bundle(GroupKey member, int bucket, long start, long end, Accumulators accumulators, Message message) {
        this.member = member;
        this.bucket = bucket;
        this.start = start;
        this.end = end;
        this.accumulators = accumulators;
        this.message = message;
    }

    /**
     * A bundle of no events, which tells when the newest was that has gone to any bucket.
     *
     * @param time {@link Long#MIN_VALUE} if there has been none
     */
    static Bundle newest(int bucket, long time, Accumulators none) {
        return new Bundle(GroupKey.of(), bucket, time, time, none, null);
    }

    /** Whether there are no events in it, and its start is the time of the newest. */
    public boolean isEmpty() {
        return accumulators.events() == 0;
    }

    public GroupKey member() {
        return member;
    }

    public int bucket() {
        return bucket;
    }

    public long start() {
        return start;
    }

    public long end() {
        return end;
    }

    public Accumulators accumulators() {
        return accumulators;
    }

    public Message message() {
        return message;
    }
}
