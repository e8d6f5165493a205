package io.github.managedflink.model.kpi;

import io.github.managedflink.model.PipelineKind;
import io.github.managedflink.model.record.RecordShape;
import io.github.managedflink.model.s3.S3Location;
import io.github.managedflink.model.settings.Arguments;
import io.github.managedflink.model.settings.InvalidSpecException;
import io.github.managedflink.model.settings.NamedValues;
import io.github.managedflink.model.settings.SettingsReader;
import io.github.managedflink.model.settings.SettingsWriter;
import io.github.managedflink.model.settings.Violations;
import io.github.managedflink.model.source.PipelineSourceSpec;
import io.github.managedflink.model.window.OutputFields;
import io.github.managedflink.model.window.WindowedSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Key performance indicators (KPIs) of groups in windows of event time, watched by rules: sinks take the
 * {@link AlertEvent alert events}, one for each transition of a rule in a group from one {@link AlertState} to another,
 * and, if you like, the {@link KpiMeasurement measurements} of the KPIs.
 *
 * <p>How rules are read is told at {@link AlertRule}. The same events give the same transitions with the same ids,
 * whatever the parallelism and however often the job is restarted.
 */
public final class KpiMonitorSpec extends WindowedSpec {
    /** The name of a monitor when nothing is said. */
    public static final String DEFAULT_NAME = "kpi-monitor";
    /** How many KPIs there may be. */
    public static final int MAX_KPIS = 50;
    /** How long, in event time, a group is remembered after its last event when nothing is said: 7 days. */
    public static final Duration DEFAULT_GROUP_TTL = Duration.ofDays(7);
    /** Of how many groups each subtask shows the KPIs as metrics when nothing is said. */
    public static final int DEFAULT_PUBLISHED_GROUPS = 20;

    private static final int MOST_PUBLISHED = 1_000;

    private final NamedValues<Kpi> givenKpis;
    private final Map<String, Kpi> kpis;
    private final AlertRules rules;
    private final RulesSource rulesSource;
    private final Set<String> measurementSinks;
    private final Duration groupTtl;
    private final Integer publishedGroups;

    private KpiMonitorSpec(Builder builder) {
        super(builder);
        this.givenKpis = builder.kpis;
        this.kpis = givenKpis.asMap();
        this.rules = builder.rules;
        this.rulesSource = builder.rulesSource;
        this.measurementSinks = Collections.unmodifiableSet(new LinkedHashSet<>(builder.measurementSinks));
        this.groupTtl = builder.groupTtl;
        this.publishedGroups = builder.publishedGroups;
    }

    /** Returns a monitor that reads JSON. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Reads a monitor back; groups with other ids are left alone.
     *
     * @throws InvalidSpecException if a setting is wrong, missing or unknown; the message names all of them
     */
    public static KpiMonitorSpec fromPropertyGroups(Map<String, ? extends Map<String, String>> groups) {
        return builder().readFrom(groups);
    }

    /** Returns the KPIs by their names, in their order. */
    public Map<String, Kpi> kpis() {
        return kpis;
    }

    /** The KPIs as they were given, which a check has to look at. */
    NamedValues<Kpi> givenKpis() {
        return givenKpis;
    }

    /** Returns the rules that the monitor starts with. */
    public AlertRules rules() {
        return rules;
    }

    /** Returns where new rules come from; null if they stay as they are. */
    public RulesSource rulesSource() {
        return rulesSource;
    }

    /** Returns the names of the sinks that take measurements; the others take alert events. */
    public Set<String> measurementSinks() {
        return measurementSinks;
    }

    /** Returns how long, in event time, a group is remembered after its last event. */
    public Duration groupTtl() {
        return groupTtl;
    }

    /** Returns of how many groups each subtask shows the KPIs as metrics. */
    public int publishedGroups() {
        return publishedGroups;
    }

    /** Returns what is known of the alert events. */
    public RecordShape alertShape() {
        return AlertEvent.shape(groupNames());
    }

    /** Returns what is known of the measurements. */
    public RecordShape measurementShape() {
        return KpiMeasurement.shape(groupNames(), kpis.keySet());
    }

    @Override
    public List<PipelineSourceSpec> sideSources() {
        return rulesSource == null || rulesSource.stream() == null ? List.of() : List.of(rulesSource.stream());
    }

    @Override
    public Set<S3Location> objectsRead() {
        return rulesSource == null || rulesSource.object() == null ? Set.of() : Set.of(rulesSource.object());
    }

    @Override
    public Set<S3Location> objectsRequired() {
        return Set.of();
    }

    @Override
    protected String noun() {
        return "monitor";
    }

    @Override
    protected OutputFields outputFields() {
        return AlertEvent.FIELDS;
    }

