package io.github.managedflink.jobs.etl;

import io.github.managedflink.jobs.dataflow.DeduplicationKey;
import io.github.managedflink.jobs.dataflow.RecordCounts;
import io.github.managedflink.jobs.dataflow.SerializableSpec;
import io.github.managedflink.jobs.dataflow.SinkOutput;
import io.github.managedflink.jobs.dataflow.SinkTags;
import io.github.managedflink.jobs.deadletter.DeadLetterWriter;
import io.github.managedflink.jobs.deadletter.Routed;
import io.github.managedflink.jobs.event.Fault;
import io.github.managedflink.jobs.event.PipelineEvent;
import io.github.managedflink.jobs.event.ReadOrder;
import io.github.managedflink.jobs.record.RecordFault;
import io.github.managedflink.jobs.record.RecordPath;
import io.github.managedflink.jobs.record.ScalarText;
import io.github.managedflink.jobs.step.Transform;
import io.github.managedflink.jobs.step.Transforms;
import io.github.managedflink.model.PipelineCounters;
import io.github.managedflink.model.etl.DeduplicateStep;
import io.github.managedflink.model.etl.StreamingEtlSpec;
import io.github.managedflink.model.record.RecordShape;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * One operator for the steps between two shuffles. Records that still have a shuffle before them come out as events;
 * the others go to their sinks, and refused ones to the dead letters, as side outputs.
 */
final class StepsFunction extends ProcessFunction<PipelineEvent, PipelineEvent> implements CheckpointedFunction {
    private static final long serialVersionUID = 1L;

    private final SerializableSpec<StreamingEtlSpec> spec;
    private final Segment segment;
    private final SinkTags tags;
    private final boolean isOrdered;

    private transient RecordCounts counts;
    /** All that have been made so far: also those before one that cannot be made have to be closed. */
    private transient List<Transform> steps;

    private transient StepChain chain;
    private transient DeadLetterWriter deadLetters;
    private transient List<SinkOutput<?>> sinks;
    private transient RecordCounts.Count[] written;
    private transient RecordCounts.Count in;
    private transient RecordCounts.Count expanded;
    private transient RecordCounts.Count out;
    private transient RecordCounts.Count filtered;
    private transient RecordCounts.Count filteredBySource;
    /** In the order of the chain's steps. */
    private transient RecordCounts.Count[] filteredBySteps;

    private transient RecordCounts.Count rejected;
    private transient RecordPath[] keys;
    private transient int defaultSink;
    /**
     * The number of records sent into the shuffle: since the start in the first segment, of the current record in later
     * ones.
     */
    private transient long turns;
    /** The context and collector of the present call. */
    private transient Context context;

    private transient Collector<PipelineEvent> events;

    /** @param isOrdered whether a sink has to know behind a shuffle which of two records is the newer */
    StepsFunction(SerializableSpec<StreamingEtlSpec> spec, Segment segment, SinkTags tags, boolean isOrdered) {
        this.isOrdered = isOrdered;
        this.spec = spec;
        this.segment = segment;
        this.tags = tags;
    }

    @Override
    public void initializeState(FunctionInitializationContext initialization) throws Exception {
        counts = new RecordCounts();
        counts.restore(initialization);
    }

    @Override
    public void open(OpenContext openContext) {
        StreamingEtlSpec pipeline = spec.get();
        List<String> sinkNames = List.copyOf(pipeline.sinks().keySet());
        Counter failedRefreshes = getRuntimeContext()
                .getMetricGroup()
                .addGroup(PipelineCounters.METRIC_GROUP)
                .counter("lookupRefreshFailures", new SimpleCounter());
        Transforms transforms = new Transforms(sinkNames, failedRefreshes::inc);
        List<String> names = new ArrayList<>();
        steps = new ArrayList<>();
        List<RecordShape> shapes = pipeline.shapes();
        for (int i = segment.from(); i < segment.to(); i++) {
            names.add(StepNames.of(pipeline, i));
            steps.add(transforms.of(pipeline.steps().get(i), shapes.get(i)));
        }
        openCounts(sinkNames, names);
        chain = new StepChain(names, steps, new Outputs());
        deadLetters = new DeadLetterWriter();
        sinks = tags.outputs(pipeline.sinks());
        defaultSink = sinkNames.indexOf(pipeline.defaultSink());
        keys = segment.isLast()
                ? null
                : DeduplicationKey.paths(((DeduplicateStep) pipeline.steps().get(segment.to())).keys());
    }

