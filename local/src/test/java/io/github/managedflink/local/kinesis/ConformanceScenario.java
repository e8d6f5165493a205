package io.github.managedflink.local.kinesis;

import static io.github.managedflink.local.kinesis.KinesisCalls.arn;
import static io.github.managedflink.local.kinesis.KinesisCalls.awaitActive;
import static io.github.managedflink.local.kinesis.KinesisCalls.bytes;
import static io.github.managedflink.local.kinesis.KinesisCalls.closing;
import static io.github.managedflink.local.kinesis.KinesisCalls.coversTheSpace;
import static io.github.managedflink.local.kinesis.KinesisCalls.createStream;
import static io.github.managedflink.local.kinesis.KinesisCalls.data;
import static io.github.managedflink.local.kinesis.KinesisCalls.filtered;
import static io.github.managedflink.local.kinesis.KinesisCalls.isIncreasing;
import static io.github.managedflink.local.kinesis.KinesisCalls.iterator;
import static io.github.managedflink.local.kinesis.KinesisCalls.mode;
import static io.github.managedflink.local.kinesis.KinesisCalls.openRanges;
import static io.github.managedflink.local.kinesis.KinesisCalls.put;
import static io.github.managedflink.local.kinesis.KinesisCalls.read;
import static io.github.managedflink.local.kinesis.KinesisCalls.readAt;
import static io.github.managedflink.local.kinesis.KinesisCalls.request;
import static io.github.managedflink.local.kinesis.KinesisCalls.shards;
import static io.github.managedflink.local.kinesis.KinesisCalls.topology;
import static org.awaitility.Awaitility.await;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ConsumerStatus;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.ListShardsRequest;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ScalingType;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardFilterType;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StreamMode;

/** Calls whose answers have to mean the same, whoever gives them. Each scenario has streams of its own. */
enum ConformanceScenario {
    SHARDS_OF_A_NEW_STREAM((client, transcript) -> {
        createStream(client, "new", 3);
        transcript.note("shards", () -> topology(client, "new"));
        transcript.note("summary", () -> {
            var summary = client.describeStreamSummary(r -> r.streamName("new")).streamDescriptionSummary();
            return List.of(
                    summary.streamName(),
                    summary.streamStatus(),
                    summary.streamModeDetails().streamMode(),
                    summary.openShardCount(),
                    summary.retentionPeriodHours(),
                    summary.consumerCount());
        });
        transcript.note("description", () -> {
            var description = client.describeStream(r -> r.streamName("new")).streamDescription();
            return List.of(
                    description.streamName(),
                    description.streamStatus(),
                    description.hasMoreShards(),
                    description.shards().stream().map(Shard::shardId).toList());
        });
        transcript.note("limited description", () -> {
            var description =
                    client.describeStream(r -> r.streamName("new").limit(2)).streamDescription();
            return description.hasMoreShards() + " " + description.shards().size();
        });
    }),

    STREAMS_BY_ARN((client, transcript) -> {
        createStream(client, "by-arn", 1);
        String arn = arn(client, "by-arn");
        transcript.note("arn", () -> arn);
        transcript.note("put", () -> client.putRecord(
                        r -> r.streamARN(arn).partitionKey("k").data(bytes("v")))
                .shardId());
        transcript.note(
                "shards",
                () -> client.listShards(r -> r.streamARN(arn)).shards().size());
        transcript.note(
                "of nobody",
                () -> client.listShards(r -> r.streamARN(arn + "x")).shards().size());
    }),

    SHARD_OF_A_RECORD((client, transcript) -> {
        createStream(client, "keys", 5);
        for (String key : List.of("a", "b", "order-17", "\u00e4\u00f6\u00fc", "\u6771\u4eac", "0", "x".repeat(256))) {
            transcript.note(key, () -> client.putRecord(
                            r -> r.streamName("keys").partitionKey(key).data(bytes("v")))
                    .shardId());
        }
        for (String hash :
                List.of("0", "68056473384187692692674921486353642291", "340282366920938463463374607431768211455")) {
            transcript.note("explicit " + hash, () -> client.putRecord(r -> r.streamName("keys")
                            .partitionKey("a")
                            .explicitHashKey(hash)
                            .data(bytes("v")))
                    .shardId());
        }
        transcript.note("explicit beyond the space", () -> client.putRecord(r -> r.streamName("keys")
                        .partitionKey("a")
                        .explicitHashKey("340282366920938463463374607431768211456")
                        .data(bytes("v")))
                .shardId());
    }),

