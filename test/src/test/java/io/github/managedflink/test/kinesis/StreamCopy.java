package io.github.managedflink.test.kinesis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.managedflink.constructs.StreamingEtlApp;
import io.github.managedflink.constructs.application.Checkpointing;
import io.github.managedflink.constructs.kinesis.KinesisSource;
import io.github.managedflink.constructs.kinesis.KinesisStream;
import io.github.managedflink.constructs.s3.S3Sink;
import io.github.managedflink.local.gate.ServiceFault;
import io.github.managedflink.local.result.ApplicationResult;
import io.github.managedflink.local.result.LocalRunResult;
import io.github.managedflink.local.run.LocalRun;
import io.github.managedflink.local.run.RunningStack;
import io.github.managedflink.test.synth.FeatureFlags;
import io.github.managedflink.test.synth.SynthesizedStack;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.ScalingType;

/**
 * A pipeline that copies the records of a stream, {@code {"id": NUMBER}}, to files, while its stream is written and
 * resharded through the service's own API.
 */
final class StreamCopy implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String STREAM = "numbers";

    private final RunningStack running;
    private final String application;
    private final KinesisClient kinesis;

    private StreamCopy(RunningStack running, String application) {
        this.running = running;
        this.application = application;
        this.kinesis = KinesisClient.builder()
                .endpointOverride(running.kinesisEndpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local-secret")))
                .build();
    }

    static StreamCopy start(Reading reading, int shards, Path out) {
        SynthesizedStack stack = SynthesizedStack.anywhere(FeatureFlags.NONE, scope -> StreamingEtlApp.Builder.create(
                        scope, "Copy")
                .source(reading.of(KinesisSource.in(
                        KinesisStream.newStream().withStreamName(STREAM).withShards(shards))))
                .sink(S3Sink.newBucket().withPrefix("copies"))
                .checkpointing(Checkpointing.every(Duration.ofSeconds(1)).withMinPause(Duration.ZERO))
                .build());
        String application = stack.deployed()
                .resources("AWS::KinesisAnalyticsV2::Application")
                .get(0)
                .logicalId();
        RunningStack running = LocalRun.builder()
                .assembly(stack.directory())
                .stack(stack.name())
                .out(out)
                .start();
        return new StreamCopy(running, application);
    }

    /** A record as the pipeline takes it. */
    static byte[] record(int id) {
        return ("{\"id\":" + id + "}").getBytes(StandardCharsets.UTF_8);
    }

    /** Puts records in one call, at most 500 of them; each goes to the shard of its content. */
    void put(Collection<byte[]> records) {
        List<PutRecordsRequestEntry> entries = new ArrayList<>();
        records.forEach(data -> entries.add(PutRecordsRequestEntry.builder()
                .partitionKey(Integer.toString(Arrays.hashCode(data)))
                .data(SdkBytes.fromByteArray(data))
                .build()));
        kinesis.putRecords(r -> r.streamName(STREAM).records(entries));
    }

    /** Splits and merges shards until there are so many of one size. */
    void reshard(int shards) {
        kinesis.updateShardCount(
                r -> r.streamName(STREAM).targetShardCount(shards).scalingType(ScalingType.UNIFORM_SCALING));
    }

    /** Waits until the job has found every shard that takes records now. */
    void awaitAllShardsRead() {
        running.awaitReaders(STREAM);
    }

    /** Lets the stream's service answer every call late, for a time. */
    void delayCalls(Duration delay, Duration lasting) {
        running.inject(ServiceFault.delay("kinesis", delay, lasting));
    }

    /** How often the stream's service was called for an operation so far. */
    long calls(String operation) {
        return running.servedCalls().entrySet().stream()
                .filter(call -> call.getKey().service().equals("kinesis")
                        && call.getKey().action().equals(operation))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    void awaitDrained() {
        running.awaitDrained();
    }

    /** Stops the pipeline with a savepoint. */
    ApplicationResult stop() {
        return running.stop(application);
    }

    /** Starts the stopped pipeline from a savepoint. */
    void start(String savepoint, int parallelism) {
        running.start(application, savepoint, parallelism);
    }

    /** Stops the pipeline with a savepoint and writes the copies out. */
    LocalRunResult finish() {
        return running.stop();
    }

    /** The ids of the copies in any order. */
    static List<Integer> ids(LocalRunResult result) throws IOException {
        return lines(result, "copies").stream()
                .map(copy -> copy.path("id").intValue())
                .toList();
    }

    /** The payloads of the dead letters, in Base64, in any order. */
    static List<String> deadLetters(LocalRunResult result) throws IOException {
        return lines(result, "dead-letters").stream()
                .map(letter -> letter.path("encoding").asText().equals("base64")
                        ? letter.path("payload").asText()
                        : Base64.getEncoder()
                                .encodeToString(letter.path("payload").asText().getBytes(StandardCharsets.UTF_8)))
                .toList();
    }

    private static List<JsonNode> lines(LocalRunResult result, String prefix) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (Path file : result.outputs()) {
            if (file.toString().contains("/" + prefix + "/")) {
                for (String line : Files.readAllLines(file)) {
                    lines.add(JSON.readTree(line));
                }
            }
        }
        return lines;
    }

    @Override
    public void close() {
        kinesis.close();
        running.close();
    }
}
