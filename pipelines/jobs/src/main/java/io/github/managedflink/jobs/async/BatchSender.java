package io.github.managedflink.jobs.async;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Sends batches to a service. One for each writer. */
public interface BatchSender<E extends SinkEntry> extends AutoCloseable {
    /**
     * Sends a batch within the service's limits.
     *
     * @return what has become of the entries; or the failure of the whole call, which says by
     *     {@link io.github.managedflink.jobs.aws.ServiceError} what it asks for
     */
    CompletableFuture<BatchResult<E>> send(List<E> batch);

    @Override
    void close();
}
