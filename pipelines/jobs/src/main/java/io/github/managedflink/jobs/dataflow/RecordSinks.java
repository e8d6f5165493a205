package io.github.managedflink.jobs.dataflow;

import io.github.managedflink.jobs.event.DeadLetterWriter;
import io.github.managedflink.jobs.event.EtlEvent;
import io.github.managedflink.jobs.event.Fault;
import io.github.managedflink.jobs.record.RecordFault;
import io.github.managedflink.jobs.s3.Addressed;
import io.github.managedflink.spec.PipelineCounters;
import io.github.managedflink.spec.PipelineSpec;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Gives each record to every sink, as side outputs. */
public final class RecordSinks extends ProcessFunction<EtlEvent, Void> implements CheckpointedFunction {
    private static final long serialVersionUID = 1L;

    private final SerializableSpec<? extends PipelineSpec> spec;
    private final SinkTags tags;

    private transient RecordCounts counts;
    private transient List<SinkOutput<?>> sinks;
    private transient RecordCounts.Count out;
    private transient RecordCounts.Count rejected;
    private transient RecordCounts.Count[] written;
    private transient DeadLetterWriter deadLetters;

    public RecordSinks(SerializableSpec<? extends PipelineSpec> spec, SinkTags tags) {
        this.spec = spec;
        this.tags = tags;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        counts = new RecordCounts();
        counts.restore(context);
    }

    @Override
    public void open(OpenContext openContext) {
        PipelineSpec pipeline = spec.get();
        List<String> names = new ArrayList<>(List.of(PipelineCounters.OUT, PipelineCounters.REJECTED));
        pipeline.sinks().keySet().forEach(name -> names.add(PipelineCounters.outTo(name)));
        counts.open(getRuntimeContext(), names);
        out = counts.of(PipelineCounters.OUT);
        rejected = counts.of(PipelineCounters.REJECTED);
        written = pipeline.sinks().keySet().stream()
                .map(name -> counts.of(PipelineCounters.outTo(name)))
                .toArray(RecordCounts.Count[]::new);
        sinks = tags.outputs(pipeline.sinks());
        deadLetters = new DeadLetterWriter();
    }

    @Override
    public void processElement(EtlEvent record, Context context, Collector<Void> none) {
        for (int i = 0; i < written.length; i++) {
            try {
                sinks.get(i).write(record, context::output);
                out.add(1);
                written[i].add(1);
            } catch (RecordFault e) {
                rejected.add(1);
                Fault fault = new Fault(sinks.get(i).stepName(), e.getMessage());
                context.output(tags.deadLetters(), new Addressed<>("", deadLetters.line(record.message(), fault)));
            }
        }
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        counts.snapshot();
    }
}
