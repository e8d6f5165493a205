package io.github.managedflink.jobs.firehose;

import io.github.managedflink.jobs.async.SinkEntry;
import io.github.managedflink.jobs.event.Message;

/** A line. */
final class FirehoseEntry extends SinkEntry {
    private static final long serialVersionUID = 1L;

    private final byte[] line;

    /** @param line the bytes, which nobody changes afterwards */
    FirehoseEntry(Message message, byte[] line) {
        super(message);
        this.line = line;
    }

    byte[] line() {
        return line;
    }

    @Override
    public long sizeInBytes() {
        return line.length;
    }
}
