package io.github.managedflink.jobs.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.managedflink.jobs.window.WindowedJob;
import io.github.managedflink.spec.EventTime;
import io.github.managedflink.spec.KinesisSource;
import io.github.managedflink.spec.S3Location;
import io.github.managedflink.spec.S3Sink;
import io.github.managedflink.spec.TimestampFormat;
import io.github.managedflink.spec.kpi.AlertRule;
import io.github.managedflink.spec.kpi.FlapDamping;
import io.github.managedflink.spec.kpi.Kpi;
import io.github.managedflink.spec.kpi.KpiMonitorSpec;
import io.github.managedflink.spec.kpi.Threshold;
import io.github.managedflink.spec.window.Window;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole dataflow on a cluster in this process, with and without failures in the middle of alerts. */
class KpiMonitorPipelineTest {
    private static final long COUNT = 6_000;
    /** One subtask for each shard of the requests. */
    private static final int PARALLELISM = 2;
    /** How often the present job was made to fail; the tasks are in this process. */
    private static final AtomicInteger FAILURES = new AtomicInteger();

    @TempDir
    Path folder;

    @Test
    void transitionsAreTheSameOverFailures() throws Exception {
        Set<String> undisturbed = ids(run(RateLimiterStrategy.noOp(), Long.MAX_VALUE));
        assertThat(FAILURES).hasValue(0);
        assertThat(undisturbed).hasSizeGreaterThan(50);
        assertThat(String.join("\n", undisturbed))
                .contains("WARNING CRITICAL", "CRITICAL WARNING", "WARNING OK", " NO_DATA ", " NO_DATA OK ");

        for (long after : new long[] {1, 500, 900}) {
            List<JsonNode> disturbed = run(RateLimiterStrategy.perCheckpoint(2_000), after);

            assertThat(FAILURES).hasValue(1);
            assertThat(ids(disturbed))
                    .as("failed " + after + " events after a checkpoint")
                    .isEqualTo(undisturbed);
        }
    }

    /** @param failAfter how many events after a checkpoint the job fails */
    private List<JsonNode> run(RateLimiterStrategy rate, long failAfter) throws Exception {
        FAILURES.set(0);
        KpiMonitorSpec spec = spec();
        WindowedJob job = new WindowedJob(
                spec,
                KpiValues.metricsOf(spec.kpis().values()),
                (events, sinks) -> new KpiMonitorPipeline(spec, sinks).attachTo(events, Optional.empty()),
                folder.resolve("after-" + failAfter));
        JobExecutionResult result = job.environment(PARALLELISM, new Requests(COUNT, rate), new Fails(failAfter))
                .execute();
        Map<String, Long> counts = WindowedJob.counts(result);
        assertThat(counts).containsEntry("in", COUNT).containsEntry("counted", COUNT);
        assertThat(counts).containsEntry("late", 0L).containsEntry("rejected", 0L);
        return job.entries();
    }

    /** The ids with what they stand for, each once however often it came. */
    private static Set<String> ids(List<JsonNode> alerts) {
        Set<String> ids = new TreeSet<>();
        alerts.forEach(alert -> ids.add(alert.path("time").asText() + " "
                + alert.path("rule").asText() + " "
                + alert.path("group").asText() + " " + alert.path("kind").asText() + " "
                + alert.path("previous_state").asText() + " "
                + alert.path("state").asText() + " "
                + alert.path("value").asText() + " " + alert.path("version").asText() + " "
                + alert.path("id").asText()));
        return ids;
    }

    private static KpiMonitorSpec spec() {
        return KpiMonitorSpec.builder()
                .source(KinesisSource.builder()
                        .streamArn("arn:aws:kinesis:eu-west-1:111122223333:stream/requests")
                        .build())
                .eventTime(EventTime.field("t", TimestampFormat.epochMillis())
                        .withMaxOutOfOrderness(Duration.ofMillis(Requests.OUT_OF_ORDERNESS)))
                .groupBy("service")
                .kpi("success", Kpi.share("status < 400"))
                .kpi("rate", Kpi.ratePerSecond())
                .kpi("trend", Kpi.ratePerSecond("status >= 500").changeFromPreviousWindow())
                .window(Window.sliding(Duration.ofSeconds(4), Duration.ofSeconds(1)))
                .rule(
                        "errors",
                        AlertRule.on("success")
                                .warning(Threshold.below(0.9).clearAt(0.95))
                                .critical(Threshold.below(0.75))
                                .forWindows(2, 3)
                                .minimumSample(5)
                                .noDataAfter(Duration.ofSeconds(5))
                                .remindEvery(Duration.ofMinutes(1)))
                .rule("traffic", AlertRule.on("rate").warning(Threshold.below(5)))
                .rule(
                        "trend",
                        AlertRule.on("trend")
                                .warning(Threshold.above(1))
                                .flapDamping(FlapDamping.of(4, Duration.ofSeconds(30))))
                .sink(S3Sink.builder()
                        .location(S3Location.of("unused", "alerts"))
                        .build())
                .deadLetters(S3Location.of("rejects", "dead"))
                .lateEvents(S3Location.of("rejects", "late"))
                .maxParallelism(16)
                .build();
    }

    /** Throws once, at an event some time after a checkpoint is complete. */
    private static final class Fails extends RichMapFunction<Long, Long> implements CheckpointListener {
        private static final long serialVersionUID = 1L;

        private final long after;
        private transient boolean checkpointed;
        private transient long since;

        Fails(long after) {
            this.after = after;
        }

        @Override
        public Long map(Long number) {
            if (checkpointed && ++since >= after && FAILURES.compareAndSet(0, 1)) {
                throw new IllegalStateException("fails on purpose");
            }
            return number;
        }

        @Override
        public void notifyCheckpointComplete(long checkpoint) {
            checkpointed = true;
        }
    }
}
