package io.github.managedflink.jobs.etl;

import static io.github.managedflink.model.etl.EtlSteps.deduplicate;
import static io.github.managedflink.model.etl.EtlSteps.derive;
import static io.github.managedflink.model.etl.EtlSteps.explode;
import static io.github.managedflink.model.etl.EtlSteps.filter;
import static io.github.managedflink.model.etl.EtlSteps.route;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.managedflink.jobs.Connectors;
import io.github.managedflink.jobs.event.PipelineEvent;
import io.github.managedflink.model.LocalEndpoints;
import io.github.managedflink.model.etl.EtlStep;
import io.github.managedflink.model.etl.StreamingEtlSpec;
import io.github.managedflink.model.format.InputFormat;
import io.github.managedflink.model.record.EventTime;
import io.github.managedflink.model.s3.S3Location;
import io.github.managedflink.model.sink.DynamoDbSinkSpec;
import io.github.managedflink.model.sink.OpenSearchSinkSpec;
import io.github.managedflink.model.sink.PipelineSinkSpec;
import io.github.managedflink.model.source.KinesisSourceSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.FileUtils;

/**
 * Of the records of one key from one shard the last one stays, whatever the steps before the table spread over the
 * subtasks.
 */
class LastOfKeyProperties {
    private static final int MAX_PARALLELISM = 3;
    private static final Duration TTL = Duration.ofDays(1);
    private static MiniCluster cluster;
    private static Path folder;

    @BeforeContainer
    static void start() throws Exception {
        folder = Files.createTempDirectory("last-of-key");
        cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(MAX_PARALLELISM)
                .build());
        cluster.start();
    }

    @AfterContainer
    static void stop() throws Exception {
        cluster.close();
        FileUtils.deleteDirectory(folder.toFile());
    }

    /** A chain of steps, with what it makes of a record. */
    private record Chain(List<EtlStep> steps, boolean explodes, boolean filters) {}

    @Property(tries = 10, seed = "20261129", shrinking = ShrinkingMode.OFF)
    void theLastRecordOfAKeyStays(
            @ForAll("chains") Chain chain,
            @ForAll("sinks") PipelineSinkSpec sink,
            @ForAll("sinks") PipelineSinkSpec other,
            @ForAll("parallelisms") int parallelism,
            @ForAll("seeds") long seed)
            throws Exception {
        KeyedRecords records = new KeyedRecords(seed, 3, 400);
        StreamingEtlSpec spec = spec(chain, sink, other);
        Tables tables = new Tables(connectors(spec));
        StreamExecutionEnvironment environment = new StreamExecutionEnvironment(configuration());
        environment.setParallelism(parallelism);
        DataStream<PipelineEvent> source = records.attachTo(environment);
        new StreamingEtlPipeline(spec, tables).attachTo(source);

        cluster.executeJobBlocking(environment.getStreamGraph().getJobGraph());

        Map<String, String> expected = records.lastOfEachKey(chain.explodes, chain.filters);
        assertThat(tables.of("main")).isEqualTo(expected);
        assertThat(tables.of("other")).isEqualTo(expected);
    }

    @Provide
    Arbitrary<Chain> chains() {
        EtlStep first = deduplicate(TTL, "id");
        EtlStep each = deduplicate(TTL, "id", "items");
        EtlStep wanted = filter("value % 5 != 0");
        return Arbitraries.of(
                new Chain(List.of(first), false, false),
                new Chain(List.of(derive("twice", "value * 2"), first, wanted), false, true),
                new Chain(List.of(first, deduplicate(TTL, "key", "value")), false, false),
                new Chain(List.of(explode("items"), each), true, false),
                new Chain(List.of(wanted, first, explode("items")), true, true),
                new Chain(List.of(first, explode("items"), wanted, each), true, true));
    }

    @Provide
    Arbitrary<PipelineSinkSpec> sinks() {
        DynamoDbSinkSpec.Builder table = DynamoDbSinkSpec.builder()
                .tableArn("arn:aws:dynamodb:eu-west-1:111122223333:table/last")
                .partitionKey("key");
        return Arbitraries.of(
                table.build(),
                table.deleteWhen("value % 7 == 0").build(),
                OpenSearchSinkSpec.builder()
                        .domain(
                                "arn:aws:es:eu-west-1:111122223333:domain/last",
                                "https://search-last.eu-west-1.es.amazonaws.com")
                        .index("last")
                        .documentId("key")
                        .build());
    }

    @Provide
    Arbitrary<Integer> parallelisms() {
        return Arbitraries.frequency(Tuple.of(1, 1), Tuple.of(2, 2), Tuple.of(3, MAX_PARALLELISM));
    }

    @Provide
    Arbitrary<Long> seeds() {
        return Arbitraries.longs();
    }

    private static StreamingEtlSpec spec(Chain chain, PipelineSinkSpec sink, PipelineSinkSpec other) {
        return StreamingEtlSpec.builder()
                .source(KinesisSourceSpec.builder()
                        .streamArn("arn:aws:kinesis:eu-west-1:111122223333:stream/records")
                        .build())
                .format(InputFormat.json())
                .eventTime(EventTime.arrival())
                .steps(chain.steps.toArray(new EtlStep[0]))
                .steps(route("true", "other").copying())
                .sink(sink)
                .sink("other", other)
                .deadLetters(S3Location.of("bucket", "dead-letters"))
                .build();
    }

    private static Connectors connectors(StreamingEtlSpec spec) {
        String root = folder.toUri().toString();
        return new Connectors(
                LocalEndpoints.none(),
                location -> new org.apache.flink.core.fs.Path(root + location.bucket() + "/" + location.key()),
                spec.deadLetters());
    }

    private static Configuration configuration() {
        Configuration configuration = new Configuration();
        configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        configuration.set(PipelineOptions.OBJECT_REUSE, true);
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(20));
        return configuration;
    }
}
