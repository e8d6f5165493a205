package io.github.managedflink.jobs.async;

import io.github.managedflink.jobs.connector.SinkConnector;

/** A connector of a service that takes entries in batches. What is left to say is how records become entries. */
public abstract class BatchSinkConnector<E extends SinkEntry> implements SinkConnector<E> {
    private final BatchSink<E> sink;

    protected BatchSinkConnector(BatchSink<E> sink) {
        this.sink = sink;
    }

    @Override
    public final EntryTypeInfo<E> inputType() {
        return sink.inputType();
    }

    @Override
    public final BatchSink<E> sink() {
        return sink;
    }
}
