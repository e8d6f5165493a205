package io.github.managedflink.jobs.async;

import java.io.Serializable;

/** How much a sink sends at a time. */
public final class BatchLimits implements Serializable {
    /**
     * How long an entry waits for others to fill a batch: short against what checkpoints add to the way of a record,
     * long against a call, so that a slow stream does not make a call for each record.
     */
    static final long MAX_WAIT_MILLIS = 500;

    /** A few batches are made while the calls before them are under way; more would only take memory. */
    static final int BUFFERED_BATCHES = 4;

    private static final long serialVersionUID = 1L;

    private final int entries;
    private final long bytes;
    private final int calls;

    /**
     * @param entries the most entries of a batch
     * @param bytes the most bytes of a batch; an entry is never larger
     * @param calls the most batches under way at a time; 1 keeps the entries' order
     */
    public BatchLimits(int entries, long bytes, int calls) {
        this.entries = entries;
        this.bytes = bytes;
        this.calls = calls;
    }

    int entries() {
        return entries;
    }

    long bytes() {
        return bytes;
    }

    int calls() {
        return calls;
    }

    int buffered() {
        return entries * (calls + BUFFERED_BATCHES);
    }
}
