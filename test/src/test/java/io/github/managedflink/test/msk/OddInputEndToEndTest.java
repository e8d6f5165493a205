package io.github.managedflink.test.msk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.managedflink.constructs.msk.MskClientAuthentication;
import io.github.managedflink.constructs.msk.MskCluster;
import io.github.managedflink.local.result.LocalRunResult;
import io.github.managedflink.local.run.RunningStack;
import io.github.managedflink.test.synth.SynthesizedStack;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What producers put into topics: in each of Kafka's codecs, without values, given up, or too large to go on. Nothing
 * stops the job.
 */
class OddInputEndToEndTest {
    private static final String BROKERS = "kafka.example.com:9092";
    private static final List<String> CODECS = List.of("none", "gzip", "snappy", "lz4", "zstd");

    @TempDir
    private static Path out;

    private static LocalRunResult result;

    @BeforeAll
    static void runOnOddInput() {
        SynthesizedStack stack = TopicCopy.on(
                MskCluster.fromBootstrapServers(BROKERS).withAuthentication(MskClientAuthentication.plaintext()),
                sink -> sink.withMaxRecordBytes(2_000));
        try (RunningStack running = TopicCopy.run(stack, out).start()) {
            String brokers = running.bootstrapServers(BROKERS);
            for (String codec : CODECS) {
                try (Producer<byte[], byte[]> producer = producer(brokers, Map.of("compression.type", codec))) {
                    send(producer, "{\"id\":\"" + codec + "\",\"text\":\"" + "a".repeat(500) + "\"}");
                }
            }
            try (Producer<byte[], byte[]> producer = producer(brokers, Map.of("transactional.id", "other"))) {
                producer.initTransactions();
                producer.beginTransaction();
                send(producer, "{\"id\":\"given up\"}");
                producer.flush();
                producer.abortTransaction();
                producer.beginTransaction();
                send(producer, "{\"id\":\"committed\"}");
                producer.commitTransaction();
            }
            try (Producer<byte[], byte[]> producer = producer(brokers, Map.of())) {
                send(producer, null);
                send(producer, "{\"id\":");
                send(producer, "{\"other\":1}");
                send(producer, "{\"id\":\"large\",\"text\":\"" + "a".repeat(2_000) + "\"}");
                send(producer, "{\"id\":\"last\"}");
            }
            running.awaitDrained();
            result = running.stop();
        }
    }

    private static Producer<byte[], byte[]> producer(String brokers, Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(more);
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers);
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static void send(Producer<byte[], byte[]> producer, String value) {
        byte[] key = "key".getBytes(StandardCharsets.UTF_8);
        byte[] payload = value == null ? null : value.getBytes(StandardCharsets.UTF_8);
        try {
            producer.send(new ProducerRecord<>(TopicCopy.FROM, key, payload)).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void recordsInAnyCodecAreRead() throws IOException {
        assertThat(ids()).containsAll(CODECS);
    }

    @Test
    void onlyCommittedRecordsAreRead() throws IOException {
        assertThat(ids()).contains("committed", "last").doesNotContain("given up");
    }

    @Test
    void whatCannotGoOnBecomesADeadLetterWithTheReason() throws IOException {
        Map<String, String> reasons = TopicCopy.deadLetters(result).stream()
                .collect(Collectors.toMap(
                        letter -> letter.path("payload").asText().replaceAll("a{100,}", "…"),
                        letter -> letter.path("step").asText() + ": "
                                + letter.path("reason").asText()));

        assertThat(reasons)
                .hasSize(4)
                .hasEntrySatisfying(
                        "", reason -> assertThat(reason).startsWith("source: ").contains("tombstone"))
                .hasEntrySatisfying("{\"id\":", reason -> assertThat(reason).startsWith("source: "))
                .containsEntry("{\"other\":1}", "sink.main: the key id is missing, null, an object or a list")
                .hasEntrySatisfying("{\"id\":\"large\",\"text\":\"…\"}", reason -> assertThat(reason)
                        .startsWith("sink.main: the record has "));
    }

    @Test
    void nothingStopsTheJob() throws IOException {
        assertThat(result.application().restarts()).isZero();
        assertThat(result.application().counts().orElseThrow().isBalanced()).isTrue();
        assertThat(TopicCopy.copies(result)).hasSize(CODECS.size() + 2);
    }

    private static List<String> ids() throws IOException {
        return TopicCopy.copies(result).stream()
                .map((JsonNode copy) -> copy.at("/value/id").asText())
                .toList();
    }
}
