package io.github.managedflink.test.endtoend;

import static io.github.managedflink.model.etl.EtlSteps.cast;
import static io.github.managedflink.model.etl.EtlSteps.check;
import static io.github.managedflink.model.etl.EtlSteps.require;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.managedflink.constructs.StreamingEtlApp;
import io.github.managedflink.constructs.kinesis.KinesisSource;
import io.github.managedflink.constructs.s3.S3Sink;
import io.github.managedflink.local.result.ApplicationResult;
import io.github.managedflink.local.result.LocalRunResult;
import io.github.managedflink.local.run.LocalRun;
import io.github.managedflink.local.run.RunningStack;
import io.github.managedflink.model.record.FieldType;
import io.github.managedflink.model.s3.S3Partition;
import io.github.managedflink.test.synth.FeatureFlags;
import io.github.managedflink.test.synth.SynthesizedStack;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What people and machines put into streams by mistake ends in the dead letters, whole, and stops nothing; read by
 * enhanced fan-out.
 */
class BadInputEndToEndTest {
    private static final JsonMapper JSON = new JsonMapper();

    private static final String LONG_ID = "\u6771\u4eac\u90fd\u5343\u4ee3\u7530\u533a\u4e38\u306e\u5185".repeat(8);
    private static final Map<String, byte[]> BAD = new LinkedHashMap<>();
    private static final List<String> GOOD = new ArrayList<>();

    static {
        bad("truncated", "{\"id\":\"1\",\"amount\":");
        bad("not closed", "{\"id\":\"1\",\"amount\":1");
        bad("a wrong type", "{\"id\":\"2\",\"amount\":\"many\"}");
        bad("an object for a number", "{\"id\":\"2\",\"amount\":{\"value\":1}}");
        bad("a missing field", "{\"amount\":1}");
        bad("a null", "{\"id\":null,\"amount\":1}");
        bad("an empty object", "{}");
        bad("no object", "[1,2,3]");
        bad("a bare number", "42");
        bad("blanks", "   ");
        bad("two objects", "{\"id\":\"3\",\"amount\":1}{\"id\":\"4\",\"amount\":1}");
        bad("a check that fails", "{\"id\":\"5\",\"amount\":-1}");
        bad("a number beyond double", "{\"id\":\"6\",\"amount\":1e999}");
        bad("a key twice", "{\"id\":\"7\",\"id\":\"8\",\"amount\":1}");
        bad("10,000 levels", "{\"id\":\"9\",\"amount\":1,\"deep\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}");
        bad("10,000 levels that do not end", "{\"deep\":" + "{\"a\":".repeat(10_000));
        bad("a megabyte of text", "x".repeat(1_000_000));
        bad("a control character", "{\"id\":\"a\u0001b\",\"amount\":1}");
        bad("not a number", "{\"id\":\"10\",\"amount\":NaN}");
        BAD.put("no bytes of UTF-8", new byte[] {'{', '"', 'i', 'd', '"', ':', '"', (byte) 0xc3, (byte) 0x28, '"', '}'
        });
        BAD.put("binary", new byte[] {0, 1, 2, (byte) 0xff, (byte) 0xfe, 0, 10, 13});
        good("{\"id\":\"plain\",\"amount\":1}");
        good("{\"id\":\"beyond long\",\"amount\":1,\"n\":123456789012345678901234567890}");
        good("{\"id\":\"digits\",\"amount\":1,\"n\":0.12345678901234567890123}");
        good("{\"id\":\"emoji \uD83D\uDE80\",\"amount\":1}");
        // A folder of it has more bytes, as they are escaped in keys, than the name of a file may have.
        good("{\"id\":\"" + LONG_ID + "\",\"amount\":1}");
        good("{\"id\":\"escapes \\u00e9 \\n\",\"amount\":1,\"nested\":{\"a\":[1,{\"b\":null}]}}");
        good("{\"id\":\"a megabyte\",\"amount\":1,\"text\":\"" + "y".repeat(1_000_000) + "\"}");
    }

    @TempDir
    private static Path out;

    private static LocalRunResult result;

    private static void bad(String what, String message) {
        BAD.put(what, message.getBytes(StandardCharsets.UTF_8));
    }

    private static void good(String message) {
        GOOD.add(message);
    }

