package io.github.managedflink.spec.leaderboard;

import io.github.managedflink.spec.PipelineKind;
import io.github.managedflink.spec.PipelineSpec;
import io.github.managedflink.spec.RecordShape;
import io.github.managedflink.spec.S3Location;
import io.github.managedflink.spec.settings.Faults;
import io.github.managedflink.spec.settings.SettingsReader;
import io.github.managedflink.spec.settings.SettingsWriter;
import io.github.managedflink.spec.settings.SpecException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Continuous metrics of the members of groups in windows of event time and, with a ranking, the best of them: a source, what is computed, sinks that take the {@link BoardEntry entries}, and places for
 * what is refused and what comes too late.
 *
 * <p>An event takes these ways in this order: one that cannot be read, whose event time cannot, or on which a condition fails, goes to the dead letters; one that the filter leaves out is
 * counted as filtered; one whose windows have all closed, and are past the allowed lateness, goes to the late events; one whose key has been seen is counted as deduplicated; any other is counted in its windows.
 * Whether an event is late follows from the events before it in its shard, so that the same stream has the same late events whenever it is read.
 *
 * <p>Only the fields that are needed are read. Of a JSON object that has them all, the rest is looked over for its structure: a message that is cut off, brackets that do not match and anything behind the object are found, a
 * wrong number or word behind the last needed field is not.
 */
public final class MetricsLeaderboardSpec extends PipelineSpec {
    /** The name of a leaderboard when nothing is said. */
    public static final String DEFAULT_NAME = "leaderboard";
    /** How many fields may group. */
    public static final int MAX_GROUP_FIELDS = 8;
    /** How many metrics there may be. */
    public static final int MAX_METRICS = 100;

    private static final String LATE_EVENTS = "late-events";

    private final String name;
    private final String filter;
    private final List<String> deduplicationKeys;
    private final Duration deduplicationTtl;
    private final List<GroupField> groupFields;
    private final Map<String, Metric> metrics;
    private final Set<String> repeatedMetrics;
    private final Window window;
    private final Ranking ranking;
    private final S3Location lateEvents;

    private MetricsLeaderboardSpec(Builder builder) {
        super(builder);
        this.name = builder.name;
        this.filter = builder.filter;
        this.deduplicationKeys = Collections.unmodifiableList(new ArrayList<>(builder.deduplicationKeys));
        this.deduplicationTtl = builder.deduplicationTtl;
        this.groupFields = Collections.unmodifiableList(new ArrayList<>(builder.groupFields));
        this.metrics = Collections.unmodifiableMap(new LinkedHashMap<>(builder.metrics));
        this.repeatedMetrics = Collections.unmodifiableSet(new LinkedHashSet<>(builder.repeatedMetrics));
        this.window = builder.window;
        this.ranking = builder.ranking;
        this.lateEvents = builder.lateEvents;
    }

    /** A leaderboard that reads JSON. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Reads a leaderboard back; groups with other ids are left alone.
     *
     * @throws SpecException if a setting is wrong, missing or unknown; the message names all of them
     */
    public static MetricsLeaderboardSpec fromPropertyGroups(Map<String, ? extends Map<String, String>> groups) {
        return builder().readFrom(groups);
    }

    /** The name that its boards begin with. */
    public String name() {
        return name;
    }

    /** The CEL expression of the events that count at all; null if all do. */
    public String filter() {
        return filter;
    }

    /** The paths of the fields that together identify an event; empty if each event counts. */
    public List<String> deduplicationKeys() {
        return deduplicationKeys;
    }

    /** How long, in event time, an event's identity is remembered; null if each event counts. */
    public Duration deduplicationTtl() {
        return deduplicationTtl;
    }

    /** The fields whose values are the members, in their order. */
    public List<GroupField> groupFields() {
        return groupFields;
    }

    /** The metrics by their names, in their order. */
    public Map<String, Metric> metrics() {
        return metrics;
    }

    /** The names that were given to more than one metric. */
    Set<String> repeatedMetrics() {
        return repeatedMetrics;
    }

    /** Which events are computed together, and when there are entries of them. */
    public Window window() {
        return window;
    }

    /** How members are ranked; null if there is an entry for each member. */
    public Ranking ranking() {
        return ranking;
    }

    /** Where events go that come too late: in the form of {@link io.github.managedflink.spec.DeadLetters}. */
    public S3Location lateEvents() {
        return lateEvents;
    }

    /** What is known of the entries. */
    public RecordShape entryShape() {
        return BoardEntry.shape(ranking != null, groupNames(), metrics);
    }

    /** The names of the group fields in the entries. */
    public Set<String> groupNames() {
        Set<String> names = new LinkedHashSet<>();
        for (GroupField field : groupFields) {
            if (field != null && field.name() != null) {
                names.add(field.name());
            }
        }
        return names;
    }

    @Override
    public Map<String, S3Location> ownFiles() {
        Map<String, S3Location> files = new LinkedHashMap<>(super.ownFiles());
        files.put(LATE_EVENTS, lateEvents);
        return files;
    }

    @Override
    protected void writePipeline(SettingsWriter pipeline) {
        pipeline.put("name", name);
    }

