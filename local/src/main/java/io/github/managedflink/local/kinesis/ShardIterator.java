package io.github.managedflink.local.kinesis;

import io.github.managedflink.local.kinesis.model.KinesisException;
import io.github.managedflink.local.kinesis.model.KinesisStream;
import io.github.managedflink.local.kinesis.model.KinesisStreams;
import io.github.managedflink.local.kinesis.model.Shard;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A place in a shard that a reader holds between two GetRecords. */
record ShardIterator(
        String region, String streamName, long streamCreatedMillis, String shardId, int position, long issuedMillis) {

    /** How long an iterator can be used. */
    static final Duration LIFETIME = Duration.ofMinutes(5);

    private static final String KIND = "iterator";

    static ShardIterator at(KinesisStream stream, Shard shard, int position, Instant now) {
        return new ShardIterator(
                stream.arn().region(),
                stream.arn().name(),
                stream.createdAt().toEpochMilli(),
                shard.id(),
                position,
                now.toEpochMilli());
    }

    static ShardIterator decode(String token) {
        List<String> parts = OpaqueToken.decode("ShardIterator", token, KIND, 6);
        try {
            return new ShardIterator(
                    parts.get(0),
                    parts.get(1),
                    Long.parseLong(parts.get(2)),
                    parts.get(3),
                    Integer.parseInt(parts.get(4)),
                    Long.parseLong(parts.get(5)));
        } catch (NumberFormatException e) {
            throw OpaqueToken.invalid("ShardIterator");
        }
    }

    String encode() {
        return OpaqueToken.encode(KIND, region, streamName, streamCreatedMillis, shardId, position, issuedMillis);
    }

    boolean isExpired(Instant now) {
        return Instant.ofEpochMilli(issuedMillis).plus(LIFETIME).isBefore(now);
    }

    /** The stream, unless it was deleted, be it that one of the same name was created since. */
    KinesisStream stream(KinesisStreams streams) {
        KinesisStream stream = streams.get(region, streamName);
        if (stream.createdAt().toEpochMilli() != streamCreatedMillis) {
            throw KinesisException.notFound("the stream of this iterator was deleted");
        }
        return stream;
    }
}
