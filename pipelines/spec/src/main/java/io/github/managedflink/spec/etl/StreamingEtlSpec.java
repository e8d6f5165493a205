package io.github.managedflink.spec.etl;

import io.github.managedflink.spec.DeadLetters;
import io.github.managedflink.spec.EventTime;
import io.github.managedflink.spec.InputFormat;
import io.github.managedflink.spec.MskSink;
import io.github.managedflink.spec.PipelineSink;
import io.github.managedflink.spec.PipelineSource;
import io.github.managedflink.spec.PropertyGroups;
import io.github.managedflink.spec.RecordShape;
import io.github.managedflink.spec.S3Location;
import io.github.managedflink.spec.settings.Faults;
import io.github.managedflink.spec.settings.SettingsReader;
import io.github.managedflink.spec.settings.SettingsWriter;
import io.github.managedflink.spec.settings.SpecException;
import io.github.managedflink.spec.settings.SpecValue;
import io.github.managedflink.spec.settings.Tokens;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A streaming ETL pipeline: a source, steps that each record takes in their order, sinks, and a place for what is refused. The construct writes it as property groups; the job reads the same
 * groups back.
 */
public final class StreamingEtlSpec extends SpecValue {
    /** The value of the setting {@code pipeline.type}. */
    public static final String TYPE = "streaming-etl";
    /** The name of the sink that {@link Builder#sink(PipelineSink)} sets. */
    public static final String DEFAULT_SINK = "main";
    /**
     * The largest parallelism that the job's state can ever be spread over, when nothing is said: 720, which many numbers divide and which is above what 64 KPUs of 8 give.
     */
    public static final int DEFAULT_MAX_PARALLELISM = 720;

    private static final String VERSION = "1";
    private static final Pattern SECTIONS =
            Pattern.compile("pipeline|source|format|event-time|steps|sink\\..+|dead-letters");
    private static final Pattern SINK_NAME = Pattern.compile("[a-zA-Z0-9_-]{1,30}");
    private static final String SUBJECT = "The streaming ETL pipeline";

    private final PipelineSource source;
    private final InputFormat format;
    private final EventTime eventTime;
    private final List<EtlStep> steps;
    private final Map<String, PipelineSink> sinks;
    private final String defaultSink;
    private final S3Location deadLetters;
    private final Integer maxParallelism;

    private StreamingEtlSpec(Builder builder) {
        this.source = builder.source;
        this.format = builder.format;
        this.eventTime = builder.eventTime;
        this.steps = Collections.unmodifiableList(new ArrayList<>(builder.steps));
        this.sinks = Collections.unmodifiableMap(new LinkedHashMap<>(builder.sinks));
        this.defaultSink = builder.defaultSink;
        this.deadLetters = builder.deadLetters;
        this.maxParallelism = builder.maxParallelism;
    }

    /** A pipeline without steps that reads JSON. */
    public static Builder builder() {
        return new Builder();
    }

    /** Whether the property groups describe a pipeline of this kind. */
    public static boolean isIn(Map<String, ? extends Map<String, String>> groups) {
        return groups.containsKey("pipeline")
                && TYPE.equals(groups.get("pipeline").get("type"));
    }

    /**
     * Reads a pipeline back; groups with other ids are left alone.
     *
     * @throws SpecException if a setting is wrong, missing or unknown; the message names all of them
     */
    public static StreamingEtlSpec fromPropertyGroups(Map<String, ? extends Map<String, String>> groups) {
        Faults faults = new Faults();
        SettingsReader settings = new SettingsReader(PropertyGroups.toSettings(groups, SECTIONS), faults);
        checkWord(settings, "pipeline.type", TYPE);
        checkWord(settings, "pipeline.version", VERSION);
        Builder builder = builder()
                .source(PipelineSource.read(settings.at("source")))
                .format(InputFormat.read(settings.at("format")))
                .eventTime(EventTime.read(settings.at("event-time")))
                .defaultSink(settings.text("pipeline.default-sink"))
                .deadLetters(S3Location.read(settings, "dead-letters"));
        builder.maxParallelism = settings.integer("pipeline.max-parallelism");
        SettingsReader steps = settings.at("steps");
        for (int number = 1; steps.has(String.valueOf(number)); number++) {
            builder.steps.add(EtlStepReader.read(steps.at(String.valueOf(number))));
        }
        SettingsReader sinks = settings.at("sink");
        for (String name : sinks.names()) {
            builder.sink(name, PipelineSink.read(sinks.at(name)));
        }
        settings.checkAllRead();
        StreamingEtlSpec spec = new StreamingEtlSpec(builder);
        spec.check(faults);
        faults.throwIfAny(SUBJECT);
        return spec;
    }

