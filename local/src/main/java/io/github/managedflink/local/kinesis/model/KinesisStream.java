package io.github.managedflink.local.kinesis.model;

import java.math.BigInteger;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/** One stream: its shards, its registered consumers and its tags. Every change is in force when the call returns. */
public final class KinesisStream {

    /** Open shards of one stream; UpdateShardCount of the service goes no further either. */
    public static final int MAX_SHARDS = 10_000;

    /**
     * How large a record of a new stream may be, in KiB: data and partition key together. It is the least limit, too.
     */
    public static final int DEFAULT_MAX_RECORD_KIB = 1024;

    /** The greatest such limit, in KiB. */
    public static final int GREATEST_MAX_RECORD_KIB = 10 * 1024;

    private static final int BYTES_PER_KIB = 1024;
    private static final int ON_DEMAND_SHARDS = 4;
    private static final int MAX_CONSUMERS = 20;
    private static final int MAX_TAGS = 50;

    private final StreamArn arn;
    private final Clock clock;
    private final Instant createdAt;
    private final ShardTopology topology;
    private final NavigableMap<String, StreamConsumer> consumers = new TreeMap<>();
    private final NavigableMap<String, String> tags = new TreeMap<>();
    private StreamMode mode;
    private int maxRecordKib = DEFAULT_MAX_RECORD_KIB;
    private long sequence;

    KinesisStream(StreamArn arn, StreamMode mode, int shardCount, Clock clock) {
        this.arn = arn;
        this.mode = mode;
        this.clock = clock;
        this.createdAt = Instant.ofEpochMilli(clock.millis());
        this.topology = new ShardTopology(shardCount, this::nextSequence, clock);
    }

    static KinesisStream provisioned(StreamArn arn, int shardCount, Clock clock) {
        checkShardCount(shardCount);
        return new KinesisStream(arn, StreamMode.PROVISIONED, shardCount, clock);
    }

    static KinesisStream onDemand(StreamArn arn, Clock clock) {
        return new KinesisStream(arn, StreamMode.ON_DEMAND, ON_DEMAND_SHARDS, clock);
    }

