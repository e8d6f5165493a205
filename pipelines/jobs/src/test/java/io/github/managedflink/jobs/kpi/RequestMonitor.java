package io.github.managedflink.jobs.kpi;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.managedflink.jobs.window.WindowedJob;
import io.github.managedflink.model.kpi.AlertRule;
import io.github.managedflink.model.kpi.FlapDamping;
import io.github.managedflink.model.kpi.Kpi;
import io.github.managedflink.model.kpi.KpiMonitorSpec;
import io.github.managedflink.model.kpi.Threshold;
import io.github.managedflink.model.record.EventTime;
import io.github.managedflink.model.record.TimestampFormat;
import io.github.managedflink.model.s3.S3Location;
import io.github.managedflink.model.sink.S3SinkSpec;
import io.github.managedflink.model.source.KinesisSourceSpec;
import io.github.managedflink.model.window.Window;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A monitor of {@link Requests} with rules of each kind. */
final class RequestMonitor {
    private RequestMonitor() {}

    static WindowedJob job(Path folder) {
        KpiMonitorSpec spec = spec();
        return new WindowedJob(
                spec,
                KpiValues.metricsOf(spec.kpis().values()),
                (events, sinks) -> new KpiMonitorPipeline(spec, sinks).attachTo(events, Optional.empty()),
                folder);
    }

    /** An alert's id with what it stands for. */
    static String told(JsonNode alert) {
        return Stream.of("time", "rule", "group", "kind", "previous_state", "state", "value", "version", "id")
                .map(field -> alert.path(field).asText())
                .collect(Collectors.joining(" "));
    }

    private static KpiMonitorSpec spec() {
        return KpiMonitorSpec.builder()
                .source(KinesisSourceSpec.builder()
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
                .sink(S3SinkSpec.builder()
                        .location(S3Location.of("unused", "alerts"))
                        .build())
                .deadLetters(S3Location.of("rejects", "dead"))
                .lateEvents(S3Location.of("rejects", "late"))
                .maxParallelism(16)
                .build();
    }
}