    @Override
    protected void writeLogic(SettingsWriter settings) {
        settings.put("filter.condition", filter)
                .put("deduplicate.key", deduplicationKeys)
                .put("deduplicate.ttl", deduplicationTtl);
        int group = 0;
        for (GroupField field : groupFields) {
            settings.put("group-by." + ++group, field);
        }
        int number = 0;
        for (Map.Entry<String, Metric> metric : metrics.entrySet()) {
            String at = "metrics." + ++number;
            settings.put(at + ".name", metric.getKey()).put(at, metric.getValue());
        }
        settings.put("window", window).put("ranking", ranking).put(LATE_EVENTS, lateEvents);
    }

    @Override
    protected RecordShape checkLogic(Faults faults, RecordShape arriving) {
        new LeaderboardRules(this, faults).check(arriving);
        return entryShape();
    }

    @Override
    protected void checkSinkUse(Faults faults) {
        sinks().forEach((sinkName, sink) ->
                OrderSafety.check(this, sink, faults.at("sink").at(sinkName)));
    }

    /** Builds a {@link MetricsLeaderboardSpec}. */
    public static final class Builder extends PipelineSpec.Builder<MetricsLeaderboardSpec, Builder> {
        private String name = DEFAULT_NAME;
        private String filter;
        private List<String> deduplicationKeys = List.of();
        private Duration deduplicationTtl;
        private final List<GroupField> groupFields = new ArrayList<>();
        private final Map<String, Metric> metrics = new LinkedHashMap<>();
        private final Set<String> repeatedMetrics = new LinkedHashSet<>();
        private Window window;
        private Ranking ranking;
        private S3Location lateEvents;

        private Builder() {
            super(PipelineKind.METRICS_LEADERBOARD);
        }

        /** The name that its boards begin with, so that several leaderboards can share a table: 1 to 64 letters, digits, dots, hyphens and underscores. Default: {@link #DEFAULT_NAME}. */
        public Builder name(String value) {
            this.name = value;
            return this;
        }

        /** Counts only the events for which a CEL expression is true. An event on which it fails goes to the dead letters. Default: all count. */
        public Builder filter(String condition) {
            this.filter = condition;
            return this;
        }

        /**
         * Counts an event once that producers send several times. Default: each event counts. What the source delivers again after a failure of the job is counted once in any case.
         *
         * @param ttl how long, in event time, an event's identity is remembered: 1 second to 365 days
         * @param fields the paths of the fields that together identify an event
         */
        public Builder deduplicateBy(Duration ttl, String... fields) {
            this.deduplicationTtl = ttl;
            this.deduplicationKeys = Arrays.asList(fields.clone());
            return this;
        }

        /** The paths of the fields whose values are the members, 1 to {@value #MAX_GROUP_FIELDS} with those added before. Required. */
        public Builder groupBy(String... paths) {
            for (String path : paths) {
                groupFields.add(GroupField.of(path));
            }
            return this;
        }

        /** The same with names of their own in the entries. */
        public Builder groupBy(GroupField... fields) {
            Collections.addAll(groupFields, fields);
            return this;
        }

        /** Adds a metric: {@code metricName} is its field in the entries, of up to 64 letters, digits and underscores. One is required, {@value #MAX_METRICS} are the most. */
        public Builder metric(String metricName, Metric value) {
            if (metrics.containsKey(metricName)) {
                repeatedMetrics.add(metricName);
            }
            metrics.put(metricName, value);
            return this;
        }

        /** Which events are computed together, and when there are entries of them. Required. */
        public Builder window(Window value) {
            this.window = value;
            return this;
        }

        /** Ranks members; entries are then ranks of boards. Not for sessions. Default: no ranking, each member of each window is an entry. */
        public Builder rankBy(Ranking value) {
            this.ranking = value;
            return this;
        }

        /** Where events go that come too late, as files of JSON lines under a prefix, in the form of dead letters. Required. */
        public Builder lateEvents(S3Location place) {
            this.lateEvents = place;
            return this;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        protected MetricsLeaderboardSpec create() {
            return new MetricsLeaderboardSpec(this);
        }

        private MetricsLeaderboardSpec readFrom(Map<String, ? extends Map<String, String>> groups) {
            return read(groups);
        }

        @Override
        protected void readLogic(SettingsReader settings) {
            name = settings.text("pipeline.name");
            filter = settings.text("filter.condition");
            deduplicationKeys = settings.texts("deduplicate.key");
            deduplicationTtl = settings.duration("deduplicate.ttl");
            SettingsReader groups = settings.at("group-by");
            for (int number = 1; groups.has(String.valueOf(number)); number++) {
                groupFields.add(GroupField.read(groups.at(String.valueOf(number))));
            }
            SettingsReader numbered = settings.at("metrics");
            for (int number = 1; numbered.has(String.valueOf(number)); number++) {
                SettingsReader metric = numbered.at(String.valueOf(number));
                metrics.put(metric.text("name"), Metric.read(metric));
            }
            window = settings.has("window") ? Window.read(settings.at("window")) : null;
            ranking = settings.has("ranking") ? Ranking.read(settings.at("ranking")) : null;
            lateEvents = S3Location.read(settings, LATE_EVENTS);
        }
    }
}
