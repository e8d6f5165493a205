package io.github.managedflink.test.connector;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.managedflink.constructs.StreamingEtlApp;
import io.github.managedflink.constructs.application.Checkpointing;
import io.github.managedflink.constructs.dynamodb.DynamoDbSink;
import io.github.managedflink.constructs.kinesis.KinesisSource;
import io.github.managedflink.constructs.kinesis.KinesisStream;
import io.github.managedflink.constructs.opensearch.OpenSearchSink;
import io.github.managedflink.constructs.s3.S3Bucket;
import io.github.managedflink.constructs.sns.SnsSink;
import io.github.managedflink.local.result.LocalRunResult;
import io.github.managedflink.local.run.LocalRun;
import io.github.managedflink.model.etl.EtlSteps;
import io.github.managedflink.test.synth.FeatureFlags;
import io.github.managedflink.test.synth.SynthesizedStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.constructs.Construct;

/**
 * Faults that jobs with the usual sinks have: keys that come twice in a batch of DynamoDB stop the job, records that
 * are too large stop it for ever, and documents without an id of their own are doubled by each restart. (That Kafka
 * refuses a transaction timeout above its own limit is tested with {@code MskSinkSpec} and the Kafka stand-in.)
 */
class KnownFaultsTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int RECORDS = 3_000;
    private static final int KEYS = 20;
    private static final List<Integer> OVERSIZE = List.of(RECORDS, RECORDS + 1, RECORDS + 2);
    private static final int REFUSED = RECORDS + 3;
    /** More than DynamoDB and SNS take, and less than Kinesis and OpenSearch do. */
    private static final int OVERSIZE_TEXT = 600_000;

    @TempDir
    private static Path folder;

    private static Path out;
    private static LocalRunResult result;

    @BeforeAll
    static void run() throws IOException {
        SynthesizedStack stack = SynthesizedStack.anywhere(FeatureFlags.NONE, KnownFaultsTest::addTo);
        List<String> lines = new ArrayList<>(IntStream.range(0, RECORDS)
                .mapToObj(number -> record(number, "x".repeat(100)))
                .toList());
        // OpenSearch takes no field of this name.
        lines.add("{\"key\":\"refused\",\"number\":%d,\"_id\":\"x\"}".formatted(REFUSED));
        OVERSIZE.forEach(number -> lines.add(record(number, "x".repeat(OVERSIZE_TEXT))));
        out = folder.resolve("out");
        result = LocalRun.builder()
                .assembly(stack.directory())
                .stack(stack.name())
                .feed("Stream", Files.write(folder.resolve("feed"), lines))
                .killTaskManagerAfter(RECORDS / 3)
                .untilDrained()
                .out(out)
                .run();
    }

    /** One shard, so that the records of a key come in their order. */
    private static void addTo(Construct scope) {
        StreamingEtlApp.Builder.create(scope, "Etl")
                .source(KinesisSource.in(KinesisStream.newStream().withShards(1)))
                .steps(
                        EtlSteps.route("true", "documents").copying(),
                        EtlSteps.route("true", "messages").copying())
                .sink(DynamoDbSink.newTable("key"))
                .sink("documents", OpenSearchSink.newDomain().withIndex("documents"))
                .sink("messages", SnsSink.newTopic())
                .deadLetters(S3Bucket.newBucket(), "dead-letters")
                .checkpointing(Checkpointing.every(Duration.ofSeconds(1)).withMinPause(Duration.ZERO))
                .build();
    }

    private static String record(int number, String text) {
        return "{\"key\":\"k-%d\",\"number\":%d,\"text\":\"%s\"}".formatted(number % KEYS, number, text);
    }

    @Test
    void theJobWasKilledOnceAndFailedNever() {
        assertThat(result.application().failure()).isEmpty();
        assertThat(result.application().restarts()).isOne();
    }

    @Test
    void ofTheRecordsOfAKeyTheTableHoldsTheNewest() throws IOException {
        Map<String, Integer> newest = IntStream.range(0, RECORDS)
                .boxed()
                .collect(
                        toMap(number -> "k-" + number % KEYS, number -> number, (older, newer) -> newer, HashMap::new));
        newest.put("refused", REFUSED);

        assertThat(lines("items.jsonl").stream()
                        .collect(toMap(item -> item.at("/key/S").asText(), item -> item.at("/number/N")
                                .asInt())))
                .isEqualTo(newest);
    }

    @Test
    void documentsWithoutAKeyAreNotDoubledByTheRestart() throws IOException {
        assertThat(lines("documents.jsonl").stream()
                        .map(line -> line.at("/document/number").asInt()))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, RECORDS + OVERSIZE.size()).boxed().toList());
    }

    @Test
    void whatIsTooLargeIsADeadLetterOfEachSinkThatCannotTakeIt() throws IOException {
        Map<String, List<JsonNode>> letters = Stream.concat(lines("part-").stream(), lines("sink.documents-").stream())
                .collect(groupingBy(letter -> letter.path("step").asText()));

        assertThat(letters.keySet()).containsExactlyInAnyOrder("sink.main", "sink.messages", "sink.documents");
        for (String sink : List.of("sink.main", "sink.messages")) {
            assertThat(letters.get(sink).stream().map(KnownFaultsTest::numberInPayload))
                    .containsExactlyInAnyOrderElementsOf(OVERSIZE);
        }
        assertThat(lines("messages.jsonl").stream()
                        .map(line -> line.at("/message/number").asInt())
                        .distinct())
                .hasSize(RECORDS + 1);
    }

    /** It may be written again after a failure: the letters of late refusals are at least once. */
    @Test
    void whatOnlyTheServiceCanRefuseIsADeadLetterToo() throws IOException {
        assertThat(lines("sink.documents-").stream()
                        .map(KnownFaultsTest::numberInPayload)
                        .distinct())
                .containsExactly(REFUSED);
    }

    private static int numberInPayload(JsonNode letter) {
        try {
            return JSON.readTree(letter.path("payload").asText()).path("number").asInt();
        } catch (IOException e) {
            throw new AssertionError(letter.toString(), e);
        }
    }

    /** The lines of all files whose names begin like this. */
    private static List<JsonNode> lines(String name) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (Path file : result.outputs()) {
            if (file.getFileName().toString().startsWith(name)) {
                for (String line : Files.readAllLines(file)) {
                    lines.add(JSON.readTree(line));
                }
            }
        }
        return lines;
    }
}
