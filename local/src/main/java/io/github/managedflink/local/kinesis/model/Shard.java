package io.github.managedflink.local.kinesis.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.ToLongFunction;

/** An append-only sequence of records. A closed shard takes no more of them but can still be read. */
public final class Shard {

    private final String id;
    private final HashKeyRange range;
    private final List<String> parents;
    private final long startSequence;
    private final Instant createdAt;
    private final Set<Runnable> listeners = new CopyOnWriteArraySet<>();

    private final List<StoredRecord> records = new ArrayList<>();
    private long endSequence = -1;
    private Instant closedAt;
    private int delivered;
    private boolean hasReader;

    Shard(String id, HashKeyRange range, List<String> parents, long startSequence, Instant createdAt) {
        this.id = id;
        this.range = range;
        this.parents = List.copyOf(parents);
        this.startSequence = startSequence;
        this.createdAt = createdAt;
    }

    public String id() {
        return id;
    }

    public HashKeyRange range() {
        return range;
    }

    /** The shards that this one came from: none, one after a split, two after a merge. */
    public List<String> parents() {
        return parents;
    }

    public String startingSequenceNumber() {
        return SequenceNumber.format(startSequence);
    }

    /** Absent while the shard is open. */
    public synchronized Optional<String> endingSequenceNumber() {
        return isOpen() ? Optional.empty() : Optional.of(SequenceNumber.format(endSequence));
    }

    public synchronized boolean isOpen() {
        return endSequence < 0;
    }

    Instant createdAt() {
        return createdAt;
    }

    /** Whether the shard took records at some moment at or after the given one. */
    synchronized boolean wasOpenAtOrAfter(Instant when) {
        return closedAt == null || !closedAt.isBefore(when);
    }

    synchronized void append(long sequence, long nowMillis, NewRecord record) {
        long arrival = records.isEmpty()
                ? nowMillis
                : Math.max(nowMillis, records.get(records.size() - 1).arrivalMillis());
        records.add(new StoredRecord(sequence, arrival, record));
    }

    synchronized void close(long sequence, Instant when) {
        endSequence = sequence;
        closedAt = when;
    }

    /** The index of the first record that a reader with this starting position gets. */
    public synchronized int positionOf(StartingPosition start) {
        return switch (start.type()) {
            case TRIM_HORIZON -> 0;
            case LATEST -> records.size();
            case AT_TIMESTAMP -> firstAtLeast(start.timestamp().toEpochMilli(), StoredRecord::arrivalMillis);
            case AT_SEQUENCE_NUMBER -> firstAtLeast(checkedSequence(start), StoredRecord::sequence);
            case AFTER_SEQUENCE_NUMBER -> firstAtLeast(checkedSequence(start) + 1, StoredRecord::sequence);
        };
    }

    private long checkedSequence(StartingPosition start) {
        if (!isOpen() && start.sequence() > endSequence) {
            throw KinesisException.invalidArgument("StartingSequenceNumber " + SequenceNumber.format(start.sequence())
                    + " lies after the end of the closed shard " + id);
        }
        return start.sequence();
    }

    private int firstAtLeast(long bound, ToLongFunction<StoredRecord> field) {
        int low = 0;
        int high = records.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (field.applyAsLong(records.get(middle)) < bound) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /**
     * Reads from a position on: at most {@code maxRecords}, and as many as fit in {@code maxBytes}, but at least one if
     * there is one.
     */
    public synchronized ShardSlice read(int position, int maxRecords, long maxBytes, long nowMillis) {
        int from = Math.min(position, records.size());
        int to = from;
        long bytes = 0;
        while (to < records.size() && to - from < maxRecords) {
            bytes += records.get(to).bytes();
            if (bytes > maxBytes && to > from) {
                break;
            }
            to++;
        }
        boolean atTip = to == records.size();
        return new ShardSlice(
                records.subList(from, to),
                to,
                atTip && !isOpen(),
                // Never 0 while records are left, so that a reader who asks for 0 has read everything.
                atTip ? 0 : Math.max(1, nowMillis - records.get(to).arrivalMillis()),
                SequenceNumber.format(
                        to == 0 ? startSequence : records.get(to - 1).sequence()));
    }

    /** Notes that some reader got everything before this position. */
    public synchronized void deliveredUpTo(int position) {
        delivered = Math.max(delivered, position);
        hasReader = true;
    }

    /** Whether some reader has taken up its position. */
    synchronized boolean hasReader() {
        return hasReader;
    }

    synchronized boolean isReadToItsEnd() {
        return delivered == records.size();
    }

    synchronized int size() {
        return records.size();
    }

    /** Runs {@code listener}, which must return at once, whenever the shard got records or was closed. */
    public void addListener(Runnable listener) {
        listeners.add(listener);
    }

    public void removeListener(Runnable listener) {
        listeners.remove(listener);
    }

    /** Runs the listeners. To be called without holding a lock. */
    public void wakeReaders() {
        listeners.forEach(Runnable::run);
    }
}