    @Override
    protected void writeComputation(SettingsWriter settings) {
        settings.put("kpis", givenKpis).put("groups.ttl", groupTtl).put("groups.published", publishedGroups);
        settings.put("readings.sink", new ArrayList<>(measurementSinks));
        settings.put("rules-source", rulesSource);
        rules.writeTo(settings);
    }

    @Override
    protected RecordShape checkComputation(Violations violations, RecordShape arriving) {
        if (violations.require("groups.published", publishedGroups)) {
            violations.range("groups.published", publishedGroups, 0, MOST_PUBLISHED);
        }
        new KpiMonitorRules(this, violations).check(arriving);
        return alertShape();
    }

    @Override
    protected RecordShape shapeFor(String sink, RecordShape finished) {
        return measurementSinks.contains(sink) ? measurementShape() : finished;
    }

    @Override
    protected void checkSinkUse(Violations violations) {
        int number = 0;
        for (String sink : measurementSinks) {
            checkSinkName(violations, "readings.sink." + ++number, sink);
        }
        if (!sinks().isEmpty() && measurementSinks.containsAll(sinks().keySet())) {
            violations.add(
                    "readings.sink",
                    String.join(", ", measurementSinks),
                    "are all sinks, so that nobody would be told of alerts. Add a sink that is not among them.");
        }
        sinks().forEach((name, sink) -> StateSafety.check(
                measurementSinks.contains(name),
                sink,
                groupNames(),
                violations.at("sink").at(name)));
    }

    /** Builds a {@link KpiMonitorSpec}. */
    public static final class Builder extends WindowedSpec.Builder<KpiMonitorSpec, Builder> {
        private NamedValues<Kpi> kpis = NamedValues.none();
        private AlertRules rules = AlertRules.none();
        private RulesSource rulesSource;
        private List<String> measurementSinks = List.of();
        private Duration groupTtl = DEFAULT_GROUP_TTL;
        private Integer publishedGroups = DEFAULT_PUBLISHED_GROUPS;

        private Builder() {
            super(PipelineKind.KPI_MONITOR, DEFAULT_NAME);
        }

        /**
         * Adds a KPI: {@code kpiName} is its field in the measurements, of up to 64 letters, digits and underscores.
         * One is required, {@value #MAX_KPIS} are the most.
         */
        public Builder kpi(String kpiName, Kpi value) {
            this.kpis = kpis.with(kpiName, value);
            return this;
        }

        /** Adds a rule, which watches a KPI. One is required unless rules come from {@link #rulesFrom}. */
        public Builder rule(String ruleName, AlertRule value) {
            rules = rules.with(ruleName, value);
            return this;
        }

        /**
         * Sets where new rules come from while the monitor runs; until the first come, those of {@link #rule} hold, and
         * from then on the last that came, also over deployments with others. Default: they stay as they are.
         */
        public Builder rulesFrom(RulesSource source) {
            this.rulesSource = source;
            return this;
        }

        /** Sets the sinks that take {@link KpiMeasurement measurements} in place of alert events. Default: none. */
        public Builder measurementsTo(String... sinkNames) {
            this.measurementSinks = Arguments.all("sinkNames", sinkNames);
            return this;
        }

        /**
         * Sets how long, in event time, a group is remembered after its last event, 1 minute to 366 days; what is open
         * then is closed. Default: 7 days.
         */
        public Builder forgetGroupsAfter(Duration span) {
            this.groupTtl = span;
            return this;
        }

        /**
         * Limits the groups whose KPIs each subtask shows as metrics in CloudWatch, 0 to 1,000: the first that come.
         * Each KPI of each group is a metric of its own, which <a
         * href="https://aws.amazon.com/cloudwatch/pricing/">costs</a>. Default: {@value #DEFAULT_PUBLISHED_GROUPS}.
         */
        public Builder publishGroups(int limit) {
            this.publishedGroups = limit;
            return this;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        protected KpiMonitorSpec create() {
            return new KpiMonitorSpec(this);
        }

        private KpiMonitorSpec readFrom(Map<String, ? extends Map<String, String>> groups) {
            return read(groups);
        }

        @Override
        protected Set<String> computationSections() {
            return new HashSet<>(Arrays.asList("kpis", "groups", "readings", "rules", "rules-source"));
        }

        @Override
        protected void readComputation(SettingsReader settings) {
            kpis = settings.named("kpis", Kpi::read);
            groupTtl = settings.duration("groups.ttl");
            publishedGroups = settings.integer("groups.published");
            measurementSinks = settings.texts("readings.sink");
            rulesSource = settings.has("rules-source") ? RulesSource.read(settings.at("rules-source")) : null;
            rules = AlertRules.read(settings);
        }
    }
}
