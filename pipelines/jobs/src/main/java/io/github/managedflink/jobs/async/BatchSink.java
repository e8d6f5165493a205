package io.github.managedflink.jobs.async;

import java.util.Collection;
import java.util.List;
import org.apache.flink.connector.base.sink.AsyncSinkBase;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.apache.flink.connector.base.sink.writer.config.AsyncSinkWriterConfiguration;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.util.function.SerializableSupplier;

/** A sink whose service takes entries in batches, at least once. */
@SuppressWarnings("deprecation") // AsyncSinkBase of 1.20 is made for these methods; those that replace them call them.
public final class BatchSink<E extends SinkEntry> extends AsyncSinkBase<E, E> {
    private static final long serialVersionUID = 1L;

    private final SinkTarget target;
    private final BatchLimits limits;
    private final EntryCodec<E> codec;
    private final SerializableSupplier<BatchSender<E>> senders;
    private final Path deadLetters;

    /**
     * @param senders makes the sender of a writer, where the writer runs
     * @param deadLetters the folder for what the service refuses
     */
    public BatchSink(
            SinkTarget target,
            BatchLimits limits,
            EntryCodec<E> codec,
            SerializableSupplier<BatchSender<E>> senders,
            Path deadLetters) {
        super(
                (entry, context) -> entry,
                limits.entries(),
                limits.calls(),
                limits.buffered(),
                limits.bytes(),
                BatchLimits.MAX_WAIT_MILLIS,
                limits.bytes());
        this.target = target;
        this.limits = limits;
        this.codec = codec;
        this.senders = senders;
        this.deadLetters = deadLetters;
    }

    EntryTypeInfo<E> inputType() {
        return new EntryTypeInfo<>(codec);
    }

    SinkTarget target() {
        return target;
    }

    /** How many bytes a writer takes before it holds back the stream. */
    long maxBytes() {
        return limits.bytes() * BatchLimits.BUFFERED_BATCHES;
    }

    Path deadLetters() {
        return deadLetters;
    }

    @Override
    public StatefulSinkWriter<E, BufferedRequestState<E>> createWriter(InitContext context) {
        return restoreWriter(context, List.of());
    }

    @Override
    public StatefulSinkWriter<E, BufferedRequestState<E>> restoreWriter(
            InitContext context, Collection<BufferedRequestState<E>> restored) {
        AsyncSinkWriterConfiguration configuration = AsyncSinkWriterConfiguration.builder()
                .setMaxBatchSize(limits.entries())
                .setMaxBatchSizeInBytes(limits.bytes())
                .setMaxInFlightRequests(limits.calls())
                .setMaxBufferedRequests(limits.buffered())
                .setMaxTimeInBufferMS(BatchLimits.MAX_WAIT_MILLIS)
                .setMaxRecordSizeInBytes(limits.bytes())
                .build();
        return new BatchWriter<>(this, senders.get(), context, configuration, restored);
    }

    @Override
    public SimpleVersionedSerializer<BufferedRequestState<E>> getWriterStateSerializer() {
        return new EntryStateSerializer<>(codec);
    }
}
