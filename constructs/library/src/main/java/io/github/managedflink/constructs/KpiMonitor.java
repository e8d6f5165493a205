package io.github.managedflink.constructs;

import io.github.managedflink.constructs.application.ApplicationPlan;
import io.github.managedflink.constructs.connector.BindingContext;
import io.github.managedflink.constructs.connector.ConnectorConfig;
import io.github.managedflink.constructs.connector.PipelineConnector;
import io.github.managedflink.constructs.connector.PipelineSink;
import io.github.managedflink.constructs.connector.PipelineSource;
import io.github.managedflink.constructs.pipeline.RulesObject;
import io.github.managedflink.constructs.pipeline.RulesPlace;
import io.github.managedflink.constructs.pipeline.RulesStream;
import io.github.managedflink.constructs.s3.S3Bucket;
import io.github.managedflink.constructs.sns.SnsSink;
import io.github.managedflink.constructs.sns.SnsSinkConfig;
import io.github.managedflink.model.PipelineCounters;
import io.github.managedflink.model.kpi.AlertEvent;
import io.github.managedflink.model.kpi.AlertRule;
import io.github.managedflink.model.kpi.Kpi;
import io.github.managedflink.model.kpi.KpiMeasurement;
import io.github.managedflink.model.kpi.KpiMonitorSpec;
import io.github.managedflink.model.kpi.RulesSource;
import io.github.managedflink.model.settings.NamedValues;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.sns.ITopic;
import software.constructs.Construct;

/**
 * Key performance indicators (KPIs) that are watched, whole: the source, the Flink application with the job that runs
 * in it, sinks for alerts and measurements, dead letters and late events, permissions, and alarms on the monitor
 * itself.
 *
 * <pre>{@code
 * KpiMonitor.Builder.create(this, "Api")
 *         .source(KinesisSource.newStream())
 *         .groupBy("endpoint")
 *         .kpi("success_rate", Kpi.share("status < 400"))
 *         .window(Window.tumbling(Duration.ofMinutes(5)))
 *         .rule("errors", AlertRule.on("success_rate")
 *                 .critical(Threshold.below(0.95).clearAt(0.97))
 *                 .forWindows(2, 3)
 *                 .noDataAfter(Duration.ofMinutes(15)))
 *         .build();
 * }</pre>
 *
 * <p>Sinks are given the {@link AlertEvent}s, and those of {@link Builder#measurementsTo} the {@link KpiMeasurement}s.
 * Alerts go to a new SNS topic unless another sink is given.
 *
 * @see AlertRule
 */
public final class KpiMonitor extends FlinkPipeline<KpiMonitorSpec> {

    private KpiMonitor(Construct scope, String id, String applicationName, Builder options) {
        super(scope, id, applicationName, options);
    }

