package io.github.managedflink.local.kinesis;

import io.github.managedflink.local.http.ThrottledBatches;
import io.github.managedflink.local.kinesis.model.KinesisError;
import io.github.managedflink.local.kinesis.model.KinesisException;
import io.github.managedflink.local.kinesis.model.KinesisStream;
import io.github.managedflink.local.kinesis.model.KinesisStreams;
import io.github.managedflink.local.kinesis.model.NewRecord;
import io.github.managedflink.local.kinesis.model.PutResult;
import io.github.managedflink.local.kinesis.model.Shard;
import io.github.managedflink.local.kinesis.model.ShardSlice;
import io.github.managedflink.local.kinesis.model.StartingPosition;
import io.github.managedflink.local.kinesis.model.StoredRecord;
import io.github.managedflink.local.kinesis.protocol.WireBody;
import io.github.managedflink.local.kinesis.protocol.WireRequest;
import io.github.managedflink.local.kinesis.protocol.WireWriter;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/** The calls that write records and poll for them. */
final class RecordOperations {

    static final String RATE_EXCEEDED = "Rate exceeded for shard; slow down.";

    private static final int MAX_RECORDS_PER_PUT = 500;
    private static final int MAX_BYTES_PER_PUT = 5 << 20;
    private static final int MAX_RECORDS_PER_GET = 10_000;
    private static final long MAX_BYTES_PER_GET = 10 << 20;

    private final KinesisStreams streams;
    private final StreamLookup lookup;
    private final Clock clock;
    private final ThrottledBatches throttledBatches = new ThrottledBatches();

    RecordOperations(KinesisStreams streams, StreamLookup lookup, Clock clock) {
        this.streams = streams;
        this.lookup = lookup;
        this.clock = clock;
    }

    Map<String, Function<Call, WireBody>> byAction() {
        return Map.of(
                "PutRecord", this::putRecord,
                "PutRecords", this::putRecords,
                "GetShardIterator", this::getShardIterator,
                "GetRecords", this::getRecords);
    }

    private WireBody putRecord(Call call) {
        KinesisStream stream = lookup.streamOf(call);
        PutResult result = stream.put(List.of(newRecord(call.request()))).get(0);
        return out -> writeResult(out, result);
    }

    private WireBody putRecords(Call call) {
        KinesisStream stream = lookup.streamOf(call);
        List<PutResult> results = stream.put(records(call, stream));
        return out -> {
            out.number("FailedRecordCount", 0);
            out.list("Records", results, RecordOperations::writeResult);
        };
    }

    /** Throttles a {@code PutRecords} in part; empty if it is to be refused as a whole. */
    Optional<WireBody> throttlePutRecords(Call call) {
        return throttledBatches.inPart(() -> putRecordsInPart(call));
    }

    /**
     * Stores some records of the call and hands the others back, as the service does when only some shards are too
     * busy.
     */
    private WireBody putRecordsInPart(Call call) {
        KinesisStream stream = lookup.streamOf(call);
        List<NewRecord> records = records(call, stream);
        List<NewRecord> taken = IntStream.range(0, records.size())
                .filter(ThrottledBatches::isTaken)
                .mapToObj(records::get)
                .toList();
        Iterator<PutResult> stored = stream.put(taken).iterator();
        List<Optional<PutResult>> results = IntStream.range(0, records.size())
                .mapToObj(i -> ThrottledBatches.isTaken(i) ? Optional.of(stored.next()) : Optional.<PutResult>empty())
                .toList();
        return out -> {
            out.number("FailedRecordCount", records.size() - taken.size());
            out.list("Records", results, RecordOperations::writeResultOrError);
        };
    }

    private static List<NewRecord> records(Call call, KinesisStream stream) {
        int most = Math.max(MAX_BYTES_PER_PUT, stream.maxRecordBytes());
        List<NewRecord> records = new ArrayList<>();
        long bytes = 0;
        for (WireRequest entry : call.request().requiredList("Records", 1, MAX_RECORDS_PER_PUT)) {
            NewRecord record = newRecord(entry);
            bytes += record.bytes();
            records.add(record);
        }
        if (bytes > most) {
            throw KinesisException.invalidArgument("the records of one PutRecords must not be larger than " + most
                    + " bytes together, these have " + bytes);
        }
        return records;
    }

    private static NewRecord newRecord(WireRequest entry) {
        byte[] data = entry.requiredBinary("Data");
        String partitionKey = entry.requiredText("PartitionKey");
        return entry.text("ExplicitHashKey")
                .map(hashKey -> NewRecord.withExplicitHashKey(partitionKey, hashKey, data))
                .orElseGet(() -> NewRecord.of(partitionKey, data));
    }

    private static void writeResult(WireWriter out, PutResult result) throws IOException {
        out.text("ShardId", result.shardId());
        out.text("SequenceNumber", result.sequenceNumber());
    }

    private static void writeResultOrError(WireWriter out, Optional<PutResult> result) throws IOException {
        if (result.isPresent()) {
            writeResult(out, result.get());
        } else {
            out.text("ErrorCode", KinesisError.THROUGHPUT_EXCEEDED.code());
            out.text("ErrorMessage", RATE_EXCEEDED);
        }
    }

    private WireBody getShardIterator(Call call) {
        WireRequest request = call.request();
        StartingPosition start = StartingPosition.of(
                request.requiredConstant("ShardIteratorType", StartingPosition.Type.class),
                request.text("StartingSequenceNumber"),
                request.timestamp("Timestamp"));
        KinesisStream stream = lookup.streamOf(call);
        Shard shard = stream.shard(request.requiredText("ShardId"));
        ShardIterator iterator = ShardIterator.at(stream, shard, shard.positionOf(start), clock.instant());
        return out -> out.text("ShardIterator", iterator.encode());
    }

    private WireBody getRecords(Call call) {
        WireRequest request = call.request();
        ShardIterator iterator = ShardIterator.decode(request.requiredText("ShardIterator"));
        int limit = request.integer("Limit", 1, MAX_RECORDS_PER_GET).orElse(MAX_RECORDS_PER_GET);
        if (iterator.isExpired(clock.instant())) {
            throw new KinesisException(
                    KinesisError.EXPIRED_ITERATOR,
                    "the iterator is older than " + ShardIterator.LIFETIME.toMinutes() + " minutes");
        }
        KinesisStream stream = iterator.stream(streams);
        Shard shard = stream.shard(iterator.shardId());
        ShardSlice slice = shard.read(iterator.position(), limit, MAX_BYTES_PER_GET, clock.millis());
        shard.deliveredUpTo(slice.nextPosition());
        return out -> {
            writeRecords(out, slice);
            out.number("MillisBehindLatest", slice.millisBehindLatest());
            if (slice.endOfShard()) {
                ShardOperations.writeChildShards(out, stream.childrenOf(shard));
            } else {
                out.text(
                        "NextShardIterator",
                        ShardIterator.at(stream, shard, slice.nextPosition(), clock.instant())
                                .encode());
            }
        };
    }

    static void writeRecords(WireWriter out, ShardSlice slice) throws IOException {
        out.list("Records", slice.records(), RecordOperations::writeRecord);
    }

    private static void writeRecord(WireWriter out, StoredRecord record) throws IOException {
        out.text("SequenceNumber", record.sequenceNumber());
        out.timestamp("ApproximateArrivalTimestamp", record.arrival());
        out.binary("Data", record.data());
        out.text("PartitionKey", record.partitionKey());
    }
}
