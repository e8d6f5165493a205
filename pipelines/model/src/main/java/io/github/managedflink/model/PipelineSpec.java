package io.github.managedflink.model;

import io.github.managedflink.model.format.InputFormat;
import io.github.managedflink.model.record.EventTime;
import io.github.managedflink.model.record.RecordShape;
import io.github.managedflink.model.s3.S3Location;
import io.github.managedflink.model.settings.InvalidSpecException;
import io.github.managedflink.model.settings.NamedValues;
import io.github.managedflink.model.settings.SettingsReader;
import io.github.managedflink.model.settings.SettingsWriter;
import io.github.managedflink.model.settings.SpecValue;
import io.github.managedflink.model.settings.Tokens;
import io.github.managedflink.model.settings.Violations;
import io.github.managedflink.model.sink.MskSinkSpec;
import io.github.managedflink.model.sink.PipelineSinkSpec;
import io.github.managedflink.model.source.PipelineSourceSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What every pipeline has, whatever it does with its records: a source, sinks, and a place for what is refused. The
 * construct writes it as property groups; the job reads the same groups back.
 */
public abstract class PipelineSpec extends SpecValue {
    /** The name of the sink that {@link Builder#sink(PipelineSinkSpec)} sets. */
    public static final String DEFAULT_SINK = "main";
    /**
     * The largest parallelism that the job's state can ever be spread over, when nothing is said: 720, which many
     * numbers divide and which is above what 64 KPUs of 8 give.
     */
    public static final int DEFAULT_MAX_PARALLELISM = 720;

    private static final String VERSION = "1";
    private static final String DEAD_LETTERS = "dead-letters";
    /** The sections of every pipeline, beside those of its sinks. */
    private static final Set<String> SECTIONS = Collections.unmodifiableSet(
            new HashSet<>(Arrays.asList("pipeline", "source", "format", "event-time", DEAD_LETTERS)));

    private static final Pattern SINK_NAME = Pattern.compile("[a-zA-Z0-9_-]{1,30}");

    private final PipelineKind kind;
    private final PipelineSourceSpec source;
    private final InputFormat format;
    private final EventTime eventTime;
    private final Map<String, PipelineSinkSpec> sinks;
    private final Set<String> repeatedSinks;
    private final S3Location deadLetters;
    private final Integer maxParallelism;

    /** Takes over what has been set; it is checked later. */
    protected PipelineSpec(Builder<?, ?> builder) {
        this.kind = builder.kind;
        this.source = builder.source;
        this.format = builder.format;
        this.eventTime = builder.eventTime;
        this.sinks = builder.sinks.asMap();
        this.repeatedSinks = builder.sinks.repeated();
        this.deadLetters = builder.deadLetters;
        this.maxParallelism = builder.maxParallelism;
    }

    /** Returns the pipeline as MSF property groups: id → key → value. */
    public final Map<String, Map<String, String>> toPropertyGroups() {
        return PropertyGroups.fromSettings(settings());
    }

    private Map<String, String> settings() {
        SettingsWriter settings = new SettingsWriter();
        writeTo(settings);
        return settings.asMap();
    }

    /** Returns what kind of pipeline it is. */
    public final PipelineKind kind() {
        return kind;
    }

    /** Returns where the pipeline reads from. */
    public final PipelineSourceSpec source() {
        return source;
    }

    /** Returns how messages become records. */
    public final InputFormat format() {
        return format;
    }

    /** Returns when a record happened. */
    public final EventTime eventTime() {
        return eventTime;
    }

    /** Returns the sinks by their names. */
    public final Map<String, PipelineSinkSpec> sinks() {
        return sinks;
    }

    /** Returns where refused records go: see {@link DeadLetters}. */
    public final S3Location deadLetters() {
        return deadLetters;
    }

    /** Returns the largest parallelism that the job's state can be spread over. */
    public final int maxParallelism() {
        return maxParallelism;
    }

    /** Writes what is in the section {@code pipeline} beside what every pipeline has there. */
    protected abstract void writePipeline(SettingsWriter pipeline);

    /** Writes what the pipeline does with its records, in sections of their own. */
    protected abstract void writeLogic(SettingsWriter settings);

    /**
     * Checks what the pipeline does with records of a shape, and tells what is known of those that it gives to sinks.
     */
    protected abstract RecordShape checkLogic(Violations violations, RecordShape arriving);

    /** Returns the streams that it reads beside its source. */
    public List<PipelineSourceSpec> sideSources() {
        return Collections.emptyList();
    }

    /** Returns the objects in S3 that it reads. */
    public Set<S3Location> objectsRead() {
        return Collections.emptySet();
    }

