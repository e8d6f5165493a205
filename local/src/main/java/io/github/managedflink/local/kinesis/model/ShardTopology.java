package io.github.managedflink.local.kinesis.model;

import java.math.BigInteger;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * Which shards a stream has and had. The ranges of the open ones always cover the hash key space without gap or
 * overlap. Not thread-safe: its stream guards it.
 */
final class ShardTopology {

    /** Far more than the rounding of a shard's size adds up to, and far less than a shard's size. */
    private static final BigInteger ROUNDING = BigInteger.ONE.shiftLeft(64);

    private final LongSupplier sequence;
    private final Clock clock;
    private final Map<String, Shard> shards = new LinkedHashMap<>();
    private final NavigableMap<BigInteger, Shard> openByStart = new TreeMap<>();

    ShardTopology(int shardCount, LongSupplier sequence, Clock clock) {
        this.sequence = sequence;
        this.clock = clock;
        HashKeyRange.uniform(shardCount).forEach(range -> open(range, List.of()));
    }

    /** All shards, the closed ones too, in the order of their ids. */
    List<Shard> all() {
        return List.copyOf(shards.values());
    }

    Collection<Shard> open() {
        return openByStart.values();
    }

    Shard get(String shardId) {
        Shard shard = shards.get(shardId);
        if (shard == null) {
            throw KinesisException.notFound("shard " + shardId + " does not exist");
        }
        return shard;
    }

    Shard openShardOf(BigInteger hashKey) {
        return openByStart.floorEntry(hashKey).getValue();
    }

    void split(Shard parent, BigInteger newStart) {
        checkOpen(parent);
        if (!parent.range().canSplitAt(newStart)) {
            throw KinesisException.invalidArgument(
                    "NewStartingHashKey " + newStart + " must be more than 1 above the start "
                            + parent.range().start() + " of shard " + parent.id() + " and below its end "
                            + parent.range().end());
        }
        close(parent);
        parent.range().splitAt(newStart).forEach(range -> open(range, List.of(parent)));
    }

    void merge(Shard parent, Shard adjacentParent) {
        checkOpen(parent);
        checkOpen(adjacentParent);
        if (!parent.range().isAdjacentTo(adjacentParent.range())) {
            throw KinesisException.invalidArgument(
                    "shards " + parent.id() + " and " + adjacentParent.id() + " are not adjacent");
        }
        close(parent);
        close(adjacentParent);
        open(parent.range().mergeWith(adjacentParent.range()), List.of(parent, adjacentParent));
    }

    /**
     * Splits and merges until there are {@code target} open shards of one size, and leaves those alone that have it
     * already. Shards that open and close again on the way stay in the history, as in the service.
     */
    void scaleTo(int target) {
        List<BigInteger> starts = HashKeyRange.uniform(target).stream()
                .map(range -> existingStartNear(range.start()))
                .toList();
        for (BigInteger start : starts) {
            if (!openByStart.containsKey(start)) {
                split(openShardOf(start), start);
            }
        }
        for (int i = 0; i < target; i++) {
            BigInteger nextStart = i + 1 < target ? starts.get(i + 1) : HashKeyRange.MAX_KEY.add(BigInteger.ONE);
            Shard first = openShardOf(starts.get(i));
            while (first.range().end().add(BigInteger.ONE).compareTo(nextStart) < 0) {
                merge(first, openShardOf(first.range().end().add(BigInteger.ONE)));
                first = openShardOf(starts.get(i));
            }
        }
    }

    /**
     * The given key, or the start of an open shard that differs from it only because sizes are rounded to whole keys.
     */
    private BigInteger existingStartNear(BigInteger key) {
        BigInteger nearest = openByStart.floorKey(key.add(ROUNDING));
        return key.subtract(nearest).abs().compareTo(ROUNDING) <= 0 ? nearest : key;
    }

    /** The shards that came from this one. */
    List<Shard> childrenOf(Shard parent) {
        return shards.values().stream()
                .filter(shard -> shard.parents().contains(parent.id()))
                .toList();
    }

    /** Shards whose creation began after the given one's. */
    List<Shard> after(String shardId) {
        List<Shard> later = new ArrayList<>();
        for (Shard shard : shards.values()) {
            if (shard.id().compareTo(shardId) > 0) {
                later.add(shard);
            }
        }
        return later;
    }

    private static void checkOpen(Shard shard) {
        if (!shard.isOpen()) {
            throw KinesisException.inUse("shard " + shard.id() + " is closed: it was split or merged before");
        }
    }

    private void open(HashKeyRange range, List<Shard> parents) {
        String id = String.format(Locale.ROOT, "shardId-%012d", shards.size());
        Shard shard =
                new Shard(id, range, parents.stream().map(Shard::id).toList(), sequence.getAsLong(), clock.instant());
        shards.put(id, shard);
        openByStart.put(range.start(), shard);
    }

    private void close(Shard shard) {
        shard.close(sequence.getAsLong(), clock.instant());
        openByStart.remove(shard.range().start());
    }
}
