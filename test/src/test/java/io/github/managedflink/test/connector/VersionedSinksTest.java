package io.github.managedflink.test.connector;

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
import io.github.managedflink.local.gate.ServiceFault;
import io.github.managedflink.local.result.LocalRunResult;
import io.github.managedflink.local.run.LocalRun;
import io.github.managedflink.model.etl.EtlSteps;
import io.github.managedflink.test.access.AccessProof;
import io.github.managedflink.test.synth.FeatureFlags;
import io.github.managedflink.test.synth.SynthesizedStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.constructs.Construct;

/**
 * Tables and indices whose records have versions, fed in any order, some records twice, over a killed task manager and
 * a table that takes nothing for a while: the highest version of each key stays. Records that delete come in the order
 * of their versions.
 */
class VersionedSinksTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int KEYS = 40;
    private static final int VERSIONS = 60;
    private static final int REPEATED = 500;

    @TempDir
    private static Path folder;

    private static SynthesizedStack stack;
    private static LocalRunResult result;

    @BeforeAll
    static void run() throws IOException {
        stack = SynthesizedStack.anywhere(FeatureFlags.NONE, VersionedSinksTest::addTo);
        Random random = new Random(20260401);
        List<String> lines = new ArrayList<>();
        for (int key = 0; key < KEYS; key++) {
            for (int version = 1; version <= VERSIONS; version++) {
                lines.add(record("k-" + key, version, false));
            }
        }
        IntStream.range(0, REPEATED).forEach(i -> lines.add(lines.get(random.nextInt(KEYS * VERSIONS))));
        Collections.shuffle(lines, random);
        List<String> inOrder = new ArrayList<>();
        for (int key = 0; key < KEYS; key++) {
            inOrder.add(record("gone-" + key, 1, false));
            inOrder.add(record("gone-" + key, 2, true));
            inOrder.add(record("back-" + key, 1, false));
            inOrder.add(record("back-" + key, 2, true));
            inOrder.add(record("back-" + key, 3, false));
        }
        lines.addAll(lines.size() / 2, inOrder);
        result = LocalRun.builder()
                .assembly(stack.directory())
                .stack(stack.name())
                .feed("Stream", Files.write(folder.resolve("feed"), lines))
                .fault(ServiceFault.throttle("dynamodb", Duration.ofSeconds(2)))
                .killTaskManagerAfter(lines.size() / 2)
                .enforce()
                .untilDrained()
                .out(folder.resolve("out"))
                .run();
    }

    private static String record(String key, int version, boolean deleted) {
        return "{\"key\":\"%s\",\"version\":%d,\"deleted\":%s}".formatted(key, version, deleted);
    }

    /** One shard, so that what deletes comes after what it deletes. */
    private static void addTo(Construct scope) {
        StreamingEtlApp.Builder.create(scope, "Etl")
                .source(KinesisSource.in(KinesisStream.newStream().withShards(1)))
                .steps(EtlSteps.route("true", "documents").copying())
                .sink(DynamoDbSink.newTable("key").withVersion("version").withDeletionWhen("deleted"))
                .sink(
                        "documents",
                        OpenSearchSink.newDomain()
                                .withIndex("documents")
                                .withDocumentId("key")
                                .withVersion("version")
                                .withDeletionWhen("deleted"))
                .deadLetters(S3Bucket.newBucket(), "dead-letters")
                .checkpointing(Checkpointing.every(Duration.ofSeconds(1)).withMinPause(Duration.ZERO))
                .build();
    }

    private static Map<String, Integer> expected() {
        Map<String, Integer> newest = new HashMap<>();
        for (int key = 0; key < KEYS; key++) {
            newest.put("k-" + key, VERSIONS);
            newest.put("back-" + key, 3);
        }
        return newest;
    }

    @Test
    void theRoleAllowsWhatVersionsNeed() {
        AccessProof.of(result, stack.deployed()).everyCallIsAllowed().everyGrantIsUsed("dynamodb", "es", "kinesis");
    }

    @Test
    void theTableHasTheHighestVersionOfEachKey() throws IOException {
        assertThat(lines("items.jsonl").stream()
                        .collect(toMap(item -> item.at("/key/S").asText(), item -> item.at("/version/N")
                                .asInt())))
                .isEqualTo(expected());
    }

    @Test
    void theIndexHasTheHighestVersionOfEachKey() throws IOException {
        assertThat(lines("documents.jsonl").stream()
                        .map(line -> line.path("document"))
                        .collect(toMap(document -> document.path("key").asText(), document -> document.path("version")
                                .asInt())))
                .isEqualTo(expected());
    }

    @Test
    void nothingBecomesADeadLetter() {
        assertThat(result.application().failure()).isEmpty();
        assertThat(result.application().restarts()).isOne();
        assertThat(result.application().counts().orElseThrow().rejected()).isZero();
        assertThat(result.outputs()).noneMatch(file -> file.toString().contains("dead-letters"));
    }

    private static List<JsonNode> lines(String name) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (Path file : result.outputs()) {
            if (file.getFileName().toString().equals(name)) {
                for (String line : Files.readAllLines(file)) {
                    lines.add(JSON.readTree(line));
                }
            }
        }
        return lines;
    }
}
