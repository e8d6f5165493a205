package io.github.managedflink.local.dynamodb.model;

import java.util.Optional;

/**
 * A place in a table or an index: the items of one partition key stand together, ordered by their sort keys, and the partitions in
 * an order that nobody can guess. A position is that of an item, or lies before or behind all items that have its values.
 *
 * @param hash that the partitions are ordered by, without sign
 * @param sort empty where the key has no sort key, and beside a whole partition
 * @param inTable in an index, where several items may have one key, the place in the table; else empty
 * @param side 0 for the position of an item, negative for the one before all items of the same values, positive for the one behind
 */
public record Position(
        int hash, ScalarValue partition, Optional<ScalarValue> sort, Optional<Position> inTable, int side)
        implements Comparable<Position> {

    private static final int MIX = 0x9E3779B9;

    /** That of an item in a table. */
    public static Position inTable(ScalarValue partition, Optional<ScalarValue> sort) {
        return new Position(hashOf(partition), partition, sort, Optional.empty(), 0);
    }

    /** That of an item in an index. */
    public static Position inIndex(ScalarValue partition, Optional<ScalarValue> sort, Position inTable) {
        return new Position(hashOf(partition), partition, sort, Optional.of(inTable), 0);
    }

    /** Before all items with a partition key and, if it is given, a sort key. */
    public static Position before(ScalarValue partition, Optional<ScalarValue> sort) {
        return new Position(hashOf(partition), partition, sort, Optional.empty(), -1);
    }

    /** Behind all items with a partition key and, if it is given, a sort key. */
    public static Position behind(ScalarValue partition, Optional<ScalarValue> sort) {
        return new Position(hashOf(partition), partition, sort, Optional.empty(), 1);
    }

    /** The same for the same partition key in each run. */
    private static int hashOf(ScalarValue partition) {
        int hash = partition.hashCode() * MIX;
        return hash ^ (hash >>> 15);
    }

    /** Which of so many equal parts of a table or index it lies in. */
    public int segment(int segments) {
        return (int) ((Integer.toUnsignedLong(hash) * segments) >>> Integer.SIZE);
    }

    @Override
    public int compareTo(Position other) {
        int order = Integer.compareUnsigned(hash, other.hash);
        if (order == 0) {
            order = partition.compareTo(other.partition);
        }
        if (order == 0 && sort.isPresent() != other.sort.isPresent()) {
            // The one without a sort key lies before or behind the partition.
            return sort.isPresent() ? -other.side : side;
        }
        if (order == 0 && sort.isPresent()) {
            order = sort.get().compareTo(other.sort.get());
        }
        if (order == 0 && inTable.isPresent() && other.inTable.isPresent()) {
            order = inTable.get().compareTo(other.inTable.get());
        }
        return order == 0 ? Integer.compare(side, other.side) : order;
    }
}
