package io.github.managedflink.local.dynamodb.model;

import java.util.Optional;

/**
 * A place in a table or an index: the items of one partition key stand together, ordered by their sort keys, and the
 * partitions in an order that nobody can guess. A position is that of an item, or lies before or behind all items that
 * have its values.
 *
 * @param hash that the partitions are ordered by, of 32 bits without sign; no partition has {@link #HASHES}
 * @param partition empty beside all items of a hash
 * @param sort empty where the key has no sort key, and beside a whole partition
 * @param inTable in an index, where several items may have one key, the place in the table; else empty
 * @param side 0 for the position of an item, negative for the one before all items of the same values, positive for the
 *     one behind
 */
public record Position(
        long hash, Optional<ScalarValue> partition, Optional<ScalarValue> sort, Optional<Position> inTable, int side)
        implements Comparable<Position> {

    /** How many hashes there are. */
    private static final long HASHES = 1L << Integer.SIZE;

    private static final int MIX = 0x9E3779B9;

    /** That of an item in a table. */
    public static Position inTable(ScalarValue partition, Optional<ScalarValue> sort) {
        return new Position(hashOf(partition), Optional.of(partition), sort, Optional.empty(), 0);
    }

    /** That of an item in an index. */
    public static Position inIndex(ScalarValue partition, Optional<ScalarValue> sort, Position inTable) {
        return new Position(hashOf(partition), Optional.of(partition), sort, Optional.of(inTable), 0);
    }

    /** Before all items with a partition key and, if it is given, a sort key. */
    public static Position before(ScalarValue partition, Optional<ScalarValue> sort) {
        return new Position(hashOf(partition), Optional.of(partition), sort, Optional.empty(), -1);
    }

    /** Behind all items with a partition key and, if it is given, a sort key. */
    public static Position behind(ScalarValue partition, Optional<ScalarValue> sort) {
        return new Position(hashOf(partition), Optional.of(partition), sort, Optional.empty(), 1);
    }

    /** The same for the same partition key in each run. */
    private static long hashOf(ScalarValue partition) {
        int hash = partition.hashCode() * MIX;
        return Integer.toUnsignedLong(hash ^ (hash >>> 15));
    }

    /** Before all items of one of so many equal parts of a table or index, or behind the last part. */
    public static Position beforeSegment(int segment, int segments) {
        // Rounded up, so that each hash lies in the part that it would be scaled to.
        long hash = (segment * HASHES + segments - 1) / segments;
        return new Position(hash, Optional.empty(), Optional.empty(), Optional.empty(), -1);
    }

    @Override
    public int compareTo(Position other) {
        int order = Long.compare(hash, other.hash);
        if (order == 0) {
            order = compare(partition, other.partition, other);
        }
        if (order == 0) {
            order = compare(sort, other.sort, other);
        }
        if (order == 0 && inTable.isPresent() && other.inTable.isPresent()) {
            order = inTable.get().compareTo(other.inTable.get());
        }
        return order == 0 ? Integer.compare(side, other.side) : order;
    }

    private int compare(Optional<ScalarValue> own, Optional<ScalarValue> others, Position other) {
        if (own.isPresent() && others.isPresent()) {
            return own.get().compareTo(others.get());
        }
        // The one without a value lies before or behind all that have one.
        return own.isPresent() ? -other.side : others.isPresent() ? side : 0;
    }
}
