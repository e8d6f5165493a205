package io.github.managedflink.local.kinesis;

import io.github.managedflink.local.kinesis.model.KinesisException;
import io.github.managedflink.local.kinesis.model.KinesisStream;
import io.github.managedflink.local.kinesis.model.KinesisStreams;
import io.github.managedflink.local.kinesis.model.Shard;
import io.github.managedflink.local.kinesis.model.ShardSlice;
import io.github.managedflink.local.kinesis.model.StreamConsumer;
import io.github.managedflink.local.kinesis.protocol.EventStreamMessage;
import io.github.managedflink.local.kinesis.protocol.WireBody;
import io.github.managedflink.local.kinesis.protocol.WireFormat;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import software.amazon.eventstream.Message;

/** The events of one SubscribeToShard. One thread at a time takes them; any thread may interrupt or watch it. */
final class ShardSubscription {

    /** After this time a subscription ends and the consumer has to subscribe anew. */
    static final Duration LIFETIME = Duration.ofMinutes(5);

    private static final int MAX_RECORDS_PER_EVENT = 10_000;
    private static final long MAX_BYTES_PER_EVENT = 2 << 20;

    private final KinesisStreams streams;
    private final KinesisStream stream;
    private final StreamConsumer consumer;
    private final Shard shard;
    private final WireFormat format;
    private final Clock clock;
    private final Instant subscribedAt;
    private int position;
    private boolean over;
    private volatile boolean takenOver;

    ShardSubscription(
            KinesisStreams streams,
            KinesisStream stream,
            StreamConsumer consumer,
            Shard shard,
            int position,
            WireFormat format,
            Clock clock) {
        this.streams = streams;
        this.stream = stream;
        this.consumer = consumer;
        this.shard = shard;
        this.position = position;
        this.format = format;
        this.clock = clock;
        this.subscribedAt = clock.instant();
        shard.deliveredUpTo(position);
    }

    Instant subscribedAt() {
        return subscribedAt;
    }

    /** The shard, whose listeners learn when {@link #next} has something new. */
    Shard shard() {
        return shard;
    }

    /** What every subscription begins with. */
    Message opening() {
        return EventStreamMessage.event("initial-response", format, WireBody.EMPTY);
    }

    /** The next event, if there is anything to tell. */
    Optional<Message> next() {
        if (over) {
            return Optional.empty();
        }
        if (takenOver) {
            return failure(
                    KinesisException.inUse("another subscription to " + shard.id() + " took over from this one"));
        }
        if (!streams.contains(stream) || !stream.consumers().contains(consumer)) {
            return failure(KinesisException.notFound("consumer " + consumer.arn() + " does not exist any more"));
        }
        if (!clock.instant().isBefore(subscribedAt.plus(LIFETIME))) {
            over = true;
            return Optional.empty();
        }
        ShardSlice slice = read();
        return slice.records().isEmpty() && !slice.endOfShard() ? Optional.empty() : Optional.of(event(slice));
    }

    /** An event that tells where the subscription stands; it has records only if some came this very moment. */
    Message heartbeat() {
        return event(read());
    }

    /** Whether no event follows. */
    boolean isOver() {
        return over;
    }

    /** Ends the subscription because its consumer has opened another one to the same shard. */
    void takeOver() {
        takenOver = true;
        shard.wakeReaders();
    }

    private ShardSlice read() {
        return shard.read(position, MAX_RECORDS_PER_EVENT, MAX_BYTES_PER_EVENT, clock.millis());
    }

    private Message event(ShardSlice slice) {
        position = slice.nextPosition();
        over = slice.endOfShard();
        Message message = EventStreamMessage.event("SubscribeToShardEvent", format, out -> {
            RecordOperations.writeRecords(out, slice);
            out.number("MillisBehindLatest", slice.millisBehindLatest());
            if (slice.endOfShard()) {
                ShardOperations.writeChildShards(out, stream.childrenOf(shard));
            } else {
                out.text("ContinuationSequenceNumber", slice.continuation());
            }
        });
        shard.deliveredUpTo(position);
        return message;
    }

    private Optional<Message> failure(KinesisException failure) {
        over = true;
        return Optional.of(
                EventStreamMessage.exception(failure.code(), format, out -> out.text("message", failure.getMessage())));
    }
}
