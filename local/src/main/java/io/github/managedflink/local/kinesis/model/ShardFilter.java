package io.github.managedflink.local.kinesis.model;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which shards ListShards gives.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_ShardFilter.html">ShardFilter</a>
 */
public final class ShardFilter {

    /** The kinds of filters that the service knows. */
    public enum Type {
        AFTER_SHARD_ID,
        AT_TRIM_HORIZON,
        FROM_TRIM_HORIZON,
        AT_LATEST,
        AT_TIMESTAMP,
        FROM_TIMESTAMP
    }

    private final Predicate<Shard> accepts;

    private ShardFilter(Predicate<Shard> accepts) {
        this.accepts = accepts;
    }

    /** Every shard, the closed ones too: records stay as long as the stand-in does. */
    public static ShardFilter all() {
        return new ShardFilter(shard -> true);
    }

    /**
     * A filter as a request gives it.
     *
     * @throws KinesisException if what its type needs is missing
     */
    public static ShardFilter of(Type type, Optional<String> shardId, Optional<Instant> timestamp) {
        return switch (type) {
            case FROM_TRIM_HORIZON -> all();
            case AT_LATEST -> new ShardFilter(Shard::isOpen);
            case AT_TRIM_HORIZON -> new ShardFilter(shard -> shard.parents().isEmpty());
            case AFTER_SHARD_ID -> {
                String bound = shardId.orElseThrow(
                        () -> KinesisException.invalidArgument("a ShardFilter of type AFTER_SHARD_ID needs a ShardId"));
                yield new ShardFilter(shard -> shard.id().compareTo(bound) > 0);
            }
            case AT_TIMESTAMP -> {
                Instant when = required(timestamp, type);
                yield new ShardFilter(shard -> !shard.createdAt().isAfter(when) && shard.wasOpenAtOrAfter(when));
            }
            case FROM_TIMESTAMP -> {
                Instant when = required(timestamp, type);
                yield new ShardFilter(shard -> shard.wasOpenAtOrAfter(when));
            }
        };
    }

    boolean accepts(Shard shard) {
        return accepts.test(shard);
    }

    private static Instant required(Optional<Instant> timestamp, Type type) {
        return timestamp.orElseThrow(
                () -> KinesisException.invalidArgument("a ShardFilter of type " + type + " needs a Timestamp"));
    }
}
