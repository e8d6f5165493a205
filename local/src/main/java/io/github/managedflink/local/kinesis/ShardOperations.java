package io.github.managedflink.local.kinesis;

import io.github.managedflink.local.kinesis.model.HashKeyRange;
import io.github.managedflink.local.kinesis.model.KinesisException;
import io.github.managedflink.local.kinesis.model.KinesisStream;
import io.github.managedflink.local.kinesis.model.KinesisStreams;
import io.github.managedflink.local.kinesis.model.Shard;
import io.github.managedflink.local.kinesis.model.ShardFilter;
import io.github.managedflink.local.kinesis.protocol.WireBody;
import io.github.managedflink.local.kinesis.protocol.WireRequest;
import io.github.managedflink.local.kinesis.protocol.WireWriter;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The calls that list shards and change how many there are. */
final class ShardOperations {

    private static final int MAX_RESULTS = 10_000;
    private static final int DEFAULT_RESULTS = 1_000;

    private final KinesisStreams streams;
    private final StreamLookup lookup;

    ShardOperations(KinesisStreams streams, StreamLookup lookup) {
        this.streams = streams;
        this.lookup = lookup;
    }

    Map<String, Function<Call, WireBody>> byAction() {
        return Map.of(
                "ListShards", this::listShards,
                "SplitShard", this::splitShard,
                "MergeShards", this::mergeShards,
                "UpdateShardCount", this::updateShardCount);
    }

    private WireBody listShards(Call call) {
        WireRequest request = call.request();
        ShardListing listing = request.text("NextToken")
                .map(token -> continued(request, token))
                .orElseGet(() -> new ShardListing(
                        lookup.streamOf(call),
                        request.object("ShardFilter").map(FilterSetting::of),
                        request.text("ExclusiveStartShardId").orElse("")));
        Page<Shard> page = Page.of(
                listing.shards(), request.integer("MaxResults", 1, MAX_RESULTS).orElse(DEFAULT_RESULTS));
        return out -> {
            out.list("Shards", page.items(), ShardOperations::writeShard);
            if (page.hasMore()) {
                out.text("NextToken", listing.tokenAfter(page.last().id()));
            }
        };
    }

    private ShardListing continued(WireRequest request, String token) {
        if (request.text("StreamName").isPresent()
                || request.text("ExclusiveStartShardId").isPresent()) {
            throw KinesisException.invalidArgument(
                    "NextToken stands alone: StreamName and ExclusiveStartShardId cannot be given with it");
        }
        List<String> parts = OpaqueToken.decode("NextToken", token, "shards", 6);
        return new ShardListing(
                streams.get(parts.get(0), parts.get(1)), FilterSetting.decode(parts.subList(3, 6)), parts.get(2));
    }

    /** The stream of a listing of shards that goes on. */
    static KinesisStream streamOfToken(KinesisStreams streams, String token) {
        List<String> parts = OpaqueToken.decode("NextToken", token, "shards", 6);
        return streams.get(parts.get(0), parts.get(1));
    }

    private WireBody splitShard(Call call) {
        lookup.streamOf(call)
                .split(
                        call.request().requiredText("ShardToSplit"),
                        call.request().requiredText("NewStartingHashKey"));
        return WireBody.EMPTY;
    }

    private WireBody mergeShards(Call call) {
        lookup.streamOf(call)
                .merge(
                        call.request().requiredText("ShardToMerge"),
                        call.request().requiredText("AdjacentShardToMerge"));
        return WireBody.EMPTY;
    }

    private WireBody updateShardCount(Call call) {
        WireRequest request = call.request();
        request.requiredConstant("ScalingType", ScalingType.class);
        int target = request.integer("TargetShardCount", 1, Integer.MAX_VALUE)
                .orElseThrow(() -> KinesisException.validation("TargetShardCount is missing"));
        KinesisStream stream = lookup.streamOf(call);
        int current = stream.openShardCount();
        stream.updateShardCount(target);
        return out -> {
            out.text("StreamName", stream.arn().name());
            out.text("StreamARN", stream.arn().toString());
            out.number("CurrentShardCount", current);
            out.number("TargetShardCount", target);
        };
    }

    static void writeShard(WireWriter out, Shard shard) throws IOException {
        out.text("ShardId", shard.id());
        if (!shard.parents().isEmpty()) {
            out.text("ParentShardId", shard.parents().get(0));
        }
        if (shard.parents().size() > 1) {
            out.text("AdjacentParentShardId", shard.parents().get(1));
        }
        writeHashKeyRange(out, shard.range());
        out.object("SequenceNumberRange", range -> {
            range.text("StartingSequenceNumber", shard.startingSequenceNumber());
            Optional<String> end = shard.endingSequenceNumber();
            if (end.isPresent()) {
                range.text("EndingSequenceNumber", end.get());
            }
        });
    }

    /** The children that a reader goes on with at the end of their parents. */
    static void writeChildShards(WireWriter out, List<Shard> children) throws IOException {
        out.list("ChildShards", children, (child, shard) -> {
            child.text("ShardId", shard.id());
            child.texts("ParentShards", shard.parents());
            writeHashKeyRange(child, shard.range());
        });
    }

    private static void writeHashKeyRange(WireWriter out, HashKeyRange hashKeys) throws IOException {
        out.object("HashKeyRange", range -> {
            range.text("StartingHashKey", hashKeys.start().toString());
            range.text("EndingHashKey", hashKeys.end().toString());
        });
    }

    private enum ScalingType {
        UNIFORM_SCALING
    }

    /** Which shards one ListShards and its continuations go through. */
    private record ShardListing(KinesisStream stream, Optional<FilterSetting> filter, String afterShardId) {

        List<Shard> shards() {
            return stream.shards(filter.map(FilterSetting::filter).orElseGet(ShardFilter::all), afterShardId);
        }

        String tokenAfter(String shardId) {
            return OpaqueToken.encode(
                    "shards",
                    stream.arn().region(),
                    stream.arn().name(),
                    shardId,
                    filter.map(setting -> setting.type().name()).orElse(""),
                    filter.flatMap(FilterSetting::shardId).orElse(""),
                    filter.flatMap(FilterSetting::timestamp)
                            .map(Instant::toString)
                            .orElse(""));
        }
    }

    /** A ShardFilter as it is written in a request or in a token. */
    private record FilterSetting(ShardFilter.Type type, Optional<String> shardId, Optional<Instant> timestamp) {

        static FilterSetting of(WireRequest request) {
            return new FilterSetting(
                    request.requiredConstant("Type", ShardFilter.Type.class),
                    request.text("ShardId"),
                    request.timestamp("Timestamp"));
        }

        static Optional<FilterSetting> decode(List<String> parts) {
            if (parts.get(0).isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(new FilterSetting(
                    ShardFilter.Type.valueOf(parts.get(0)),
                    Optional.of(parts.get(1)).filter(text -> !text.isEmpty()),
                    Optional.of(parts.get(2)).filter(text -> !text.isEmpty()).map(Instant::parse)));
        }

        ShardFilter filter() {
            return ShardFilter.of(type, shardId, timestamp);
        }
    }
}
