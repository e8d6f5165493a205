package io.github.managedflink.local.kinesis;

import io.github.managedflink.local.kinesis.model.KinesisException;
import io.github.managedflink.local.kinesis.model.KinesisStream;
import io.github.managedflink.local.kinesis.model.KinesisStreams;
import io.github.managedflink.local.kinesis.model.Shard;
import io.github.managedflink.local.kinesis.model.StreamConsumer;
import io.github.managedflink.local.kinesis.protocol.WireFormat;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Who subscribes to which shard. A consumer has one subscription to a shard at a time: a later one takes over, but not
 * within five seconds of the one before it.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_SubscribeToShard.html">SubscribeToShard</a>
 */
final class ShardSubscriptions {

    private static final Duration MIN_INTERVAL = Duration.ofSeconds(5);

    private final KinesisStreams streams;
    private final Clock clock;
    private final Map<ConsumerShard, ShardSubscription> latest = new HashMap<>();

    ShardSubscriptions(KinesisStreams streams, Clock clock) {
        this.streams = streams;
        this.clock = clock;
    }

    ShardSubscription open(
            KinesisStream stream, StreamConsumer consumer, Shard shard, int position, WireFormat format) {
        ShardSubscription opened = new ShardSubscription(streams, stream, consumer, shard, position, format, clock);
        ShardSubscription previous;
        synchronized (latest) {
            ConsumerShard key = new ConsumerShard(consumer.arn(), shard.id());
            previous = latest.get(key);
            if (previous != null
                    && opened.subscribedAt().isBefore(previous.subscribedAt().plus(MIN_INTERVAL))) {
                throw KinesisException.inUse("consumer " + consumer.name() + " subscribed to " + shard.id()
                        + " less than " + MIN_INTERVAL.toSeconds() + " seconds ago");
            }
            latest.put(key, opened);
        }
        if (previous != null) {
            previous.takeOver();
        }
        return opened;
    }

    private record ConsumerShard(String consumerArn, String shardId) {}
}
