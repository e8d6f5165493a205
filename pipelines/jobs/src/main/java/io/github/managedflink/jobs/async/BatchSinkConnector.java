package io.github.managedflink.jobs.async;

import io.github.managedflink.jobs.connector.SinkConnector;
import org.apache.flink.core.fs.Path;
import org.apache.flink.util.function.SerializableSupplier;

/** A connector of a service that takes entries in batches. What is left to say is how records become entries. */
public abstract class BatchSinkConnector<E extends SinkEntry> implements SinkConnector<E> {
    private final SinkTarget target;
    private final BatchLimits limits;
    private final EntryCodec<E> codec;
    private final SerializableSupplier<BatchSender<E>> senders;
    private final Path deadLetters;

    /** As {@link BatchSink}. */
    protected BatchSinkConnector(
            SinkTarget target,
            BatchLimits limits,
            EntryCodec<E> codec,
            SerializableSupplier<BatchSender<E>> senders,
            Path deadLetters) {
        this.target = target;
        this.limits = limits;
        this.codec = codec;
        this.senders = senders;
        this.deadLetters = deadLetters;
    }

    @Override
    public final EntryTypeInfo<E> inputType() {
        return new EntryTypeInfo<>(codec);
    }

    @Override
    public final BatchSink<E> sink() {
        return new BatchSink<>(target, limits, codec, senders, deadLetters);
    }
}
