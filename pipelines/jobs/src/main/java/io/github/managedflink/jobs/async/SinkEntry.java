package io.github.managedflink.jobs.async;

import io.github.managedflink.jobs.event.Message;
import java.io.Serializable;

/**
 * What a service is given for one record: an immutable snapshot, with the message that the record came from, should the
 * service refuse it.
 */
public abstract class SinkEntry implements Serializable {
    private static final long serialVersionUID = 1L;

    // Entries travel by their codecs; the interface is only what AsyncSinkBase asks for.
    private final transient Message message;

    protected SinkEntry(Message message) {
        this.message = message;
    }

    public final Message message() {
        return message;
    }

    /** The size that counts towards the service's limits, in bytes. */
    public abstract long sizeInBytes();
}