    private void openCounts(List<String> sinkNames, List<String> steps) {
        List<String> names = new ArrayList<>(PipelineCounters.all());
        sinkNames.forEach(name -> names.add(PipelineCounters.outTo(name)));
        names.add(PipelineCounters.filteredBy(Fault.SOURCE));
        steps.forEach(step -> names.add(PipelineCounters.filteredBy(step)));
        counts.open(getRuntimeContext(), names);
        in = counts.of(PipelineCounters.IN);
        expanded = counts.of(PipelineCounters.EXPANDED);
        out = counts.of(PipelineCounters.OUT);
        filtered = counts.of(PipelineCounters.FILTERED);
        rejected = counts.of(PipelineCounters.REJECTED);
        filteredBySource = counts.of(PipelineCounters.filteredBy(Fault.SOURCE));
        filteredBySteps = steps.stream()
                .map(step -> counts.of(PipelineCounters.filteredBy(step)))
                .toArray(RecordCounts.Count[]::new);
        written = sinkNames.stream()
                .map(name -> counts.of(PipelineCounters.outTo(name)))
                .toArray(RecordCounts.Count[]::new);
    }

    @Override
    public void processElement(PipelineEvent event, Context ctx, Collector<PipelineEvent> collector) {
        context = ctx;
        events = collector;
        if (segment.isFirst()) {
            in.add(1);
        } else {
            turns = 0;
        }
        if (event.record() != null) {
            chain.run(event);
        } else if (event.fault() != null) {
            refuse(event, event.fault());
        } else {
            filter(filteredBySource);
        }
    }

    private void filter(RecordCounts.Count part) {
        filtered.add(1);
        part.add(1);
    }

    private void refuse(PipelineEvent event, Fault fault) {
        rejected.add(1);
        context.output(tags.deadLetters(), new Routed<>("", deadLetters.line(event.message(), fault)));
    }

    /** Sends a finished record to its sinks; one that several take counts as several. */
    private void write(PipelineEvent event) {
        int main = event.routedTo() == PipelineEvent.NO_SINK ? defaultSink : event.routedTo();
        long targets = event.copiedTo() | (1L << main);
        expanded.add(Long.bitCount(targets) - 1L);
        for (int sink = 0; targets != 0; sink++, targets >>>= 1) {
            if ((targets & 1) != 0) {
                write(event, sink);
            }
        }
    }

    private void write(PipelineEvent event, int sink) {
        try {
            sinks.get(sink).write(event, context::output);
            out.add(1);
            written[sink].add(1);
        } catch (RecordFault e) {
            refuse(event, new Fault(sinks.get(sink).stepName(), e.getMessage()));
        }
    }

    @Override
    public void snapshotState(FunctionSnapshotContext snapshot) throws Exception {
        counts.snapshot();
    }

    @Override
    public void close() {
        if (steps != null) {
            steps.forEach(Transform::close);
        }
    }

    private final class Outputs implements StepChain.Output {
        @Override
        public void passed(PipelineEvent event) {
            if (keys == null) {
                write(event);
                return;
            }
            for (RecordPath key : keys) {
                if (ScalarText.of(key.get(event.record())) == null) {
                    refused(
                            event,
                            new Fault(
                                    StepNames.of(spec.get(), segment.to()),
                                    "the key " + key + " is missing, null, an object or a list"));
                    return;
                }
            }
            events.collect(isOrdered ? event.inOrder(turnOf(event)) : event);
        }

        private ReadOrder turnOf(PipelineEvent event) {
            long turn = turns++;
            return segment.isFirst()
                    ? ReadOrder.of(getRuntimeContext().getTaskInfo().getIndexOfThisSubtask(), turn)
                    : event.message().order().then(turn);
        }

        @Override
        public void leftOut(int step) {
            filter(filteredBySteps[step]);
        }

        @Override
        public void refused(PipelineEvent event, Fault fault) {
            refuse(event, fault);
        }

        @Override
        public void expanded(long more) {
            expanded.add(more);
        }
    }
}