    ORDER_AND_ITERATORS((client, transcript) -> {
        createStream(client, "iterators", 1);
        List<String> numbers = put(client, "iterators", 0, 10);
        transcript.note("numbers increase", () -> isIncreasing(numbers));
        transcript.note("trim horizon", () -> read(client, "iterators", ShardIteratorType.TRIM_HORIZON, null));
        transcript.note("latest", () -> read(client, "iterators", ShardIteratorType.LATEST, null));
        transcript.note("at", () -> read(client, "iterators", ShardIteratorType.AT_SEQUENCE_NUMBER, numbers.get(4)));
        transcript.note(
                "after", () -> read(client, "iterators", ShardIteratorType.AFTER_SEQUENCE_NUMBER, numbers.get(4)));
        transcript.note(
                "after the last",
                () -> read(client, "iterators", ShardIteratorType.AFTER_SEQUENCE_NUMBER, numbers.get(9)));
        transcript.note(
                "at a time before",
                () -> readAt(client, "iterators", Instant.now().minusSeconds(3600)));
        transcript.note("in pages of 4", () -> {
            String iterator = iterator(client, "iterators", ShardIteratorType.TRIM_HORIZON, null);
            List<List<String>> pages = new ArrayList<>();
            for (int page = 0; page < 4; page++) {
                String current = iterator;
                GetRecordsResponse response =
                        client.getRecords(r -> r.shardIterator(current).limit(4));
                pages.add(data(response.records()));
                iterator = response.nextShardIterator();
            }
            return pages;
        });
        transcript.note("latest sees what comes later", () -> {
            String iterator = iterator(client, "iterators", ShardIteratorType.LATEST, null);
            put(client, "iterators", 10, 12);
            GetRecordsResponse response = client.getRecords(r -> r.shardIterator(iterator));
            return data(response.records()) + " behind " + response.millisBehindLatest();
        });
        transcript.note("partition keys", () -> client
                .getRecords(r -> r.shardIterator(iterator(client, "iterators", ShardIteratorType.TRIM_HORIZON, null)))
                .records()
                .stream()
                .map(Record::partitionKey)
                .toList());
    }),

    MANY_RECORDS((client, transcript) -> {
        createStream(client, "many", 2);
        List<PutRecordsRequestEntry> entries = IntStream.range(0, 500)
                .mapToObj(i -> PutRecordsRequestEntry.builder()
                        .partitionKey("key-" + i)
                        .data(bytes("value-" + i))
                        .build())
                .toList();
        transcript.note("put", () -> {
            var response = client.putRecords(r -> r.streamName("many").records(entries));
            return response.failedRecordCount() + " failed, "
                    + response.records().stream()
                            .map(result -> result.shardId())
                            .toList();
        });
        transcript.note("read", () -> client
                .getRecords(r -> r.shardIterator(iterator(client, "many", ShardIteratorType.TRIM_HORIZON, null)))
                .records()
                .stream()
                .map(record -> record.data().asUtf8String())
                .toList());
    }),

    SPLIT((client, transcript) -> {
        createStream(client, "split", 1);
        put(client, "split", 0, 3);
        transcript.note("split", () -> {
            client.splitShard(r -> r.streamName("split")
                    .shardToSplit("shardId-000000000000")
                    .newStartingHashKey("170141183460469231731687303715884105728"));
            awaitActive(client, "split");
            return topology(client, "split");
        });
        put(client, "split", 3, 6);
        transcript.note("the parent's end", () -> closing(client, "split", "shardId-000000000000"));
        transcript.note("children begin after their parent", () -> {
            List<Shard> shards = shards(client, "split");
            BigInteger end = new BigInteger(shards.get(0).sequenceNumberRange().endingSequenceNumber());
            return shards.stream()
                    .skip(1)
                    .allMatch(shard ->
                            new BigInteger(shard.sequenceNumberRange().startingSequenceNumber()).compareTo(end) > 0);
        });
        transcript.note("shards from the horizon", () -> filtered(client, "split", ShardFilterType.FROM_TRIM_HORIZON));
        transcript.note("shards at latest", () -> filtered(client, "split", ShardFilterType.AT_LATEST));
        transcript.note(
                "after a shard",
                () ->
                        client
                                .listShards(r -> r.streamName("split").exclusiveStartShardId("shardId-000000000000"))
                                .shards()
                                .stream()
                                .map(Shard::shardId)
                                .toList());
        transcript.note("closed shard again", () -> {
            client.splitShard(r -> r.streamName("split")
                    .shardToSplit("shardId-000000000000")
                    .newStartingHashKey("170141183460469231731687303715884105728"));
            return "accepted";
        });
        transcript.note("beyond the shard", () -> {
            client.splitShard(r -> r.streamName("split")
                    .shardToSplit("shardId-000000000001")
                    .newStartingHashKey("340282366920938463463374607431768211455"));
            return "accepted";
        });
    }),

