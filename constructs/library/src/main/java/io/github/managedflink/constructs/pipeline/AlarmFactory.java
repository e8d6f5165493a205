package io.github.managedflink.constructs.pipeline;

import io.github.managedflink.constructs.application.FlinkMetric;
import io.github.managedflink.constructs.application.IFlinkApplication;
import io.github.managedflink.constructs.application.MetricsLevel;
import io.github.managedflink.constructs.connector.PipelineSinkConfig;
import io.github.managedflink.constructs.connector.PipelineSourceConfig;
import io.github.managedflink.constructs.internal.Internal;
import io.github.managedflink.model.PipelineCounters;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.IAlarmAction;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.constructs.Construct;

/**
 * The alarms of one pipeline.
 *
 * @see <a href="https://docs.aws.amazon.com/managed-flink/latest/java/monitoring-metrics-alarms.html">Recommended
 *     alarms</a>
 */
@Internal
public final class AlarmFactory {
    private static final String RESTARTS = "Restarts";
    private static final String FAILED_CHECKPOINTS = "FailedCheckpoints";
    private static final String LAG = "Lag";
    private static final String DEAD_LETTERS = "DeadLetters";
    private static final String REFUSED_RECORDS = "RefusedRecords";
    private static final String LATE_EVENTS = "LateEvents";
    private static final String REFUSED_RULES = "RefusedRules";
    private static final String DOWN = "Down";
    private static final int LAG_MINUTES = 5;
    private static final int DOWN_MINUTES = 5;
    private static final int A_MINUTE_IN_MILLIS = 60_000;

    private final Construct scope;
    private final IFlinkApplication application;
    private final PipelineAlarms settings;
    private final Watched watched;
    private final Map<String, Alarm> alarms = new LinkedHashMap<>();

    public AlarmFactory(Construct scope, IFlinkApplication application, PipelineAlarms settings, Watched watched) {
        this.scope = scope;
        this.application = application;
        this.settings = settings;
        this.watched = watched;
    }

    /** Returns the ids of the alarms in their scope. */
    public static List<String> constructIds() {
        return Stream.of(
                        RESTARTS,
                        FAILED_CHECKPOINTS,
                        LAG,
                        DEAD_LETTERS,
                        REFUSED_RECORDS,
                        LATE_EVENTS,
                        REFUSED_RULES,
                        DOWN)
                .map(AlarmFactory::constructId)
                .toList();
    }

    private static String constructId(String kind) {
        return kind + "Alarm";
    }

    /**
     * The properties of a pipeline that its alarms depend on.
     *
     * @param isReliedOn whether somebody waits for what it tells, so that its silence must not pass for good news
     * @param hasLateEvents whether events can come too late for it
     * @param readsRules whether the job reads rules, which it may refuse
     */
    public record Watched(MetricsLevel metricsLevel, boolean isReliedOn, boolean hasLateEvents, boolean readsRules) {}

    /** Adds the alarms, if there are to be any. Returns them by kind. */
    public Map<String, Alarm> create(PipelineSourceConfig source, Collection<PipelineSinkConfig> sinks) {
        if (!settings.enabled()) {
            return Map.of();
        }
        Duration period = Duration.minutes(5);
        MetricOptions maximum =
                MetricOptions.builder().statistic("Maximum").period(period).build();
        FlinkMetric restarts =
                application.getRuntime().isFlink2() ? FlinkMetric.NUM_RESTARTS : FlinkMetric.FULL_RESTARTS;
        add(
                RESTARTS,
                "The job restarted. Look for the exception in the application's log.",
                increase(application.metric(restarts, maximum), period),
                0,
                1);
        add(
                FAILED_CHECKPOINTS,
                "A checkpoint failed: state is not saved, and files do not become visible in S3.",
                increase(application.metric(FlinkMetric.NUMBER_OF_FAILED_CHECKPOINTS, maximum), period),
                0,
                1);
        source.lag().ifPresentOrElse(this::addLag, this::warnOfMissingLag);
        if (settings.whenDown().orElse(watched.isReliedOn())) {
            addDown();
        }
        MetricsLevel level = watched.metricsLevel();
        if (level == MetricsLevel.APPLICATION) {
            addCounts(sinks.stream().anyMatch(sink -> sink.spec().mayBeRefused()), maximum);
        } else {
            Annotations.of(scope)
                    .addWarningV2(
                            "managed-flink:deadLetterAlarm",
                            "metricsLevel = \"" + level
                                    + "\" reports the job's own counts per operator only, so there is no"
                                    + " alarm on rejected records. Use MetricsLevel.APPLICATION for one.");
        }
        return alarms;
    }

