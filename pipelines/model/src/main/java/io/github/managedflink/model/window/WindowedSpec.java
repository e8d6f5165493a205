package io.github.managedflink.model.window;

import io.github.managedflink.model.PipelineKind;
import io.github.managedflink.model.PipelineSpec;
import io.github.managedflink.model.record.RecordShape;
import io.github.managedflink.model.s3.S3Location;
import io.github.managedflink.model.settings.Arguments;
import io.github.managedflink.model.settings.SettingsReader;
import io.github.managedflink.model.settings.SettingsWriter;
import io.github.managedflink.model.settings.Violations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A pipeline that computes something of groups of events in windows of event time.
 *
 * <p>An event takes these ways in this order: one that cannot be read, whose event time cannot, or on which a condition
 * fails, goes to the dead letters; one that the filter leaves out is counted as filtered; one whose windows have all
 * closed, and are past the allowed lateness, goes to the late events; one whose key has been seen is counted as
 * deduplicated; any other is counted in its windows. Whether an event is late follows from the events before it in its
 * shard, so that the same stream has the same late events whenever it is read.
 *
 * <p>Only the fields that are needed are read. Of a JSON object that has them all, the rest is looked over for its
 * structure: a message that is cut off, brackets that do not match and anything behind the object are found, a wrong
 * number or word behind the last needed field is not.
 */
public abstract class WindowedSpec extends PipelineSpec {
    /** How many fields may group. */
    public static final int MAX_GROUP_FIELDS = 8;

    private static final String LATE_EVENTS = "late-events";

    private final String name;
    private final String filter;
    private final List<String> deduplicationKeys;
    private final Duration deduplicationTtl;
    private final List<GroupField> groupFields;
    private final Window window;
    private final S3Location lateEvents;

    /** Takes over what has been set; it is checked later. */
    protected WindowedSpec(Builder<?, ?> builder) {
        super(builder);
        this.name = builder.name;
        this.filter = builder.filter;
        this.deduplicationKeys = Collections.unmodifiableList(new ArrayList<>(builder.deduplicationKeys));
        this.deduplicationTtl = builder.deduplicationTtl;
        this.groupFields = Collections.unmodifiableList(new ArrayList<>(builder.groupFields));
        this.window = builder.window;
        this.lateEvents = builder.lateEvents;
    }

    /** Returns its name in what it gives to sinks. */
    public final String name() {
        return name;
    }

    /** Returns the CEL expression of the events that count at all; null if all do. */
    public final String filter() {
        return filter;
    }

    /** Returns the paths of the fields that together identify an event; empty if each event counts. */
    public final List<String> deduplicationKeys() {
        return deduplicationKeys;
    }

    /** Returns how long, in event time, an event's identity is remembered; null if each event counts. */
    public final Duration deduplicationTtl() {
        return deduplicationTtl;
    }

    /** Returns the fields whose values are the groups, in their order. */
    public final List<GroupField> groupFields() {
        return groupFields;
    }

    /** Returns the names of the group fields in what goes to the sinks. */
    public final Set<String> groupNames() {
        Set<String> names = new LinkedHashSet<>();
        for (GroupField field : groupFields) {
            if (field != null && field.name() != null) {
                names.add(field.name());
            }
        }
        return names;
    }

    /** Returns which events are computed together. */
    public final Window window() {
        return window;
    }

    /** Returns where events go that come too late: in the form of {@link io.github.managedflink.model.DeadLetters}. */
    public final S3Location lateEvents() {
        return lateEvents;
    }

    /** Returns what messages call a pipeline of this kind, such as {@code leaderboard}. */
    protected abstract String noun();

    /** Returns the fields that all records for the sinks have. */
    protected abstract OutputFields outputFields();

    /** Writes what is computed, in sections of their own. */
    protected abstract void writeComputation(SettingsWriter settings);

    /** Checks what is computed of records of a shape, and tells what is known of those that go to sinks. */
    protected abstract RecordShape checkComputation(Violations violations, RecordShape arriving);

    @Override
    public Map<String, S3Location> ownFiles() {
        Map<String, S3Location> files = new LinkedHashMap<>(super.ownFiles());
        files.put(LATE_EVENTS, lateEvents);
        return files;
    }

