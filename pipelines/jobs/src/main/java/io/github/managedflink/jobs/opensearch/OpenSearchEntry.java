package io.github.managedflink.jobs.opensearch;

import io.github.managedflink.jobs.async.SinkEntry;
import io.github.managedflink.jobs.event.Message;
import io.github.managedflink.jobs.format.Utf8;

/** A document. */
final class OpenSearchEntry extends SinkEntry {
    private static final long serialVersionUID = 1L;
    /** What the line of the action has beside index and id. */
    private static final long ACTION = 64;

    private final String index;
    private final String id;
    private final byte[] document;

    /**
     * @param document a line of JSON, which nobody changes afterwards
     */
    OpenSearchEntry(Message message, String index, String id, byte[] document) {
        super(message);
        this.index = index;
        this.id = id;
        this.document = document;
    }

    String index() {
        return index;
    }

    String id() {
        return id;
    }

    byte[] document() {
        return document;
    }

    @Override
    public long sizeInBytes() {
        return ACTION + Utf8.length(index) + Utf8.length(id) + document.length;
    }
}