    private static void checkWord(SettingsReader settings, String name, String expected) {
        String word = settings.text(name);
        if (settings.faults().require(name, word) && !word.equals(expected)) {
            settings.faults().add(name, word, "must be " + expected + ".");
        }
    }

    /** The pipeline as MSF property groups: id → key → value. */
    public Map<String, Map<String, String>> toPropertyGroups() {
        return PropertyGroups.fromSettings(settings());
    }

    private Map<String, String> settings() {
        SettingsWriter settings = new SettingsWriter();
        writeTo(settings);
        return settings.asMap();
    }

    /** Where the pipeline reads from. */
    public PipelineSource source() {
        return source;
    }

    /** How messages become records. */
    public InputFormat format() {
        return format;
    }

    /** When a record happened. */
    public EventTime eventTime() {
        return eventTime;
    }

    /** The steps in their order. */
    public List<EtlStep> steps() {
        return steps;
    }

    /** What is known of a record before each step, in the steps' order; the last is what is known of the finished record. */
    public List<RecordShape> shapes() {
        List<RecordShape> shapes = new ArrayList<>();
        shapes.add(format.shape());
        for (EtlStep step : steps) {
            shapes.add(step.shapeAfter(shapes.get(shapes.size() - 1)));
        }
        return shapes;
    }

    /** The sinks by their names. */
    public Map<String, PipelineSink> sinks() {
        return sinks;
    }

    /** The name of the sink for records that no route takes. */
    public String defaultSink() {
        return defaultSink;
    }

    /** Where refused records go: see {@link DeadLetters}. */
    public S3Location deadLetters() {
        return deadLetters;
    }

    /** The largest parallelism that the job's state can be spread over. */
    public int maxParallelism() {
        return maxParallelism;
    }

    @Override
    public void writeTo(SettingsWriter settings) {
        settings.at("pipeline")
                .put("type", TYPE)
                .put("version", VERSION)
                .put("max-parallelism", maxParallelism)
                .put("default-sink", defaultSink);
        settings.put("source", source)
                .put("format", format)
                .put("event-time", eventTime)
                .put("dead-letters", deadLetters);
        int number = 0;
        for (EtlStep step : steps) {
            settings.put("steps." + ++number, step);
        }
        sinks.forEach((name, sink) -> settings.put("sink." + name, sink));
    }

    @Override
    public void check(Faults faults) {
        int before = faults.all().size();
        if (faults.require("source", source)) {
            source.check(faults.at("source"));
        }
        RecordShape shape = RecordShape.open();
        if (faults.require("format", format)) {
            format.check(faults.at("format"));
            shape = format.shape();
        }
        if (faults.require("event-time", eventTime)) {
            eventTime.check(faults.at("event-time"), shape);
        }
        checkSinks(faults, checkSteps(faults, shape));
        if (faults.require("dead-letters", deadLetters)) {
            deadLetters.check(faults.at("dead-letters"));
            checkApart(faults);
        }
        if (faults.require("pipeline.max-parallelism", maxParallelism)) {
            faults.range("pipeline.max-parallelism", maxParallelism, 1, 32768);
        }
        if (faults.all().size() == before) {
            PropertyGroups.check(settings(), faults);
        }
    }

    /** Checks the steps, and tells what is known of the finished records. */
    private RecordShape checkSteps(Faults faults, RecordShape first) {
        RecordShape shape = first;
        int number = 0;
        for (EtlStep step : steps) {
            number++;
            if (step == null) {
                faults.at("steps." + number).require("type", null);
                shape = RecordShape.open();
                continue;
            }
            Faults at = faults.at("steps." + number + "." + step.type());
            step.check(at, shape);
            if (step instanceof RouteStep) {
                checkSinkName(at, "sink", ((RouteStep) step).sink());
            }
            shape = step.shapeAfter(shape);
        }
        return shape;
    }

    private void checkSinks(Faults faults, RecordShape finished) {
        faults.require("sink", sinks.isEmpty() ? null : sinks);
        sinks.forEach((name, sink) -> {
            faults.matches(
                    "sink." + name,
                    name,
                    SINK_NAME,
                    "is no name for a sink; it has 1 to 30 letters, digits, hyphens or underscores.");
            if (faults.require("sink." + name, sink)) {
                sink.check(faults.at("sink").at(name), finished);
            }
        });
        checkTransactionalIds(faults);
        if (faults.require("pipeline.default-sink", defaultSink)) {
            checkSinkName(faults, "pipeline.default-sink", defaultSink);
        }
    }