    @Override
    protected final void writePipeline(SettingsWriter pipeline) {
        pipeline.put("name", name);
    }

    @Override
    protected final void writeLogic(SettingsWriter settings) {
        settings.put("filter.condition", filter)
                .put("deduplicate.key", deduplicationKeys)
                .put("deduplicate.ttl", deduplicationTtl);
        int group = 0;
        for (GroupField field : groupFields) {
            settings.put("group-by." + ++group, field);
        }
        writeComputation(settings);
        settings.put("window", window).put(LATE_EVENTS, lateEvents);
    }

    @Override
    protected final RecordShape checkLogic(Violations violations, RecordShape arriving) {
        new WindowedRules(this, violations).check(arriving);
        return checkComputation(violations, arriving);
    }

    /** Builds a pipeline of one kind. */
    public abstract static class Builder<S extends WindowedSpec, B extends Builder<S, B>>
            extends PipelineSpec.Builder<S, B> {
        private String name;
        private String filter;
        private List<String> deduplicationKeys = List.of();
        private Duration deduplicationTtl;
        private final List<GroupField> groupFields = new ArrayList<>();
        private Window window;
        private S3Location lateEvents;

        /** Nothing is set but the defaults. */
        protected Builder(PipelineKind kind, String name) {
            super(kind);
            this.name = name;
        }

        /**
         * Sets its name in what it gives to sinks, so that several can share one: 1 to 64 letters, digits, dots,
         * hyphens and underscores. Default: the word for its kind.
         */
        public final B name(String value) {
            this.name = value;
            return self();
        }

        /**
         * Counts only the events for which a CEL expression is true. An event on which it fails goes to the dead
         * letters. Default: all count.
         */
        public final B filter(String condition) {
            this.filter = condition;
            return self();
        }

        /**
         * Counts an event once that producers send several times. Default: each event counts. What the source delivers
         * again after a failure of the job is counted once in any case.
         *
         * @param ttl how long, in event time, an event's identity is remembered: 1 second to 365 days
         * @param fields the paths of the fields that together identify an event
         */
        public final B deduplicateBy(Duration ttl, String... fields) {
            this.deduplicationTtl = ttl;
            this.deduplicationKeys = Arguments.all("fields", fields);
            return self();
        }

        /**
         * Sets the paths of the fields whose values are the groups, up to {@value WindowedSpec#MAX_GROUP_FIELDS} with
         * those added before.
         */
        public final B groupBy(String... paths) {
            for (String path : Arguments.all("paths", paths)) {
                groupFields.add(GroupField.of(path));
            }
            return self();
        }

        /** Does the same with names of their own in what goes to the sinks. */
        public final B groupBy(GroupField... fields) {
            groupFields.addAll(Arguments.all("fields", fields));
            return self();
        }

        /** Sets which events are computed together. Required. */
        public final B window(Window value) {
            this.window = value;
            return self();
        }

        /**
         * Sets where events go that come too late, as files of JSON lines under a prefix, in the form of dead letters.
         * Required.
         */
        public final B lateEvents(S3Location place) {
            this.lateEvents = place;
            return self();
        }

        /** Reads what {@link WindowedSpec#writeComputation} writes. */
        protected abstract void readComputation(SettingsReader settings);

        /** Names the sections of what {@link WindowedSpec#writeComputation} writes. */
        protected abstract Set<String> computationSections();

        @Override
        protected final Set<String> sections() {
            Set<String> sections = new HashSet<>(computationSections());
            Collections.addAll(sections, "filter", "deduplicate", "group-by", "window", LATE_EVENTS);
            return sections;
        }

        @Override
        protected final void readLogic(SettingsReader settings) {
            name = settings.text("pipeline.name");
            filter = settings.text("filter.condition");
            deduplicationKeys = settings.texts("deduplicate.key");
            deduplicationTtl = settings.duration("deduplicate.ttl");
            SettingsReader groups = settings.at("group-by");
            for (int number = 1; groups.has(String.valueOf(number)); number++) {
                groupFields.add(GroupField.read(groups.at(String.valueOf(number))));
            }
            readComputation(settings);
            window = settings.has("window") ? Window.read(settings.at("window")) : null;
            lateEvents = S3Location.read(settings, LATE_EVENTS);
        }
    }
}
