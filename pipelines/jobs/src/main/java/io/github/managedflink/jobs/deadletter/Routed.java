package io.github.managedflink.jobs.deadletter;

/** Something ready to be written, and the folder that it belongs to. */
public final class Routed<T> {
    private final String folder;
    private final T content;

    public Routed(String folder, T content) {
        this.folder = folder;
        this.content = content;
    }

    /** The folder under the sink's prefix; empty for the prefix itself. */
    public String folder() {
        return folder;
    }

    public T content() {
        return content;
    }
}
