package io.github.managedflink.jobs.etl;

import static io.github.managedflink.model.etl.EtlSteps.check;
import static io.github.managedflink.model.etl.EtlSteps.deduplicate;
import static io.github.managedflink.model.etl.EtlSteps.derive;
import static io.github.managedflink.model.etl.EtlSteps.explode;
import static io.github.managedflink.model.etl.EtlSteps.filter;
import static io.github.managedflink.model.etl.EtlSteps.route;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.managedflink.jobs.Connectors;
import io.github.managedflink.jobs.event.Message;
import io.github.managedflink.jobs.event.MessageParser;
import io.github.managedflink.jobs.event.PipelineEvent;
import io.github.managedflink.jobs.event.PipelineEventTypeInfo;
import io.github.managedflink.model.LocalEndpoints;
import io.github.managedflink.model.etl.StreamingEtlSpec;
import io.github.managedflink.model.format.InputFormat;
import io.github.managedflink.model.format.OutputFormat;
import io.github.managedflink.model.format.RecordSchema;
import io.github.managedflink.model.record.EventTime;
import io.github.managedflink.model.s3.S3Location;
import io.github.managedflink.model.s3.S3Partition;
import io.github.managedflink.model.sink.S3SinkSpec;
import io.github.managedflink.model.source.KinesisSourceSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole dataflow on a cluster in this process, with a source in memory and files on disk. */
class StreamingEtlPipelineTest {
    private static final int MESSAGES = 3000;
    private static final ObjectMapper JSON = new ObjectMapper();
    /** How often the job was made to fail; the tasks are in this process. */
    private static final AtomicInteger FAILURES = new AtomicInteger();

    @TempDir
    Path folder;

    @BeforeEach
    void noFailureYet() {
        FAILURES.set(0);
    }

    @Test
    void nothingIsLostOrCountedTwiceOverAFailure() throws Exception {
        JobExecutionResult result = run(new FailsAfterACheckpoint());

        assertThat(FAILURES).hasValue(1);
        Expected expected = Expected.of(MESSAGES);
        assertThat(counts(result)).isEqualTo(expected.counts);
        assertThat(lines("main")).containsExactlyInAnyOrderElementsOf(expected.main);
        assertThat(avro("even")).containsExactlyInAnyOrderElementsOf(expected.even);
        List<JsonNode> letters = letters();
        assertThat(letters).hasSize(expected.counts.get("rejected").intValue());
        assertThat(letters).anySatisfy(letter -> {
            assertThat(letter.path("step").asText()).isEqualTo("source");
            assertThat(letter.path("payload").asText()).isEqualTo("{\"id\":0,");
            assertThat(letter.path("encoding").asText()).isEqualTo("utf-8");
            assertThat(letter.path("shard").asText()).isEqualTo("shard-0");
            assertThat(letter.path("sequenceNumber").asText()).isEqualTo("0");
        });
        assertThat(letters).anySatisfy(letter -> {
            assertThat(letter.path("step").asText()).isEqualTo("5.check");
            assertThat(letter.path("reason").asText()).isEqualTo("eleven");
        });
    }