    /**
     * Returns the topic of the alerts, that of the first SNS sink that takes them. A new one that has no key of yours
     * takes no messages of CloudWatch and EventBridge themselves, which may not use the key that AWS manages for SNS:
     * to have the monitor's own alarms told there, create the topic with a key whose policy lets
     * {@code cloudwatch.amazonaws.com} use it, and give it to both.
     *
     * @throws NoSuchElementException if there is no such sink
     * @see <a
     *     href="https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html#compatibility-with-aws-services">Event
     *     sources and encrypted topics</a>
     */
    public ITopic getAlertTopic() {
        return getSinks().entrySet().stream()
                .filter(sink -> !getSpec().measurementSinks().contains(sink.getKey()))
                .filter(sink -> sink.getValue() instanceof SnsSinkConfig)
                .map(sink -> ((SnsSinkConfig) sink.getValue()).topic())
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("no sink of alerts is an SNS topic; the sinks are "
                        + getSinks().keySet()));
    }

    /**
     * Returns a KPI's value of a group in the last closed window, as the job reports it. Default: the average of five
     * minutes. Only as many groups are reported as {@link Builder#publishGroups} says, and only with
     * {@link io.github.managedflink.constructs.application.MetricsLevel#APPLICATION} under these dimensions.
     *
     * <p>The service documents that groups of a custom metric with key and value become dimensions; which characters it
     * takes in a value has not been verified on it. CloudWatch takes ASCII alone.
     *
     * @param kpi the KPI's name
     * @param groupValues the values of the group fields, in their order; none for a monitor without group fields
     * @throws IllegalArgumentException if the monitor has no such KPI, or the number of values differs from the number
     *     of group fields
     * @see <a href="https://docs.aws.amazon.com/managed-flink/latest/java/monitoring-metrics-custom.html">Custom
     *     metrics</a>
     */
    public Metric metricKpi(String kpi, String... groupValues) {
        int fields = getSpec().groupFields().size();
        if (!getSpec().kpis().containsKey(kpi)) {
            throw new IllegalArgumentException("kpi = \"" + kpi + "\": is none; there are "
                    + getSpec().kpis().keySet() + ".");
        }
        if (groupValues.length != fields) {
            throw new IllegalArgumentException("groupValues = " + groupValues.length + ": there is one for each of the "
                    + fields + " group fields, " + getSpec().groupNames() + ".");
        }
        return getApplication()
                .metric(PipelineCounters.KPI_VALUE, MetricOptions.builder().build())
                .with(MetricOptions.builder()
                        .dimensionsMap(Map.of(
                                "Application",
                                getApplication().getApplicationName(),
                                PipelineCounters.KPI_DIMENSION,
                                kpi,
                                PipelineCounters.GROUP_DIMENSION,
                                AlertEvent.groupText(groupValues)))
                        .build());
    }

    /** Builds a {@link KpiMonitor}. */
    public static final class Builder extends WindowedOptions<KpiMonitorSpec, KpiMonitorSpec.Builder, Builder> {
        private static final String ALERTS = "alerts";
        private static final String ALERT_TOPIC = "AlertTopic";
        private static final String RULES_SOURCE = "rules-source";

        private final Construct scope;
        private final String id;
        private final PipelineSink ownAlertSink = SnsSink.newTopic(ALERT_TOPIC);
        private final Set<String> measurementSinks = new LinkedHashSet<>();
        private String name = KpiMonitorSpec.DEFAULT_NAME;
        private RulesPlace rules;

        private Builder(Construct scope, String id) {
            this.scope = scope;
            this.id = id;
        }

        /** Returns a monitor under {@code scope}. Without {@link #groupBy} all events are one group. */
        public static Builder create(Construct scope, String id) {
            return new Builder(scope, id);
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        KpiMonitorSpec.Builder newSpec() {
            return KpiMonitorSpec.builder().measurementsTo(measurementSinks.toArray(String[]::new));
        }

        /** {@inheritDoc} It is part of the ids of alerts. */
        @Override
        public Builder name(String value) {
            this.name = value;
            return super.name(value);
        }

        /**
         * Adds a KPI with the name of its field in the measurements, up to {@value KpiMonitorSpec#MAX_KPIS}. Required.
         */
        public Builder kpi(String kpiName, Kpi kpi) {
            return with(spec -> spec.kpi(kpiName, kpi));
        }

        /**
         * Adds a rule on a KPI; its name is part of the ids of its alerts. Required unless rules come from elsewhere.
         */
        public Builder rule(String ruleName, AlertRule rule) {
            return with(spec -> spec.rule(ruleName, rule));
        }

        /** Does the same as {@link #rulesFrom(S3Bucket, String, Duration)}, every minute. */
        public Builder rulesFrom(S3Bucket bucket, String key) {
            return rulesFrom(bucket, key, RulesSource.DEFAULT_POLL_INTERVAL);
        }

        /**
         * Takes new rules while the monitor runs, in an object that is looked at again and again and need not be there
         * yet. Until then the rules of {@link #rule} hold; from then on those of the object do, also over deployments
         * with others. Default: rules stay as they are.
         *
         * @param bucket the bucket, which may be one that sinks share
         * @param key the object's key, outside of the prefixes that the monitor writes to
         * @param pollInterval 1 second to 1 day
         * @see RulesSource
         */
        public Builder rulesFrom(S3Bucket bucket, String key, Duration pollInterval) {
            this.rules = new RulesObject(bucket, key, pollInterval);
            return this;
        }

        /**
         * Takes new rules while the monitor runs, from a stream each record of which is a document of all rules. What
         * is new of it is below a construct of its own.
         */
        public Builder rulesFrom(PipelineSource stream) {
            this.rules = new RulesStream(stream);
            return this;
        }

        /** Adds a sink that takes {@link KpiMeasurement measurements} and no alerts. Default: none. */
        public Builder measurementsTo(String sinkName, PipelineSink binding) {
            measurementSinks.add(sinkName);
            return super.sink(sinkName, binding);
        }

        /** Adds a sink that takes alerts. Default: an SNS topic with the name {@code alerts}. */
        @Override
        public Builder sink(String sinkName, PipelineSink binding) {
            return super.sink(sinkName, binding);
        }

        /**
         * Sets how long, in event time, a group is remembered after its last event, 1 minute to 366 days; what is open
         * then is closed. Default: 7 days.
         */
        public Builder forgetGroupsAfter(Duration span) {
            return with(spec -> spec.forgetGroupsAfter(span));
        }

        /**
         * Limits the groups whose KPIs each subtask shows in CloudWatch, 0 to 1,000: see
         * {@link KpiMonitorSpec.Builder#publishGroups}. Default: {@value KpiMonitorSpec#DEFAULT_PUBLISHED_GROUPS}.
         */
        public Builder publishGroups(int limit) {
            return with(spec -> spec.publishGroups(limit));
        }

        /**
         * Checks the monitor and adds it to its scope.
         *
         * @throws IllegalArgumentException if anything is wrong; the message names all faults
         */
        @Override
        public KpiMonitor build() {
            new PipelineRules<>(this).check(scope, id, KpiMonitor.class);
            return new KpiMonitor(scope, id, ApplicationPlan.of(this).name(scope, id), this);
        }

        @Override
        NamedValues<PipelineSink> sinks() {
            NamedValues<PipelineSink> all = sinks.map((sinkName, sink) ->
                    sink == null || measurementSinks.contains(sinkName) ? sink : sink.forAlerts(name));
            boolean tellsNobody = measurementSinks.containsAll(sinks.names()) && !measurementSinks.contains(ALERTS);
            return tellsNobody ? all.with(ALERTS, ownAlertSink.forAlerts(name)) : all;
        }

        @Override
        Map<String, PipelineConnector> inputs() {
            return rules == null ? Map.of() : Map.of(RULES_SOURCE, rules);
        }

        @Override
        void planInputs(KpiMonitorSpec.Builder spec) {
            if (rules != null) {
                spec.rulesFrom(rules.plan());
            }
        }

        /** A new bucket of rules takes the dead letters, too, where no sink has one. */
        @Override
        Optional<S3Bucket> sharedBucket() {
            return super.sharedBucket().or(() -> Optional.ofNullable(rules).flatMap(RulesPlace::newBucket));
        }

        @Override
        List<ConnectorConfig> bindInputs(BindingContext context, KpiMonitorSpec.Builder spec) {
            if (rules == null) {
                return List.of();
            }
            RulesPlace.BoundRules bound = rules.bind(context);
            spec.rulesFrom(bound.spec());
            return List.of(bound.connector());
        }

        @Override
        boolean isReliedOn() {
            return true;
        }

        @Override
        boolean readsRules() {
            return rules != null;
        }
    }
}