    MERGE((client, transcript) -> {
        createStream(client, "merge", 3);
        put(client, "merge", 0, 9);
        transcript.note("not adjacent", () -> {
            client.mergeShards(r -> r.streamName("merge")
                    .shardToMerge("shardId-000000000000")
                    .adjacentShardToMerge("shardId-000000000002"));
            return "accepted";
        });
        transcript.note("merge", () -> {
            client.mergeShards(r -> r.streamName("merge")
                    .shardToMerge("shardId-000000000000")
                    .adjacentShardToMerge("shardId-000000000001"));
            awaitActive(client, "merge");
            return topology(client, "merge");
        });
        transcript.note("first parent's end", () -> closing(client, "merge", "shardId-000000000000"));
        transcript.note("second parent's end", () -> closing(client, "merge", "shardId-000000000001"));
    }),

    UPDATE_SHARD_COUNT((client, transcript) -> {
        createStream(client, "scale", 2);
        for (int target : new int[] {4, 2, 3, 6}) {
            transcript.note("to " + target, () -> {
                var response = client.updateShardCount(
                        r -> r.streamName("scale").targetShardCount(target).scalingType(ScalingType.UNIFORM_SCALING));
                awaitActive(client, "scale");
                return response.currentShardCount() + " -> " + response.targetShardCount() + ", open "
                        + openRanges(client, "scale").size() + ", covering "
                        + coversTheSpace(openRanges(client, "scale"));
            });
        }
        transcript.note("more than double", () -> client.updateShardCount(
                        r -> r.streamName("scale").targetShardCount(13).scalingType(ScalingType.UNIFORM_SCALING))
                .targetShardCount());
        transcript.note("less than half", () -> client.updateShardCount(
                        r -> r.streamName("scale").targetShardCount(1).scalingType(ScalingType.UNIFORM_SCALING))
                .targetShardCount());
    }),

    MODES((client, transcript) -> {
        client.createStream(r -> r.streamName("modes").streamModeDetails(m -> m.streamMode(StreamMode.ON_DEMAND)));
        awaitActive(client, "modes");
        transcript.note(
                "on demand",
                () -> mode(client, "modes") + " " + shards(client, "modes").size());
        String arn = arn(client, "modes");
        transcript.note("to provisioned", () -> {
            client.updateStreamMode(r -> r.streamARN(arn).streamModeDetails(m -> m.streamMode(StreamMode.PROVISIONED)));
            awaitActive(client, "modes");
            return mode(client, "modes") + " " + shards(client, "modes").size();
        });
    }),

    STREAM_NAMES((client, transcript) -> {
        createStream(client, "zz-0", 1);
        createStream(client, "zz-1", 1);
        createStream(client, "zz-2", 1);
        createStream(client, "zz-3", 1);
        transcript.note("in pages", () -> {
            var first =
                    client.listStreams(r -> r.exclusiveStartStreamName("zz-0").limit(2));
            var second =
                    client.listStreams(r -> r.exclusiveStartStreamName("zz-2").limit(2));
            return first.streamNames() + " " + first.hasMoreStreams() + ", " + second.streamNames() + " "
                    + second.hasMoreStreams();
        });
        transcript.note("deleted", () -> {
            client.deleteStream(r -> r.streamName("zz-2"));
            await().until(() -> !client.listStreams(r -> r.exclusiveStartStreamName("zz-0"))
                    .streamNames()
                    .contains("zz-2"));
            return client.listStreams(r -> r.exclusiveStartStreamName("zz-0")).streamNames();
        });
        transcript.note("a deleted one", () -> client.describeStreamSummary(r -> r.streamName("zz-2")));
    }),

    PAGES_OF_SHARDS((client, transcript) -> {
        createStream(client, "pages", 5);
        transcript.note("pages of 2", () -> {
            List<List<String>> pages = new ArrayList<>();
            ListShardsRequest request = ListShardsRequest.builder()
                    .streamName("pages")
                    .maxResults(2)
                    .build();
            while (request != null) {
                var response = client.listShards(request);
                pages.add(response.shards().stream().map(Shard::shardId).toList());
                request = response.nextToken() == null
                        ? null
                        : ListShardsRequest.builder()
                                .nextToken(response.nextToken())
                                .maxResults(2)
                                .build();
            }
            return pages;
        });
    }),