    @BeforeAll
    static void runOnBadInput() {
        SynthesizedStack stack =
                SynthesizedStack.anywhere(FeatureFlags.NONE, scope -> StreamingEtlApp.Builder.create(scope, "Etl")
                        .source(KinesisSource.newStream().withEnhancedFanOut("etl"))
                        .steps(
                                require("id"),
                                cast("amount", FieldType.DOUBLE),
                                check("amount >= 0.0", "the amount is negative"))
                        .sink(S3Sink.newBucket().withPrefix("out").withPartition(S3Partition.field("id", "id")))
                        .build());
        try (RunningStack running = LocalRun.builder()
                .assembly(stack.directory())
                .stack(stack.name())
                .out(out)
                .start()) {
            running.put("Etl/Stream", BAD.values());
            running.put(
                    "Etl/Stream",
                    GOOD.stream()
                            .map(message -> message.getBytes(StandardCharsets.UTF_8))
                            .toList());
            running.awaitDrained();
            result = running.stop();
        }
    }

    @Test
    void theJobNeverRestarts() {
        assertThat(result.application().restarts()).isZero();
        assertThat(result.application().state()).isEqualTo(ApplicationResult.State.STOPPED);
    }

    @Test
    void everyBadMessageIsADeadLetterWithItsOwnBytes() throws IOException {
        Map<String, JsonNode> letters = new HashMap<>();
        for (JsonNode letter : lines("dead-letters")) {
            byte[] payload = letter.path("encoding").asText().equals("base64")
                    ? Base64.getDecoder().decode(letter.path("payload").asText())
                    : letter.path("payload").asText().getBytes(StandardCharsets.UTF_8);
            letters.put(Base64.getEncoder().encodeToString(payload), letter);
        }

        BAD.forEach((what, message) -> {
            JsonNode letter = letters.remove(Base64.getEncoder().encodeToString(message));
            assertThat(letter).as(what).isNotNull();
            assertThat(letter.path("reason").asText()).as(what).isNotBlank();
            assertThat(letter.path("step").asText()).as(what).isNotBlank();
            assertThat(letter.path("shard").asText()).as(what).startsWith("shardId-");
            assertThat(letter.path("sequenceNumber").asText()).as(what).matches("\\d+");
        });
        assertThat(letters).isEmpty();
    }

    @Test
    void everyGoodMessagePassesWithItsDigits() throws IOException {
        List<JsonNode> expected = new ArrayList<>();
        for (String message : GOOD) {
            expected.add(exact(message.replace("\"amount\":1", "\"amount\":1.0")));
        }

        assertThat(lines("out")).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(result.application().counts().orElseThrow().isBalanced()).isTrue();
        assertThat(result.application().counts().orElseThrow().rejected()).isEqualTo(BAD.size());
    }

    @Test
    void theResultAndTheSummarySayWhyMessagesWereRefused() throws IOException {
        assertThat(result.application().refusals())
                .anySatisfy(refusal -> {
                    assertThat(refusal.step()).isEqualTo("3.check");
                    assertThat(refusal.reason()).isEqualTo("the amount is negative");
                    assertThat(refusal.records()).isEqualTo(1);
                    assertThat(refusal.example()).isEqualTo("{\"id\":\"5\",\"amount\":-1}");
                })
                .allSatisfy(refusal -> assertThat(refusal.example()).hasSizeLessThan(700));
        JsonNode application = exact(Files.readString(out.resolve("summary.json")))
                .path("applications")
                .elements()
                .next();
        long refused = 0;
        for (JsonNode refusal : application.path("refusals")) {
            refused += refusal.path("records").asLong();
        }
        assertThat(refused).isEqualTo(BAD.size());
        assertThat(application.path("rejected").asLong()).isEqualTo(BAD.size());
        assertThat(application.path("refused").asLong()).isZero();
    }

    @Test
    void anObjectWhoseKeyNoFileCanHaveIsListedWithItsKey() throws IOException {
        Path list = result.outputs().stream()
                .filter(file -> file.toString().endsWith(".keys.jsonl"))
                .findFirst()
                .orElseThrow();
        JsonNode entry = exact(Files.readAllLines(list).get(0));

        assertThat(entry.path("key").asText())
                .startsWith("out/id=" + URLEncoder.encode(LONG_ID, StandardCharsets.UTF_8) + "/");
        Path folder = Path.of(list.toString().replace(".keys.jsonl", ""));
        assertThat(folder.resolve(entry.path("file").asText())).content().contains(LONG_ID);
    }

    private static List<JsonNode> lines(String prefix) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (Path file : result.outputs()) {
            if (file.toString().contains("/" + prefix + "/")) {
                for (String line : Files.readAllLines(file)) {
                    lines.add(exact(line));
                }
            }
        }
        return lines;
    }

    private static JsonNode exact(String json) throws IOException {
        return JSON.reader()
                .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .readTree(json);
    }
}
