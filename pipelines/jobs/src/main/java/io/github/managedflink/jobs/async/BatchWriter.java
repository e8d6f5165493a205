package io.github.managedflink.jobs.async;

import io.github.managedflink.jobs.aws.ServiceError;
import io.github.managedflink.model.PipelineCounters;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.annotation.VisibleForTesting;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.base.sink.writer.AsyncSinkWriter;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.apache.flink.connector.base.sink.writer.ResultHandler;
import org.apache.flink.connector.base.sink.writer.config.AsyncSinkWriterConfiguration;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.ThreadSafeSimpleCounter;

/**
 * Sends entries in batches. At a checkpoint everything before it is delivered or written among the dead letters: a job
 * that is stopped with a savepoint leaves nothing behind.
 */
@SuppressWarnings("deprecation") // The context that BatchSink gets.
final class BatchWriter<E extends SinkEntry> extends AsyncSinkWriter<E, E> {
    private final SinkTarget target;
    private final BatchSender<E> sender;
    private final RefusedRecords refused;
    private final Counter superseded;
    private final Outage outage;
    private final ScheduledExecutorService pauses;
    private final MailboxExecutor mailbox;
    private final long maxBytes;
    /** What has been taken and not yet delivered: AsyncSinkWriter bounds only the number of entries. */
    private final AtomicLong bytes = new AtomicLong();

    BatchWriter(
            BatchSink<E> sink,
            BatchSender<E> sender,
            Sink.InitContext context,
            AsyncSinkWriterConfiguration configuration,
            Collection<BufferedRequestState<E>> restored) {
        super((entry, writerContext) -> entry, context, configuration, restored);
        this.target = sink.target();
        this.sender = sender;
        MetricGroup metrics = context.metricGroup().addGroup(PipelineCounters.METRIC_GROUP);
        this.refused = new RefusedRecords(
                target,
                sink.deadLetters(),
                metrics.counter(PipelineCounters.metricName(PipelineCounters.REJECTED_BY_SINK)));
        // Counted where answers come in, which are threads of the client.
        this.superseded = metrics.counter(
                PipelineCounters.metricName(PipelineCounters.SUPERSEDED), new ThreadSafeSimpleCounter());
        this.mailbox = context.getMailboxExecutor();
        this.maxBytes = sink.maxBytes();
        restored.forEach(state -> bytes.addAndGet(state.getStateSize()));
        this.outage = new Outage(target);
        this.pauses = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, target.step() + "-pauses");
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    protected long getSizeInBytes(E entry) {
        return entry.sizeInBytes();
    }

    @Override
    public void write(E entry, Context context) throws IOException, InterruptedException {
        while (bytes.get() > maxBytes) {
            mailbox.yield();
        }
        bytes.addAndGet(entry.sizeInBytes());
        super.write(entry, context);
        if (refused.areMany()) {
            refused.write();
        }
    }

    @Override
    public void flush(boolean endOfInput) throws InterruptedException {
        super.flush(true);
        try {
            refused.write();
        } catch (IOException e) {
            throw new UncheckedIOException("The dead letters of " + target.step() + " cannot be written", e);
        }
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // The last stage hands over every failure.
    protected void submitRequestEntries(List<E> batch, ResultHandler<E> handler) {
        sendApart(batch).thenAccept(result -> settle(batch, result, handler)).exceptionally(failure -> {
            handler.completeExceptionally(new SinkFailure(target, ServiceError.unwrap(failure)));
            return null;
        });
    }

    /**
     * Fails only for good. A batch that is refused as a whole is halved until the entry that is to blame stands alone.
     */
    @SuppressWarnings("FutureReturnValueIgnored") // Flattened at once; Java 12 has a method for it.
    private CompletableFuture<BatchResult<E>> sendApart(List<E> batch) {
        return sender.send(batch)
                .handle((result, failure) -> failure == null
                        ? CompletableFuture.completedFuture(result)
                        : recover(batch, ServiceError.unwrap(failure)))
                .thenCompose(recovered -> recovered);
    }

    private CompletableFuture<BatchResult<E>> recover(List<E> batch, Throwable failure) {
        BatchResult<E> result = new BatchResult<>();
        switch (ServiceError.of(failure)) {
            case FATAL:
                return CompletableFuture.failedFuture(failure);
            case TEMPORARY:
                batch.forEach(entry -> result.failed(entry, String.valueOf(failure.getMessage())));
                return CompletableFuture.completedFuture(result);
            default:
                if (batch.size() == 1) {
                    result.refused(batch.get(0), ServiceError.reason(failure));
                    return CompletableFuture.completedFuture(result);
                }
                int half = batch.size() / 2;
                return sendApart(batch.subList(0, half))
                        .thenCompose(first -> sendRest(first, batch.subList(half, batch.size())));
        }
    }

    /** What comes after entries that have to be sent again waits for them, or it would overtake them. */
    private CompletableFuture<BatchResult<E>> sendRest(BatchResult<E> first, List<E> rest) {
        if (first.unsent().isEmpty()) {
            return sendApart(rest).thenApply(first::and);
        }
        rest.forEach(first::postponed);
        return CompletableFuture.completedFuture(first);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // What runs later only puts a mail into the task's mailbox.
    private void settle(List<E> batch, BatchResult<E> result, ResultHandler<E> handler) {
        bytes.addAndGet(sizeOf(result.unsent()) - sizeOf(batch));
        result.refused().forEach(refused::add);
        superseded.inc(result.supersededEntries());
        if (result.unsent().size() < batch.size()) {
            outage.over();
        }
        if (result.unsent().isEmpty()) {
            handler.complete();
        } else if (result.trouble() == null) {
            handler.retryForEntries(result.unsent());
        } else {
            long pause = outage.pause(result.unsent().size(), result.trouble());
            pauses.schedule(() -> handler.retryForEntries(result.unsent()), pause, TimeUnit.MILLISECONDS);
        }
    }

    /** How many bytes have been taken, or restored, and not yet delivered. */
    @VisibleForTesting
    long undeliveredBytes() {
        return bytes.get();
    }

    private long sizeOf(List<E> entries) {
        long size = 0;
        for (E entry : entries) {
            size += entry.sizeInBytes();
        }
        return size;
    }

    @Override
    public void close() {
        pauses.shutdownNow();
        sender.close();
        super.close();
    }
}