    CONSUMERS((client, transcript) -> {
        createStream(client, "consumers", 1);
        String arn = arn(client, "consumers");
        transcript.note("register", () -> client.registerStreamConsumer(
                        r -> r.streamARN(arn).consumerName("fan-out"))
                .consumer()
                .consumerName());
        await().until(() -> client.describeStreamConsumer(r -> r.streamARN(arn).consumerName("fan-out"))
                        .consumerDescription()
                        .consumerStatus()
                == ConsumerStatus.ACTIVE);
        transcript.note("describe", () -> {
            var consumer = client.describeStreamConsumer(r -> r.streamARN(arn).consumerName("fan-out"))
                    .consumerDescription();
            return List.of(
                    consumer.consumerName(),
                    consumer.consumerStatus(),
                    consumer.streamARN(),
                    consumer.consumerARN().startsWith(arn + "/consumer/fan-out:"));
        });
        transcript.note("list", () -> client.listStreamConsumers(r -> r.streamARN(arn)).consumers().stream()
                .map(consumer -> consumer.consumerName())
                .toList());
        transcript.note("again", () -> client.registerStreamConsumer(
                        r -> r.streamARN(arn).consumerName("fan-out"))
                .consumer()
                .consumerName());
        transcript.note(
                "unknown",
                () -> client.describeStreamConsumer(r -> r.streamARN(arn).consumerName("nobody")));
        transcript.note("deregister", () -> {
            client.deregisterStreamConsumer(r -> r.streamARN(arn).consumerName("fan-out"));
            await().until(() -> client.listStreamConsumers(r -> r.streamARN(arn))
                    .consumers()
                    .isEmpty());
            return "done";
        });
        transcript.note(
                "of no stream",
                () -> client.registerStreamConsumer(
                        r -> r.streamARN(arn + "-missing").consumerName("fan-out")));
    }),

    TAGS((client, transcript) -> {
        createStream(client, "tags", 1);
        client.addTagsToStream(r -> r.streamName("tags").tags(Map.of("team", "orders", "stage", "test")));
        transcript.note("tags", () -> client.listTagsForStream(r -> r.streamName("tags")).tags().stream()
                .map(tag -> tag.key() + "=" + tag.value())
                .sorted()
                .toList());
        client.removeTagsFromStream(r -> r.streamName("tags").tagKeys("team"));
        transcript.note("one removed", () -> client.listTagsForStream(r -> r.streamName("tags")).tags().stream()
                .map(tag -> tag.key() + "=" + tag.value())
                .toList());
    }),

    REFUSALS((client, transcript) -> {
        createStream(client, "refusals", 1);
        transcript.noteRefusal(
                "create twice",
                () -> client.createStream(r -> r.streamName("refusals").shardCount(1)));
        transcript.noteRefusal(
                "bad name",
                () -> client.createStream(r -> r.streamName("no spaces").shardCount(1)));
        transcript.noteRefusal("unknown stream", () -> client.describeStream(r -> r.streamName("missing")));
        transcript.noteRefusal("delete unknown", () -> client.deleteStream(r -> r.streamName("missing")));
        transcript.noteRefusal(
                "put to unknown",
                () -> client.putRecord(
                        r -> r.streamName("missing").partitionKey("k").data(bytes("v"))));
        transcript.noteRefusal(
                "unknown shard",
                () -> client.getShardIterator(r -> r.streamName("refusals")
                        .shardId("shardId-000000000009")
                        .shardIteratorType(ShardIteratorType.LATEST)));
        transcript.noteRefusal(
                "sequence number missing",
                () -> client.getShardIterator(r -> r.streamName("refusals")
                        .shardId("shardId-000000000000")
                        .shardIteratorType(ShardIteratorType.AT_SEQUENCE_NUMBER)));
        transcript.noteRefusal(
                "timestamp missing",
                () -> client.getShardIterator(r -> r.streamName("refusals")
                        .shardId("shardId-000000000000")
                        .shardIteratorType(ShardIteratorType.AT_TIMESTAMP)));
        transcript.noteRefusal(
                "limit beyond the range",
                () -> client.getRecords(
                        r -> r.shardIterator(iterator(client, "refusals", ShardIteratorType.LATEST, null))
                                .limit(10_001)));
        transcript.noteRefusal(
                "record too large",
                () -> client.putRecord(r -> r.streamName("refusals")
                        .partitionKey("k")
                        .data(SdkBytes.fromByteArrayUnsafe(new byte[(1 << 20) + 1]))));
        transcript.noteRefusal(
                "partition key too long",
                () -> client.putRecord(r ->
                        r.streamName("refusals").partitionKey("k".repeat(257)).data(bytes("v"))));
        transcript.noteRefusal(
                "split an unknown shard",
                () -> client.splitShard(r -> r.streamName("refusals")
                        .shardToSplit("shardId-000000000009")
                        .newStartingHashKey("5")));
    });

    @SuppressWarnings("Immutable") // The lambdas capture nothing.
    private final BiConsumer<KinesisClient, Transcript> calls;

    ConformanceScenario(BiConsumer<KinesisClient, Transcript> calls) {
        this.calls = calls;
    }

    Transcript playedBy(KinesisClient client) {
        Transcript transcript = new Transcript();
        calls.accept(client, transcript);
        return transcript;
    }
}
