package io.github.managedflink.local.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.managedflink.local.assembly.AssemblyFixture;
import io.github.managedflink.local.assembly.DeployedStack;
import io.github.managedflink.local.result.Refusal;
import io.github.managedflink.local.services.StandIns;
import io.github.managedflink.model.s3.S3Location;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusalReaderTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String OF_SERVICE = "dead/sink.main-0b54c1ff-8d8c-4f6b-a3a5-0123456789ab.json";

    @TempDir
    private Path folder;

    private StandIns standIns;

    @BeforeEach
    void start() throws IOException {
        DeployedStack stack = AssemblyFixture.in(folder)
                .stack(
                        "S",
                        "{\"Resources\": {\"Lake\": {\"Type\": \"AWS::S3::Bucket\", \"Properties\": {\"BucketName\": \"lake\"}}}}")
                .write()
                .withDependencies("S")
                .get(0);
        standIns = StandIns.start(List.of(stack), List.of(), folder.resolve("work"), 0);
    }

    @AfterEach
    void stop() throws IOException {
        standIns.close();
    }

    @Test
    void countsByStepAndKindOfReasonWithTheFirstExampleOfEach() throws IOException {
        put(
                "dead/part-1.json",
                letter("3.cast", "the field n: \"b\" cannot become a long", "2", "{\"n\":\"b\"}"),
                letter("source", "not valid JSON: unexpected end at byte 17", "3", "{"));
        put(
                "dead/day=1/part-0.json",
                letter("3.cast", "the field n: \"a\" cannot become a long", "1", "{\"n\":\"a\"}"),
                letter("3.cast", "the field m is missing", "4", "{}"),
                letter("source", "not valid JSON: unexpected end at byte 2", "5", "["));
        put("deadly/part-0.json", letter("source", "of others", "1", "a"));
        put("dead/README", "no letter", "{\"other\": 1}", "");

        assertThat(read())
                .containsExactly(
                        new Refusal("3.cast", "the field n: \"a\" cannot become a long", 2, "{\"n\":\"a\"}", false),
                        new Refusal("source", "not valid JSON: unexpected end at byte 17", 2, "{", false),
                        new Refusal("3.cast", "the field m is missing", 1, "{}", false));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-01T00:00:00Z,     shardId-000000000001, 7, 2026-01-01T00:00:00Z,     shardId-000000000000, 12",
        "2026-01-01T00:00:00Z,     shardId-000000000001, 9, 2026-01-01T00:00:00.001Z, shardId-000000000000, 10",
        "2026-01-01T00:00:00.998Z, shardId-000000000001, 9, 2026-01-01T00:00:01Z,     shardId-000000000000, 8"
    })
    void theFirstOfAKindIsTheOneThatCameFirstToWhicheverShard(
            String arrival, String shard, String number, String laterArrival, String laterShard, String laterNumber)
            throws IOException {
        put(
                "dead/part-0.json",
                letter("source", "not valid JSON", laterShard, laterNumber, laterArrival, "later"),
                letter("source", "not valid JSON", shard, number, arrival, "first"));

        assertThat(read()).extracting(Refusal::example).containsExactly("first");
    }

    @Test
    void tellsWhatAServiceRefusedFromWhatTheJobDid() throws IOException {
        put(OF_SERVICE, letter("sink.main", "too large", "1", "a"));
        put("dead/part-0.json", letter("sink.main", "too large", "2", "b"));

        assertThat(read())
                .containsExactlyInAnyOrder(
                        new Refusal("sink.main", "too large", 1, "a", true),
                        new Refusal("sink.main", "too large", 1, "b", false));
    }

    @Test
    void showsWhatATerminalCanShow() throws IOException {
        put(
                "dead/part-0.json",
                letter("source", "\u001b[31mred", "1", "\u001b[2J\n\u202eabc é\u6771" + "x".repeat(200)));

        assertThat(read()).singleElement().satisfies(refusal -> {
            assertThat(refusal.reason()).isEqualTo("\\u001b[31mred");
            assertThat(refusal.example())
                    .startsWith("\\u001b[2J\\n\\u202eabc é\u6771xxx")
                    .endsWith("x…")
                    .hasSizeLessThan(120);
        });
    }

    @Test
    void takesAnApostropheForNoQuote() throws IOException {
        put(
                "dead/part-0.json",
                letter("source", "the message's data break off", "1", "a"),
                letter("source", "the message's version is unknown: 'x'", "2", "b"),
                letter("source", "the message's version is unknown: 'y'", "3", "c"));

        assertThat(read()).extracting(Refusal::records).containsExactly(2L, 1L);
    }

    @Test
    void boundsHowManyKindsItKeeps() throws IOException {
        String[] letters = new String[1_500];
        for (int i = 0; i < letters.length; i++) {
            letters[i] = letter("source", "reason " + "x".repeat(i), Integer.toString(i), "p");
        }
        put("dead/part-0.json", letters);

        List<Refusal> refusals = read();

        assertThat(refusals).hasSize(1_001);
        assertThat(refusals.stream().mapToLong(Refusal::records).sum()).isEqualTo(1_500);
        assertThat(refusals.get(0)).isEqualTo(new Refusal("source", "other reasons", 500, "p", false));
    }

    private List<Refusal> read() {
        return RefusalReader.read(standIns.s3(), S3Location.of("lake", "dead"));
    }

    private void put(String key, String... lines) throws IOException {
        standIns.s3().putObject("lake", key, Files.write(folder.resolve("object"), List.of(lines)));
    }

    private static String letter(String step, String reason, String number, String payload) {
        return letter(step, reason, "shardId-000000000000", number, "2026-01-01T00:00:00Z", payload);
    }

    private static String letter(
            String step, String reason, String shard, String number, String arrival, String payload) {
        return JSON.createObjectNode()
                .put("reason", reason)
                .put("step", step)
                .put("payload", payload)
                .put("encoding", "utf-8")
                .put("shard", shard)
                .put("sequenceNumber", number)
                .put("arrival", arrival)
                .toString();
    }
}