    public StreamArn arn() {
        return arn;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public synchronized StreamMode mode() {
        return mode;
    }

    public synchronized void changeMode(StreamMode newMode) {
        mode = newMode;
    }

    /** How large a record may be, in KiB: data and partition key together. */
    public synchronized int maxRecordKib() {
        return maxRecordKib;
    }

    /** The same in bytes. */
    public int maxRecordBytes() {
        return maxRecordKib() * BYTES_PER_KIB;
    }

    /**
     * Changes how large a record may be.
     *
     * @param kib from 1,024 to 10,240
     * @throws KinesisException if it is out of range
     */
    public synchronized void changeMaxRecordSize(int kib) {
        if (kib < DEFAULT_MAX_RECORD_KIB || kib > GREATEST_MAX_RECORD_KIB) {
            throw KinesisException.validation("MaxRecordSizeInKiB must be from " + DEFAULT_MAX_RECORD_KIB + " to "
                    + GREATEST_MAX_RECORD_KIB + ", not " + kib);
        }
        maxRecordKib = kib;
    }

    /** All shards, the closed ones too, in the order of their ids. */
    public synchronized List<Shard> shards() {
        return topology.all();
    }

    /**
     * The shards that a filter accepts, with ids after {@code exclusiveStartShardId}; "" gives them from the first on.
     */
    public synchronized List<Shard> shards(ShardFilter filter, String exclusiveStartShardId) {
        return topology.after(exclusiveStartShardId).stream()
                .filter(filter::accepts)
                .toList();
    }

    public synchronized int openShardCount() {
        return topology.open().size();
    }

    public synchronized Shard shard(String shardId) {
        return topology.get(shardId);
    }

    public synchronized List<Shard> childrenOf(Shard shard) {
        return topology.childrenOf(shard);
    }

    /**
     * Stores records in the order given, each in the open shard of its hash key.
     *
     * @throws KinesisException if one is too large
     */
    public List<PutResult> put(Collection<NewRecord> records) {
        List<PutResult> results = new ArrayList<>(records.size());
        Set<Shard> touched = new LinkedHashSet<>();
        records.forEach(this::checkSize);
        synchronized (this) {
            long now = clock.millis();
            for (NewRecord record : records) {
                Shard shard = topology.openShardOf(record.hashKey());
                long number = nextSequence();
                shard.append(number, now, record);
                touched.add(shard);
                results.add(new PutResult(shard.id(), SequenceNumber.format(number)));
            }
        }
        touched.forEach(Shard::wakeReaders);
        return results;
    }

    public void split(String shardId, String newStartingHashKey) {
        BigInteger newStart = HashKey.parse("NewStartingHashKey", newStartingHashKey);
        synchronized (this) {
            checkShardCount(topology.open().size() + 1);
            topology.split(topology.get(shardId), newStart);
        }
        wakeAllReaders();
    }

    public void merge(String shardId, String adjacentShardId) {
        synchronized (this) {
            topology.merge(topology.get(shardId), topology.get(adjacentShardId));
        }
        wakeAllReaders();
    }

    /** Scales to {@code target} open shards of one size, at most to twice and at least to half of what they are. */
    public void updateShardCount(int target) {
        synchronized (this) {
            checkShardCount(target);
            int current = topology.open().size();
            if (target > 2 * current || 2 * target < current) {
                throw KinesisException.invalidArgument("TargetShardCount " + target
                        + " must be at least half of and at most twice the " + current + " open shards");
            }
            topology.scaleTo(target);
        }
        wakeAllReaders();
    }

    public StreamConsumer registerConsumer(String name) {
        return registerConsumer(name, Instant.ofEpochMilli(clock.millis()));
    }

    public synchronized StreamConsumer registerConsumer(String name, Instant createdAt) {
        if (consumers.containsKey(name)) {
            throw KinesisException.inUse("stream " + arn.name() + " has a consumer " + name + " already");
        }
        if (consumers.size() == MAX_CONSUMERS) {
            throw KinesisException.limitExceeded(
                    "stream " + arn.name() + " has " + MAX_CONSUMERS + " consumers already");
        }
        StreamConsumer consumer = new StreamConsumer(arn, name, createdAt);
        consumers.put(name, consumer);
        return consumer;
    }

    public synchronized StreamConsumer consumer(String name) {
        StreamConsumer consumer = consumers.get(name);
        if (consumer == null) {
            throw KinesisException.notFound("stream " + arn.name() + " has no consumer " + name);
        }
        return consumer;
    }

    /** Consumers in the order of their names. */
    public synchronized List<StreamConsumer> consumers() {
        return List.copyOf(consumers.values());
    }

    public void deregisterConsumer(String name) {
        synchronized (this) {
            consumers.remove(consumer(name).name());
        }
        wakeAllReaders();
    }

    public synchronized void addTags(Map<String, String> added) {
        Set<String> keys = new LinkedHashSet<>(tags.keySet());
        keys.addAll(added.keySet());
        if (keys.size() > MAX_TAGS) {
            throw KinesisException.invalidArgument("a stream has at most " + MAX_TAGS + " tags");
        }
        tags.putAll(added);
    }

    public synchronized void removeTags(Collection<String> keys) {
        tags.keySet().removeAll(keys);
    }

    /** Tags in the order of their keys. */
    public synchronized Map<String, String> tags() {
        return new TreeMap<>(tags);
    }

    /** How many records the stream holds. */
    public long recordCount() {
        return shards().stream().mapToLong(Shard::size).sum();
    }

    /** Whether of every shard, closed or open, some reader got the last record. */
    public boolean isReadToItsEnd() {
        return shards().stream().allMatch(Shard::isReadToItsEnd);
    }

    /** Whether every open shard has a reader. */
    public boolean isBeingRead() {
        return shards().stream().filter(Shard::isOpen).allMatch(Shard::hasReader);
    }

    /** For changes that concern more than one shard. */
    void wakeAllReaders() {
        shards().forEach(Shard::wakeReaders);
    }

    private long nextSequence() {
        return sequence++;
    }

    private void checkSize(NewRecord record) {
        int most = maxRecordBytes();
        if (record.bytes() > most) {
            throw KinesisException.validation("Data and PartitionKey of a record must not be larger than " + most
                    + " bytes together, these have " + record.bytes());
        }
    }

    private static void checkShardCount(int count) {
        if (count < 1) {
            throw KinesisException.validation("a stream must have at least 1 shard, not " + count);
        }
        if (count > MAX_SHARDS) {
            throw KinesisException.limitExceeded("a stream has at most " + MAX_SHARDS + " shards, not " + count);
        }
    }
}
