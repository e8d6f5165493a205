package io.github.managedflink.model.etl;

import io.github.managedflink.model.PipelineKind;
import io.github.managedflink.model.PipelineSpec;
import io.github.managedflink.model.record.RecordShape;
import io.github.managedflink.model.s3.S3Location;
import io.github.managedflink.model.settings.Arguments;
import io.github.managedflink.model.settings.InvalidSpecException;
import io.github.managedflink.model.settings.SettingsReader;
import io.github.managedflink.model.settings.SettingsWriter;
import io.github.managedflink.model.settings.Violations;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A streaming ETL pipeline: a source, steps that each record takes in their order, sinks, and a place for what is
 * refused.
 */
public final class StreamingEtlSpec extends PipelineSpec {
    private static final String STEPS = "steps";

    /** The value of the setting {@code pipeline.type}. */
    public static final String TYPE = PipelineKind.STREAMING_ETL.type();

    private final List<EtlStep> steps;
    private final String defaultSink;

    private StreamingEtlSpec(Builder builder) {
        super(builder);
        this.steps = Collections.unmodifiableList(new ArrayList<>(builder.steps));
        this.defaultSink = builder.defaultSink;
    }

    /** Returns a pipeline without steps that reads JSON. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns whether the property groups describe a pipeline of this kind. */
    public static boolean isIn(Map<String, ? extends Map<String, String>> groups) {
        return PipelineKind.in(groups)
                .filter(PipelineKind.STREAMING_ETL::equals)
                .isPresent();
    }

    /**
     * Reads a pipeline back; groups with other ids are left alone.
     *
     * @throws InvalidSpecException if a setting is wrong, missing or unknown; the message names all of them
     */
    public static StreamingEtlSpec fromPropertyGroups(Map<String, ? extends Map<String, String>> groups) {
        return builder().readFrom(groups);
    }

    /** Returns the steps in their order. */
    public List<EtlStep> steps() {
        return steps;
    }

    /**
     * Returns what is known of a record before each step, in the steps' order; the last is what is known of the
     * finished record.
     */
    public List<RecordShape> shapes() {
        List<RecordShape> shapes = new ArrayList<>();
        shapes.add(format().shape());
        for (EtlStep step : steps) {
            shapes.add(step.shapeAfter(shapes.get(shapes.size() - 1)));
        }
        return shapes;
    }

    /** Returns the name of the sink for records that no route takes. */
    public String defaultSink() {
        return defaultSink;
    }

    @Override
    public Set<S3Location> objectsRead() {
        return steps.stream()
                .filter(EnrichStep.class::isInstance)
                .map(step -> ((EnrichStep) step).table())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    @Override
    protected void writePipeline(SettingsWriter pipeline) {
        pipeline.put("default-sink", defaultSink);
    }

    @Override
    protected void writeLogic(SettingsWriter settings) {
        int number = 0;
        for (EtlStep step : steps) {
            settings.put(STEPS + "." + ++number, step);
        }
    }

    @Override
    protected RecordShape checkLogic(Violations violations, RecordShape arriving) {
        RecordShape shape = arriving;
        int number = 0;
        for (EtlStep step : steps) {
            number++;
            if (step == null) {
                violations.at(STEPS + "." + number).require("type", null);
                shape = RecordShape.open();
                continue;
            }
            Violations at = violations.at(STEPS + "." + number + "." + step.type());
            step.check(at, shape);
            if (step instanceof RouteStep) {
                checkSinkName(at, "sink", ((RouteStep) step).sink());
            }
            shape = step.shapeAfter(shape);
        }
        return shape;
    }

    @Override
    protected void checkSinkUse(Violations violations) {
        if (violations.require("pipeline.default-sink", defaultSink)) {
            checkSinkName(violations, "pipeline.default-sink", defaultSink);
        }
    }

    /** Builds a {@link StreamingEtlSpec}. */
    public static final class Builder extends PipelineSpec.Builder<StreamingEtlSpec, Builder> {
        private final List<EtlStep> steps = new ArrayList<>();
        private String defaultSink = DEFAULT_SINK;

        private Builder() {
            super(PipelineKind.STREAMING_ETL);
        }

        /** Adds steps after those added before. */
        public Builder steps(EtlStep... values) {
            Collections.addAll(this.steps, Arguments.given("values", values));
            return this;
        }

        /** Sets the sink for records that no route takes. Default: {@link #DEFAULT_SINK}. */
        public Builder defaultSink(String name) {
            this.defaultSink = name;
            return this;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        protected StreamingEtlSpec create() {
            return new StreamingEtlSpec(this);
        }

        private StreamingEtlSpec readFrom(Map<String, ? extends Map<String, String>> groups) {
            return read(groups);
        }

        @Override
        protected Set<String> sections() {
            return Collections.singleton(STEPS);
        }

        @Override
        protected void readLogic(SettingsReader settings) {
            defaultSink = settings.text("pipeline.default-sink");
            SettingsReader numbered = settings.at(STEPS);
            for (int number = 1; numbered.has(String.valueOf(number)); number++) {
                steps.add(EtlStepReader.read(numbered.at(String.valueOf(number))));
            }
        }
    }
}
