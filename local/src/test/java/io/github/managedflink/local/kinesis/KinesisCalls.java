package io.github.managedflink.local.kinesis;

import static org.awaitility.Awaitility.await;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ChildShard;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.kinesis.model.HashKeyRange;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardFilterType;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StreamMode;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;

/** Calls that tests make again and again, and the parts of their answers that must not depend on who gives them. */
final class KinesisCalls {

    private KinesisCalls() {}

    static void createStream(KinesisClient client, String stream, int shards) {
        client.createStream(r -> r.streamName(stream).shardCount(shards));
        awaitActive(client, stream);
    }

    static String arn(KinesisClient client, String stream) {
        return client.describeStreamSummary(r -> r.streamName(stream))
                .streamDescriptionSummary()
                .streamARN();
    }

    static StreamMode mode(KinesisClient client, String stream) {
        return client.describeStreamSummary(r -> r.streamName(stream))
                .streamDescriptionSummary()
                .streamModeDetails()
                .streamMode();
    }

    static List<Shard> shards(KinesisClient client, String stream) {
        return client.listShards(r -> r.streamName(stream)).shards().stream()
                .sorted(Comparator.comparing(Shard::shardId))
                .toList();
    }

    static List<String> topology(KinesisClient client, String stream) {
        return shards(client, stream).stream()
                .map(shard -> shard.shardId() + " " + text(shard.hashKeyRange()) + " from " + shard.parentShardId()
                        + " and " + shard.adjacentParentShardId() + " "
                        + (shard.sequenceNumberRange().endingSequenceNumber() == null ? "open" : "closed"))
                .toList();
    }

    static List<String> filtered(KinesisClient client, String stream, ShardFilterType type) {
        return client.listShards(r -> r.streamName(stream).shardFilter(f -> f.type(type))).shards().stream()
                .map(Shard::shardId)
                .sorted()
                .toList();
    }

    static List<HashKeyRange> openRanges(KinesisClient client, String stream) {
        return shards(client, stream).stream()
                .filter(shard -> shard.sequenceNumberRange().endingSequenceNumber() == null)
                .map(Shard::hashKeyRange)
                .sorted(Comparator.comparing(range -> new BigInteger(range.startingHashKey())))
                .toList();
    }

    static boolean coversTheSpace(List<HashKeyRange> ranges) {
        BigInteger next = BigInteger.ZERO;
        for (HashKeyRange range : ranges) {
            if (!new BigInteger(range.startingHashKey()).equals(next)) {
                return false;
            }
            next = new BigInteger(range.endingHashKey()).add(BigInteger.ONE);
        }
        return next.equals(BigInteger.ONE.shiftLeft(128));
    }

    static List<String> put(KinesisClient client, String stream, int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> client.putRecord(r ->
                                r.streamName(stream).partitionKey("key-" + i).data(bytes("value-" + i)))
                        .sequenceNumber())
                .toList();
    }

    static boolean isIncreasing(List<String> numbers) {
        return IntStream.range(1, numbers.size())
                .allMatch(i -> new BigInteger(numbers.get(i - 1)).compareTo(new BigInteger(numbers.get(i))) < 0);
    }

    static String iterator(KinesisClient client, String stream, ShardIteratorType type, String number) {
        return iterator(client, request(stream, type).startingSequenceNumber(number));
    }

    static String iterator(KinesisClient client, GetShardIteratorRequest.Builder request) {
        return client.getShardIterator(request.build()).shardIterator();
    }

    static GetShardIteratorRequest.Builder request(String stream, ShardIteratorType type) {
        return GetShardIteratorRequest.builder()
                .streamName(stream)
                .shardId("shardId-000000000000")
                .shardIteratorType(type);
    }

    static List<String> read(KinesisClient client, String stream, ShardIteratorType type, String number) {
        return data(client.getRecords(r -> r.shardIterator(iterator(client, stream, type, number)))
                .records());
    }

    static List<String> readAt(KinesisClient client, String stream, Instant when) {
        String iterator =
                iterator(client, request(stream, ShardIteratorType.AT_TIMESTAMP).timestamp(when));
        return data(client.getRecords(r -> r.shardIterator(iterator)).records());
    }

    /** How a closed shard ends: its records, no further iterator, and its children. */
    static String closing(KinesisClient client, String stream, String shardId) {
        String iterator =
                iterator(client, request(stream, ShardIteratorType.TRIM_HORIZON).shardId(shardId));
        GetRecordsResponse response = client.getRecords(r -> r.shardIterator(iterator));
        return data(response.records()) + " then " + response.nextShardIterator() + " children "
                + response.childShards().stream()
                        .sorted(Comparator.comparing(ChildShard::shardId))
                        .map(child ->
                                child.shardId() + " of " + child.parentShards() + " " + text(child.hashKeyRange()))
                        .toList();
    }

    static String text(HashKeyRange range) {
        return "[" + range.startingHashKey() + ", " + range.endingHashKey() + "]";
    }

    static List<String> data(List<Record> records) {
        return records.stream().map(record -> record.data().asUtf8String()).toList();
    }

    static SdkBytes bytes(String text) {
        return SdkBytes.fromString(text, StandardCharsets.UTF_8);
    }

    /** Waits until a stream is ready after a change, which needs no time in some services. */
    static void awaitActive(KinesisClient client, String stream) {
        await().until(() -> client.describeStreamSummary(request -> request.streamName(stream))
                        .streamDescriptionSummary()
                        .streamStatus()
                == StreamStatus.ACTIVE);
    }
}
