package io.github.managedflink.test.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.managedflink.constructs.connector.PipelineSink;
import io.github.managedflink.constructs.dynamodb.DynamoDbSink;
import io.github.managedflink.constructs.kinesis.KinesisSink;
import io.github.managedflink.constructs.msk.MskCluster;
import io.github.managedflink.constructs.msk.MskSink;
import io.github.managedflink.constructs.s3.S3Sink;
import io.github.managedflink.constructs.sns.SnsSink;
import io.github.managedflink.local.result.LocalRunResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The sinks: how a pipeline has one, and what a run of it wrote. */
@SuppressWarnings("ImmutableEnumChecker") // The functions have no state.
enum ChaosSink {
    S3("s3", Promise.EXACTLY_ONCE, ".*/out/.*", "", cluster -> S3Sink.newBucket()
            .withPrefix("out")),
    DYNAMODB("dynamodb", Promise.ONCE_PER_ID, ".*/items\\.jsonl", "", cluster -> DynamoDbSink.newTable("id")),
    KINESIS(
            "kinesis",
            Promise.AT_LEAST_ONCE,
            ".*Copies[^/]*/records\\.jsonl",
            "/data",
            cluster -> KinesisSink.newStream("Copies").withPartitionKey("id")),
    MSK("kafka-cluster", Promise.EXACTLY_ONCE, ".*/copies\\.jsonl", "/value", cluster -> MskSink.of(cluster, "copies")
            .withKey("id")
            .withExactlyOnce("chaos")),
    SNS("sns", Promise.AT_LEAST_ONCE, ".*/messages\\.jsonl", "/message", cluster -> SnsSink.newTopic());

    /** What a sink promises of a record that is put once. */
    enum Promise {
        EXACTLY_ONCE,
        /** Once, also if the same record is put again. */
        ONCE_PER_ID,
        AT_LEAST_ONCE
    }

    private static final JsonMapper JSON = new JsonMapper();

    private final String service;
    private final Promise promise;
    private final Pattern file;
    private final String record;
    private final Function<MskCluster, PipelineSink> binding;

    ChaosSink(String service, Promise promise, String file, String record, Function<MskCluster, PipelineSink> binding) {
        this.service = service;
        this.promise = promise;
        this.file = Pattern.compile(file);
        this.record = record;
        this.binding = binding;
    }

    /** The sink's name in its pipeline. */
    String sinkName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The service that it calls, as IAM calls it. */
    String service() {
        return service;
    }

    Promise promise() {
        return promise;
    }

    PipelineSink binding(MskCluster cluster) {
        return binding.apply(cluster);
    }

    /** The records that it received in a run. */
    List<JsonNode> records(LocalRunResult result) throws IOException {
        return lines(result, file).stream().map(line -> line.at(record)).toList();
    }

    static List<JsonNode> deadLetters(LocalRunResult result) throws IOException {
        return lines(result, Pattern.compile(".*/dead-letters/.*"));
    }

    private static List<JsonNode> lines(LocalRunResult result, Pattern file) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (Path each : result.outputs()) {
            if (file.matcher(each.toString()).matches()) {
                for (String line : Files.readAllLines(each)) {
                    lines.add(JSON.readTree(line));
                }
            }
        }
        return lines;
    }
}
