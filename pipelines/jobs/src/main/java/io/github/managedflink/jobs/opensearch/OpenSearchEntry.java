package io.github.managedflink.jobs.opensearch;

import io.github.managedflink.jobs.async.SinkEntry;
import io.github.managedflink.jobs.event.Message;
import io.github.managedflink.jobs.format.Utf8;

/** A document to index, or one to delete. */
final class OpenSearchEntry extends SinkEntry {
    /** The version of a document that has none. */
    static final long NO_VERSION = -1;

    private static final long serialVersionUID = 1L;
    /** What the line of the action has beside index and id. */
    private static final long ACTION = 128;

    private static final byte[] NO_DOCUMENT = {};

    private final String index;
    private final String id;
    private final long version;
    private final boolean deletion;
    private final byte[] document;

    /**
     * @param version 0 or more, or {@link #NO_VERSION}
     * @param document a line of JSON, which nobody changes afterwards; null to delete
     */
    OpenSearchEntry(Message message, String index, String id, long version, byte[] document) {
        super(message);
        this.index = index;
        this.id = id;
        this.version = version;
        this.deletion = document == null;
        this.document = document == null ? NO_DOCUMENT : document;
    }

    String index() {
        return index;
    }

    String id() {
        return id;
    }

    boolean hasVersion() {
        return version != NO_VERSION;
    }

    long version() {
        return version;
    }

    boolean isDeletion() {
        return deletion;
    }

    /** Empty in a deletion. */
    byte[] document() {
        return document;
    }

    @Override
    public long sizeInBytes() {
        return ACTION + Utf8.length(index) + Utf8.length(id) + document.length;
    }
}