    /** Returns those of {@link #objectsRead} that must be there before it starts. */
    public Set<S3Location> objectsRequired() {
        return objectsRead();
    }

    /**
     * Returns what is known of the records of one sink. As long as nothing else is said, all sinks are given the same.
     */
    protected RecordShape shapeFor(String sink, RecordShape finished) {
        return finished;
    }

    /** Checks what the pipeline wants of its sinks, each of which has been checked by itself. */
    protected abstract void checkSinkUse(Violations violations);

    /** Returns the places in S3 that the pipeline itself writes to, by their sections. */
    public Map<String, S3Location> ownFiles() {
        return Collections.singletonMap(DEAD_LETTERS, deadLetters);
    }

    @Override
    public final void writeTo(SettingsWriter settings) {
        SettingsWriter pipeline = settings.at("pipeline")
                .put("type", kind.type())
                .put("version", VERSION)
                .put("max-parallelism", maxParallelism);
        writePipeline(pipeline);
        settings.put("source", source)
                .put("format", format)
                .put("event-time", eventTime)
                .put(DEAD_LETTERS, deadLetters);
        writeLogic(settings);
        sinks.forEach((name, sink) -> settings.put("sink." + name, sink));
    }

    @Override
    public final void check(Violations violations) {
        int before = violations.all().size();
        if (violations.require("source", source)) {
            source.check(violations.at("source"));
        }
        RecordShape shape = RecordShape.open();
        if (violations.require("format", format)) {
            format.check(violations.at("format"));
            shape = format.shape();
        }
        if (violations.require("event-time", eventTime)) {
            eventTime.check(violations.at("event-time"), shape);
        }
        checkSinks(violations, checkLogic(violations, shape));
        checkSinkUse(violations);
        checkOwnFiles(violations);
        if (violations.require("pipeline.max-parallelism", maxParallelism)) {
            violations.range("pipeline.max-parallelism", maxParallelism, 1, 32768);
        }
        if (violations.all().size() == before) {
            PropertyGroups.check(settings(), violations);
        }
    }

    private void checkSinks(Violations violations, RecordShape finished) {
        violations.require("sink", sinks.isEmpty() ? null : sinks);
        repeatedSinks.forEach(name ->
                violations.add("sink", name, "is the name of two sinks. Give one of them another with sink(name, …)."));
        sinks.forEach((name, sink) -> {
            violations.matches(
                    "sink." + name,
                    name,
                    SINK_NAME,
                    "is no name for a sink; it has 1 to 30 letters, digits, hyphens or underscores.");
            if (violations.require("sink." + name, sink)) {
                sink.check(violations.at("sink").at(name), shapeFor(name, finished));
            }
        });
        checkTransactionalIds(violations);
    }

    /** A producer ends the transactions that another has begun by the same id. */
    private void checkTransactionalIds(Violations violations) {
        Map<List<String>, String> users = new HashMap<>();
        sinks.forEach((name, sink) -> {
            String prefix = sink instanceof MskSinkSpec ? ((MskSinkSpec) sink).transactionalIdPrefix() : null;
            if (prefix == null || Tokens.isToken(prefix)) {
                return;
            }
            String other = users.putIfAbsent(Arrays.asList(((MskSinkSpec) sink).bootstrapServers(), prefix), name);
            if (other != null) {
                violations.add(
                        "sink." + name + ".transaction.id-prefix",
                        prefix,
                        "is used by sink." + other + " too, so that each would end the other's transactions. Give it a"
                                + " prefix of its own.");
            }
        });
    }

    private void checkOwnFiles(Violations violations) {
        List<String> checked = new ArrayList<>();
        ownFiles().forEach((section, place) -> {
            if (violations.require(section, place)) {
                place.checkPrefix(violations.at(section));
                sinks.forEach((name, sink) -> {
                    if (sink != null) {
                        sink.files().ifPresent(files -> checkApart(violations, section, place, "sink." + name, files));
                    }
                });
                checked.forEach(other ->
                        checkApart(violations, section, place, other, ownFiles().get(other)));
                checked.add(section);
            }
        });
    }

    /** Who reads the files of one place must not come upon those of another. */
    private static void checkApart(
            Violations violations, String section, S3Location place, String other, S3Location files) {
        if (place.overlaps(files)) {
            violations.add(
                    section + ".key",
                    place.key(),
                    "overlaps the location of " + other + ", "
                            + (files.key().isEmpty() ? "the whole bucket" : "\"" + files.key() + "\"")
                            + ": who reads the one would find the files of the other. Give each a prefix of its own, or a"
                            + " bucket.");
        }
    }