    private JobExecutionResult run(RichMapFunction<byte[], byte[]> disturbance) throws Exception {
        Configuration configuration = new Configuration();
        configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        configuration.set(PipelineOptions.OBJECT_REUSE, true);
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(100));
        configuration.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                folder.resolve("checkpoints").toUri().toString());
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ZERO);
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.createLocalEnvironment(2, configuration);
        StreamingEtlSpec spec = spec();
        MessageParser parser = new MessageParser(spec.format(), spec.eventTime());
        GeneratorFunction<Long, byte[]> messages = number -> message(number).getBytes(UTF_8);
        DataStream<PipelineEvent> events = environment
                .fromSource(
                        new DataGeneratorSource<>(
                                messages,
                                MESSAGES,
                                // So that there is a checkpoint to fail after, however slow the machine.
                                RateLimiterStrategy.perCheckpoint(MESSAGES / 4),
                                PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO),
                        WatermarkStrategy.noWatermarks(),
                        "messages")
                .uid("messages")
                .map(disturbance)
                .returns(PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO)
                .uid("disturbance")
                .map(payload -> parser.parse(new Message(payload, "shard-0", number(payload), 0)))
                .returns(PipelineEventTypeInfo.INSTANCE)
                .uid("source");
        new StreamingEtlPipeline(spec, connectors(spec)).attachTo(events);
        return environment.execute();
    }

    private static StreamingEtlSpec spec() {
        RecordSchema schema = RecordSchema.avro(
                """
                {"type":"record","name":"R","fields":[{"name":"id","type":"long"},{"name":"items","type":"long"}]}""");
        return StreamingEtlSpec.builder()
                .source(KinesisSourceSpec.builder()
                        .streamArn("arn:aws:kinesis:eu-west-1:111122223333:stream/test")
                        .build())
                .format(InputFormat.json())
                .eventTime(EventTime.arrival())
                .steps(
                        explode("items"),
                        derive("key", "string(id) + '-' + string(items)"),
                        filter("items % 7 != 0"),
                        deduplicate(Duration.ofDays(1), "key"),
                        check("items % 11 != 0", "eleven"),
                        route("items % 2 == 0", "even").copying())
                .sink(S3SinkSpec.builder()
                        .location(S3Location.of("bucket", "main"))
                        .partitionBy(S3Partition.field("id", "id"))
                        .build())
                .sink(
                        "even",
                        S3SinkSpec.builder()
                                .location(S3Location.of("bucket", "even"))
                                .format(OutputFormat.avro(schema))
                                .build())
                .deadLetters(S3Location.of("bucket", "dead-letters"))
                .build();
    }

    /**
     * Every tenth message is no JSON, every tenth has no items, every tenth is the same again, the others have two
     * items.
     */
    private static String message(long number) {
        long id = number % 3;
        return switch ((int) (number % 10)) {
            case 0 -> "{\"id\":" + number + ",";
            case 1 -> "{\"id\":" + id + ",\"items\":[]}";
            case 2 -> "{\"id\":2,\"items\":[1]}";
            default -> "{\"id\":" + id + ",\"items\":[" + 10 * number + "," + (10 * number + 1) + "]}";
        };
    }

    private static String number(byte[] payload) {
        return new String(payload, UTF_8).replaceAll("[^0-9]", "");
    }

    private Connectors connectors(StreamingEtlSpec spec) {
        String root = folder.toUri().toString();
        return new Connectors(
                LocalEndpoints.none(),
                location -> new org.apache.flink.core.fs.Path(root + location.bucket() + "/" + location.key()),
                spec.deadLetters());
    }

    private static Map<String, Long> counts(JobExecutionResult result) {
        Map<String, Long> counts = new TreeMap<>();
        result.getAllAccumulatorResults().forEach((name, value) -> counts.put(name, (Long) value));
        return counts;
    }

    private List<String> lines(String sink) throws IOException {
        List<String> lines = new ArrayList<>();
        for (Path file : files(sink, ".json")) {
            for (String line : Files.readAllLines(file)) {
                JsonNode record = JSON.readTree(line);
                String id = record.path("id").asText();
                assertThat(file.getParent().getFileName()).hasToString("id=" + id);
                lines.add(id + ":" + record.path("items").asText());
            }
        }
        return lines;
    }

    private List<String> avro(String sink) throws IOException {
        List<String> rows = new ArrayList<>();
        for (Path file : files(sink, ".avro")) {
            try (DataFileReader<GenericRecord> reader =
                    new DataFileReader<>(file.toFile(), new GenericDatumReader<GenericRecord>())) {
                reader.forEach(row -> rows.add(row.get("id") + ":" + row.get("items")));
            }
        }
        return rows;
    }

    private List<JsonNode> letters() throws IOException {
        List<JsonNode> letters = new ArrayList<>();
        for (Path file : files("dead-letters", ".json")) {
            for (String line : Files.readAllLines(file)) {
                letters.add(JSON.readTree(line));
            }
        }
        return letters;
    }

    private List<Path> files(String sink, String suffix) throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("bucket").resolve(sink))) {
            return files.filter(file -> file.getFileName().toString().endsWith(suffix)
                            && !file.getFileName().toString().startsWith("."))
                    .toList();
        }
    }

    /** Throws once, at the first message after a checkpoint is complete. */
    private static final class FailsAfterACheckpoint extends RichMapFunction<byte[], byte[]>
            implements CheckpointListener {
        private static final long serialVersionUID = 1L;

        private transient boolean checkpointed;

        @Override
        public byte[] map(byte[] message) {
            if (checkpointed && FAILURES.compareAndSet(0, 1)) {
                throw new IllegalStateException("fails on purpose");
            }
            return message;
        }

        @Override
        public void notifyCheckpointComplete(long checkpoint) {
            checkpointed = true;
        }
    }

    /** The same by a loop. */
    private static final class Expected {
        private static final List<String> STEPS =
                List.of("source", "1.explode", "2.derive", "3.filter", "5.check", "6.route");

        private final Map<String, Long> counts = new TreeMap<>(Map.of(
                "in",
                0L,
                "expanded",
                0L,
                "out",
                0L,
                "filtered",
                0L,
                "deduplicated",
                0L,
                "rejected",
                0L,
                "out.main",
                0L,
                "out.even",
                0L));
        private final List<String> main = new ArrayList<>();
        private final List<String> even = new ArrayList<>();
        private final Set<String> seen = new HashSet<>();

        static Expected of(int messages) throws IOException {
            Expected expected = new Expected();
            STEPS.forEach(step -> expected.count("filtered." + step, 0));
            for (long number = 0; number < messages; number++) {
                expected.count("in", 1);
                if (number % 10 == 0) {
                    expected.count("rejected", 1);
                } else {
                    expected.addItems(JSON.readTree(message(number)));
                }
            }
            assertThat(expected.counts.get("in") + expected.counts.get("expanded"))
                    .isEqualTo(expected.counts.get("out")
                            + expected.counts.get("filtered")
                            + expected.counts.get("deduplicated")
                            + expected.counts.get("rejected"));
            return expected;
        }

        private void addItems(JsonNode message) {
            JsonNode items = message.get("items");
            if (items.isEmpty()) {
                count("filtered", 1);
                count("filtered.1.explode", 1);
                return;
            }
            count("expanded", items.size() - 1L);
            items.forEach(item -> add(message.get("id").asText() + ":" + item, item.asLong()));
        }

        private void add(String row, long item) {
            if (item % 7 == 0) {
                count("filtered", 1);
                count("filtered.3.filter", 1);
            } else if (!seen.add(row)) {
                count("deduplicated", 1);
            } else if (item % 11 == 0) {
                count("rejected", 1);
            } else {
                main.add(row);
                count("out", 1);
                count("out.main", 1);
                if (item % 2 == 0) {
                    even.add(row);
                    count("expanded", 1);
                    count("out", 1);
                    count("out.even", 1);
                }
            }
        }

        private void count(String name, long records) {
            counts.merge(name, records, Long::sum);
        }
    }
}
