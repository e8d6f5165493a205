package io.github.managedflink.jobs.event;

import java.io.Serializable;

/**
 * How far one shard or partition has come in event time. Refused messages do not count, and no record counts beyond its
 * own arrival: one wrong date in the future would otherwise make all that follows late.
 */
public final class EventTimeProgress implements Serializable {
    private static final long serialVersionUID = 1L;

    private final long outOfOrderness;
    private long watermark = Long.MIN_VALUE;

    /** @param outOfOrderness by how many milliseconds a record may be older than the newest seen */
    public EventTimeProgress(long outOfOrderness) {
        this.outOfOrderness = outOfOrderness;
    }

    public void see(PipelineEvent event) {
        if (event.record() != null) {
            long reached = Math.min(event.eventTime(), event.message().arrival()) - outOfOrderness - 1;
            watermark = Math.max(watermark, reached);
        }
    }

    /** Takes over what was reached before. */
    public void reach(long before) {
        watermark = Math.max(watermark, before);
    }

    /** Milliseconds since the epoch: records up to this time have come, but for late ones. */
    public long watermark() {
        return watermark;
    }
}