    /** Checks that a setting names one of the sinks. */
    protected final void checkSinkName(Violations violations, String setting, String name) {
        if (name != null && !sinks.isEmpty() && !sinks.containsKey(name)) {
            violations.add(setting, name, "is no sink; the sinks are " + String.join(", ", sinks.keySet()) + ".");
        }
    }

    /** Builds a pipeline of one kind. */
    public abstract static class Builder<S extends PipelineSpec, B extends Builder<S, B>> {
        private final PipelineKind kind;
        private NamedValues<PipelineSinkSpec> sinks = NamedValues.none();
        private PipelineSourceSpec source;
        private InputFormat format = InputFormat.json();
        private EventTime eventTime = EventTime.arrival();
        private S3Location deadLetters;
        private Integer maxParallelism = DEFAULT_MAX_PARALLELISM;

        /** Nothing is set but the defaults. */
        protected Builder(PipelineKind kind) {
            this.kind = kind;
        }

        /** This builder, as what it is. */
        protected abstract B self();

        /** Returns the pipeline as it is set, without a check. */
        protected abstract S create();

        /** Names the sections of what {@link PipelineSpec#writeLogic} writes; groups of others are left alone. */
        protected abstract Set<String> sections();

        /** Reads what {@link PipelineSpec#writePipeline} and {@link PipelineSpec#writeLogic} write. */
        protected abstract void readLogic(SettingsReader settings);

        /** Sets where the pipeline reads from. Required. */
        public final B source(PipelineSourceSpec value) {
            this.source = value;
            return self();
        }

        /** Sets how messages become records. Default: JSON. */
        public final B format(InputFormat value) {
            this.format = value;
            return self();
        }

        /** Sets when a record happened. Default: when it arrived. */
        public final B eventTime(EventTime value) {
            this.eventTime = value;
            return self();
        }

        /** Adds the sink named {@link #DEFAULT_SINK}. */
        public final B sink(PipelineSinkSpec value) {
            return sink(DEFAULT_SINK, value);
        }

        /**
         * Adds the sink of a name, which has 1 to 30 letters, digits, hyphens or underscores, and is no other sink's.
         * At least one is required.
         */
        public final B sink(String name, PipelineSinkSpec value) {
            this.sinks = sinks.with(name, value);
            return self();
        }

        /** Sets where refused records go, as files of JSON lines under a prefix. Required. */
        public final B deadLetters(S3Location place) {
            this.deadLetters = place;
            return self();
        }

        /**
         * Sets the largest parallelism that the job's state can be spread over, 1 to 32,768. Default:
         * {@link #DEFAULT_MAX_PARALLELISM}. It cannot be changed later without giving up the state.
         */
        public final B maxParallelism(int value) {
            this.maxParallelism = value;
            return self();
        }

        /** Records what is wrong with the pipeline so far, beside what else the caller has found. */
        public final void check(Violations violations) {
            create().check(violations);
        }

        /**
         * Returns the checked pipeline.
         *
         * @throws InvalidSpecException if anything is wrong; the message names every faulty setting
         */
        public final S build() {
            return checked(new Violations());
        }

        /** Reads a pipeline of this kind; groups with other ids are left alone. */
        protected final S read(Map<String, ? extends Map<String, String>> groups) {
            Violations violations = new Violations();
            SettingsReader settings = new SettingsReader(PropertyGroups.toSettings(groups, this::isOwn), violations);
            checkWord(settings, "pipeline.type", kind.type());
            checkWord(settings, "pipeline.version", VERSION);
            source = PipelineSourceSpec.read(settings.at("source"));
            format = InputFormat.read(settings.at("format"));
            eventTime = EventTime.read(settings.at("event-time"));
            deadLetters = S3Location.read(settings, DEAD_LETTERS);
            maxParallelism = settings.integer("pipeline.max-parallelism");
            readLogic(settings);
            SettingsReader sinkSettings = settings.at("sink");
            for (String name : sinkSettings.names()) {
                sinks = sinks.with(name, PipelineSinkSpec.read(sinkSettings.at(name)));
            }
            settings.checkAllRead();
            return checked(violations);
        }

        private boolean isOwn(String section) {
            return SECTIONS.contains(section)
                    || section.startsWith("sink.")
                    || sections().contains(section);
        }

        private S checked(Violations violations) {
            S spec = create();
            spec.check(violations);
            violations.throwIfAny(kind.subject());
            return spec;
        }

        private static void checkWord(SettingsReader settings, String name, String expected) {
            String word = settings.text(name);
            if (settings.violations().require(name, word) && !word.equals(expected)) {
                settings.violations().add(name, word, "must be " + expected + ".");
            }
        }
    }
}