    /** A producer ends the transactions that another has begun by the same id. */
    private void checkTransactionalIds(Faults faults) {
        Map<List<String>, String> users = new HashMap<>();
        sinks.forEach((name, sink) -> {
            String prefix = sink instanceof MskSink ? ((MskSink) sink).transactionalIdPrefix() : null;
            if (prefix == null || Tokens.isToken(prefix)) {
                return;
            }
            String other = users.putIfAbsent(Arrays.asList(((MskSink) sink).bootstrapServers(), prefix), name);
            if (other != null) {
                faults.add(
                        "sink." + name + ".transaction.id-prefix",
                        prefix,
                        "is used by sink." + other + " too, so that each would end the other's transactions. Give it a"
                                + " prefix of its own.");
            }
        });
    }

    /** Who reads a sink's files must not come upon dead letters, nor the other way round. */
    private void checkApart(Faults faults) {
        sinks.forEach((name, sink) -> {
            Optional<S3Location> shared =
                    sink == null ? Optional.empty() : sink.files().filter(deadLetters::overlaps);
            shared.ifPresent(files -> faults.add(
                    "dead-letters.key",
                    deadLetters.key(),
                    "overlaps the location of sink." + name + ", "
                            + (files.key().isEmpty() ? "the whole bucket" : "\"" + files.key() + "\"")
                            + ": who reads the one would find the files of the other. Give each a prefix of its own, or a"
                            + " bucket."));
        });
    }

    private void checkSinkName(Faults faults, String setting, String name) {
        if (name != null && !sinks.isEmpty() && !sinks.containsKey(name)) {
            faults.add(setting, name, "is no sink; the sinks are " + String.join(", ", sinks.keySet()) + ".");
        }
    }

    /** Builds a {@link StreamingEtlSpec}. */
    public static final class Builder {
        private PipelineSource source;
        private InputFormat format = InputFormat.json();
        private EventTime eventTime = EventTime.arrival();
        private final List<EtlStep> steps = new ArrayList<>();
        private final Map<String, PipelineSink> sinks = new LinkedHashMap<>();
        private String defaultSink = DEFAULT_SINK;
        private S3Location deadLetters;
        private Integer maxParallelism = DEFAULT_MAX_PARALLELISM;

        private Builder() {}

        /** Where the pipeline reads from. Required. */
        public Builder source(PipelineSource value) {
            this.source = value;
            return this;
        }

        /** How messages become records. Default: JSON. */
        public Builder format(InputFormat value) {
            this.format = value;
            return this;
        }

        /** When a record happened. Default: when it arrived. */
        public Builder eventTime(EventTime value) {
            this.eventTime = value;
            return this;
        }

        /** Adds steps after those added before. */
        public Builder steps(EtlStep... values) {
            Collections.addAll(this.steps, values);
            return this;
        }

        /** Sets the sink named {@link #DEFAULT_SINK}. */
        public Builder sink(PipelineSink value) {
            return sink(DEFAULT_SINK, value);
        }

        /** Sets the sink of a name, which has 1 to 30 letters, digits, hyphens or underscores. At least one is required. */
        public Builder sink(String name, PipelineSink value) {
            this.sinks.put(name, value);
            return this;
        }

        /** The sink for records that no route takes. Default: {@link #DEFAULT_SINK}. */
        public Builder defaultSink(String name) {
            this.defaultSink = name;
            return this;
        }

        /** Where refused records go, as files of JSON lines under a prefix. Required. */
        public Builder deadLetters(S3Location place) {
            this.deadLetters = place;
            return this;
        }

        /**
         * The largest parallelism that the job's state can be spread over, 1 to 32,768. Default: {@link #DEFAULT_MAX_PARALLELISM}. It cannot be changed later without giving up the state.
         */
        public Builder maxParallelism(int value) {
            this.maxParallelism = value;
            return this;
        }

        /** Records what is wrong with the pipeline so far, beside what else the caller has found. */
        public void check(Faults faults) {
            new StreamingEtlSpec(this).check(faults);
        }

        /**
         * The checked pipeline.
         *
         * @throws SpecException if anything is wrong; the message names every faulty setting
         */
        public StreamingEtlSpec build() {
            StreamingEtlSpec spec = new StreamingEtlSpec(this);
            Faults faults = new Faults();
            spec.check(faults);
            faults.throwIfAny(SUBJECT);
            return spec;
        }
    }
}