    private void addCounts(boolean mayBeRefused, MetricOptions maximum) {
        addCount(
                DEAD_LETTERS,
                "Records were rejected. The dead letters hold them with the reason.",
                PipelineCounters.REJECTED,
                maximum);
        if (mayBeRefused) {
            addCount(
                    REFUSED_RECORDS,
                    "The service of a sink refused records. The dead letters hold them with the reason.",
                    PipelineCounters.REJECTED_BY_SINK,
                    maximum);
        }
        if (watched.hasLateEvents()) {
            addCount(
                    LATE_EVENTS,
                    "Events came too late to count. The late events hold them.",
                    PipelineCounters.LATE,
                    maximum);
        }
        if (watched.readsRules()) {
            addCount(
                    REFUSED_RULES,
                    "New rules were refused, and those before stay. The dead letters hold them with all that is wrong.",
                    PipelineCounters.REFUSED_RULES,
                    maximum);
        }
    }

    private void addCount(String kind, String description, String counter, MetricOptions maximum) {
        IMetric count = application.metric(PipelineCounters.metricName(counter), maximum);
        add(kind, description, increase(count, maximum.getPeriod()), 0, 1);
    }

    /** An application that is stopped reports nothing, and of a job that fails again and again no run is long. */
    private void addDown() {
        FlinkMetric running = application.getRuntime().isFlink2() ? FlinkMetric.RUNNING_TIME : FlinkMetric.UPTIME;
        IMetric longest = application.metric(
                running,
                MetricOptions.builder()
                        .statistic("Maximum")
                        .period(Duration.minutes(1))
                        .build());
        create(DOWN, "The job is stopped, has never been started, or fails again and again.", alarm -> alarm.metric(
                        longest)
                .threshold(A_MINUTE_IN_MILLIS)
                .comparisonOperator(ComparisonOperator.LESS_THAN_THRESHOLD)
                .evaluationPeriods(DOWN_MINUTES)
                .treatMissingData(TreatMissingData.BREACHING));
    }

    private void addLag(IMetric lag) {
        add(
                LAG,
                "The pipeline reads later than it should. It may need more KPUs, or the source more shards or partitions.",
                lag,
                settings.lag().toMillis(),
                LAG_MINUTES);
    }

    private void warnOfMissingLag() {
        Annotations.of(scope)
                .addWarningV2(
                        "managed-flink:lagAlarm",
                        "source has no metric of its service that tells how far reading lags behind, so there is no alarm"
                                + " on it. MSK has one for each topic that is named.");
    }

    /** The counts only grow until the job is submitted again; what matters is that they grow. */
    private static IMetric increase(IMetric count, Duration period) {
        return MathExpression.Builder.create()
                .expression("DIFF(count)")
                .usingMetrics(Map.of("count", count))
                .period(period)
                .build();
    }

    private void add(String kind, String description, IMetric metric, Number threshold, int periods) {
        create(kind, description, alarm -> alarm.metric(metric)
                .threshold(threshold)
                .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD)
                .evaluationPeriods(periods)
                .treatMissingData(TreatMissingData.NOT_BREACHING));
    }

    private void create(String kind, String description, UnaryOperator<Alarm.Builder> condition) {
        Alarm alarm = condition
                .apply(Alarm.Builder.create(scope, constructId(kind)).alarmDescription(description))
                .build();
        List<IAlarmAction> actions = settings.actions();
        if (!actions.isEmpty()) {
            alarm.addAlarmAction(actions.toArray(IAlarmAction[]::new));
        }
        alarms.put(kind, alarm);
    }
}
