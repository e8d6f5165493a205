package io.github.managedflink.local.kinesis;

import io.github.managedflink.local.assembly.Environment;
import io.github.managedflink.local.kinesis.model.KinesisException;
import io.github.managedflink.local.kinesis.model.KinesisStream;
import io.github.managedflink.local.kinesis.model.KinesisStreams;
import io.github.managedflink.local.kinesis.model.Shard;
import io.github.managedflink.local.kinesis.model.ShardFilter;
import io.github.managedflink.local.kinesis.model.StreamArn;
import io.github.managedflink.local.kinesis.model.StreamMode;
import io.github.managedflink.local.kinesis.protocol.WireBody;
import io.github.managedflink.local.kinesis.protocol.WireRequest;
import io.github.managedflink.local.kinesis.protocol.WireWriter;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The calls that create, describe, change and delete streams as a whole. */
final class StreamOperations {

    private static final String MAX_RECORD_SIZE = "MaxRecordSizeInKiB";
    private static final int DEFAULT_RETENTION_HOURS = 24;
    private static final int MAX_LIMIT = 10_000;
    private static final int DEFAULT_LIMIT = 100;

    private final KinesisStreams streams;
    private final StreamLookup lookup;
    private final String account;

    StreamOperations(KinesisStreams streams, StreamLookup lookup, String account) {
        this.streams = streams;
        this.lookup = lookup;
        this.account = account;
    }

    Map<String, Function<Call, WireBody>> byAction() {
        return Map.of(
                "UpdateMaxRecordSize", this::updateMaxRecordSize,
                "CreateStream", this::createStream,
                "DeleteStream", this::deleteStream,
                "ListStreams", this::listStreams,
                "DescribeStream", this::describeStream,
                "DescribeStreamSummary", this::describeStreamSummary,
                "UpdateStreamMode", this::updateStreamMode,
                "AddTagsToStream", this::addTagsToStream,
                "RemoveTagsFromStream", this::removeTagsFromStream,
                "ListTagsForStream", this::listTagsForStream);
    }

    private WireBody createStream(Call call) {
        WireRequest request = call.request();
        StreamArn arn = new StreamArn(
                Environment.ofRegion(call.region()).partition(),
                call.region(),
                account,
                request.requiredText("StreamName"));
        StreamMode mode =
                request.object("StreamModeDetails").map(StreamOperations::mode).orElse(StreamMode.PROVISIONED);
        var shardCount = request.integer("ShardCount", 1, Integer.MAX_VALUE);
        Map<String, String> tags = request.textMap("Tags");
        int maxRecordKib = maxRecordKib(request).orElse(KinesisStream.DEFAULT_MAX_RECORD_KIB);
        KinesisStream created;
        if (mode == StreamMode.ON_DEMAND) {
            if (shardCount.isPresent()) {
                throw KinesisException.invalidArgument("ShardCount cannot be given for an on-demand stream");
            }
            created = streams.createOnDemand(arn);
        } else {
            created = streams.createProvisioned(
                    arn,
                    shardCount.orElseThrow(
                            () -> KinesisException.invalidArgument("ShardCount is missing for a provisioned stream")));
        }
        created.addTags(tags);
        created.changeMaxRecordSize(maxRecordKib);
        return WireBody.EMPTY;
    }

    private WireBody deleteStream(Call call) {
        streams.delete(lookup.streamOf(call), call.request().flag("EnforceConsumerDeletion"));
        return WireBody.EMPTY;
    }

    private WireBody listStreams(Call call) {
        WireRequest request = call.request();
        String after = request.text("NextToken")
                .map(token ->
                        OpaqueToken.decode("NextToken", token, "streams", 1).get(0))
                .or(() -> request.text("ExclusiveStartStreamName"))
                .orElse("");
        Page<KinesisStream> page = Page.of(
                streams.list(call.region()).stream()
                        .filter(stream -> stream.arn().name().compareTo(after) > 0)
                        .toList(),
                request.integer("Limit", 1, MAX_LIMIT).orElse(DEFAULT_LIMIT));
        return out -> {
            out.flag("HasMoreStreams", page.hasMore());
            out.texts(
                    "StreamNames",
                    page.items().stream().map(stream -> stream.arn().name()).toList());
            out.list("StreamSummaries", page.items(), StreamOperations::writeIdentity);
            if (page.hasMore()) {
                out.text(
                        "NextToken",
                        OpaqueToken.encode("streams", page.last().arn().name()));
            }
        };
    }

    private WireBody describeStream(Call call) {
        WireRequest request = call.request();
        KinesisStream stream = lookup.streamOf(call);
        Page<Shard> page = Page.of(
                stream.shards(
                        ShardFilter.all(), request.text("ExclusiveStartShardId").orElse("")),
                request.integer("Limit", 1, MAX_LIMIT).orElse(DEFAULT_LIMIT));
        return out -> out.object("StreamDescription", description -> {
            writeCommon(description, stream);
            description.flag("HasMoreShards", page.hasMore());
            description.list("Shards", page.items(), ShardOperations::writeShard);
        });
    }

    private WireBody describeStreamSummary(Call call) {
        KinesisStream stream = lookup.streamOf(call);
        return out -> out.object("StreamDescriptionSummary", summary -> {
            writeCommon(summary, stream);
            summary.number(MAX_RECORD_SIZE, stream.maxRecordKib());
            summary.number("OpenShardCount", stream.openShardCount());
            summary.number("ConsumerCount", stream.consumers().size());
        });
    }

    private WireBody updateStreamMode(Call call) {
        StreamMode mode = mode(call.request().requiredObject("StreamModeDetails"));
        lookup.streamOfRequiredArn(call).changeMode(mode);
        return WireBody.EMPTY;
    }

    private WireBody updateMaxRecordSize(Call call) {
        int kib = maxRecordKib(call.request())
                .orElseThrow(() -> KinesisException.validation(MAX_RECORD_SIZE + " is missing"));
        lookup.streamOfRequiredArn(call).changeMaxRecordSize(kib);
        return WireBody.EMPTY;
    }

    private static Optional<Integer> maxRecordKib(WireRequest request) {
        return request.integer(
                MAX_RECORD_SIZE, KinesisStream.DEFAULT_MAX_RECORD_KIB, KinesisStream.GREATEST_MAX_RECORD_KIB);
    }

    private WireBody addTagsToStream(Call call) {
        lookup.streamOf(call).addTags(call.request().textMap("Tags"));
        return WireBody.EMPTY;
    }

    private WireBody removeTagsFromStream(Call call) {
        lookup.streamOf(call).removeTags(call.request().requiredTexts("TagKeys"));
        return WireBody.EMPTY;
    }

    private WireBody listTagsForStream(Call call) {
        String after = call.request().text("ExclusiveStartTagKey").orElse("");
        List<Map.Entry<String, String>> tags = lookup.streamOf(call).tags().entrySet().stream()
                .filter(tag -> tag.getKey().compareTo(after) > 0)
                .sorted(Comparator.comparing(Map.Entry::getKey))
                .toList();
        Page<Map.Entry<String, String>> page =
                Page.of(tags, call.request().integer("Limit", 1, 50).orElse(50));
        return out -> {
            out.list("Tags", page.items(), (tag, entry) -> {
                tag.text("Key", entry.getKey());
                tag.text("Value", entry.getValue());
            });
            out.flag("HasMoreTags", page.hasMore());
        };
    }

    private static StreamMode mode(WireRequest details) {
        return details.requiredConstant("StreamMode", StreamMode.class);
    }

    private static void writeCommon(WireWriter out, KinesisStream stream) throws IOException {
        writeIdentity(out, stream);
        out.number("RetentionPeriodHours", DEFAULT_RETENTION_HOURS);
        out.text("EncryptionType", "NONE");
        out.list(
                "EnhancedMonitoring",
                List.of("no shard-level metrics"),
                (metrics, none) -> metrics.texts("ShardLevelMetrics", List.of()));
    }

    private static void writeIdentity(WireWriter out, KinesisStream stream) throws IOException {
        out.text("StreamName", stream.arn().name());
        out.text("StreamARN", stream.arn().toString());
        out.text("StreamStatus", "ACTIVE");
        out.object(
                "StreamModeDetails",
                mode -> mode.text("StreamMode", stream.mode().name()));
        out.timestamp("StreamCreationTimestamp", stream.createdAt());
    }
}
