package io.github.managedflink.jobs.dataflow;

import io.github.managedflink.jobs.connector.SinkConnector;
import io.github.managedflink.jobs.connector.SinkConnectors;
import io.github.managedflink.jobs.deadletter.DeadLetterWriter;
import io.github.managedflink.jobs.deadletter.Routed;
import io.github.managedflink.jobs.event.Fault;
import io.github.managedflink.jobs.event.PipelineEvent;
import io.github.managedflink.jobs.record.RecordFault;
import io.github.managedflink.model.PipelineCounters;
import io.github.managedflink.model.PipelineSpec;
import io.github.managedflink.model.sink.PipelineSinkSpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Gives each record to every sink, or to some of them, as side outputs. */
public final class RecordSinks extends ProcessFunction<PipelineEvent, Void> implements CheckpointedFunction {
    private static final long serialVersionUID = 1L;

    private final SerializableSpec<? extends PipelineSpec> spec;
    private final SinkTags tags;
    private final ArrayList<String> names;

    private transient RecordCounts counts;
    private transient List<SinkOutput<?>> sinks;
    private transient RecordCounts.Count out;
    private transient RecordCounts.Count rejected;
    private transient RecordCounts.Count rejectedResults;
    private transient RecordCounts.Count[] written;
    private transient DeadLetterWriter deadLetters;

    private RecordSinks(SerializableSpec<? extends PipelineSpec> spec, SinkTags tags, Collection<String> names) {
        this.spec = spec;
        this.tags = tags;
        this.names = new ArrayList<>(names);
    }

    /**
     * Attaches sinks to records.
     *
     * @param uid of the operator that gives the records to the sinks
     * @param names those of the sinks
     * @return what they refuse
     */
    public static DataStream<Routed<byte[]>> attach(
            DataStream<PipelineEvent> records,
            String uid,
            SerializableSpec<? extends PipelineSpec> spec,
            SinkConnectors connectors,
            Collection<String> names) {
        SinkTags tags = new SinkTags(spec.get().sinks(), connectors);
        SingleOutputStreamOperator<Void> written = records.process(new RecordSinks(spec, tags, names), Types.VOID)
                .uid(uid)
                .name(uid);
        for (String name : names) {
            attach(name, connectors.sink(name, spec.get().sinks().get(name)), tags, written);
        }
        return written.getSideOutput(tags.deadLetters());
    }

    private static <T> void attach(
            String name, SinkConnector<T> sink, SinkTags tags, SingleOutputStreamOperator<Void> written) {
        OutputTag<T> tag = tags.of(name);
        written.getSideOutput(tag).sinkTo(sink.sink()).uid("sink-" + name).name("sink-" + name);
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        counts = new RecordCounts();
        counts.restore(context);
    }

    @Override
    public void open(OpenContext openContext) {
        // In the order of the specification, whatever that of the names: counts and outputs go together by their
        // places.
        Map<String, PipelineSinkSpec> taken = new LinkedHashMap<>(spec.get().sinks());
        taken.keySet().retainAll(names);
        List<String> counted = new ArrayList<>(
                List.of(PipelineCounters.OUT, PipelineCounters.REJECTED, PipelineCounters.REJECTED_RESULTS));
        taken.keySet().forEach(name -> counted.add(PipelineCounters.outTo(name)));
        counts.open(getRuntimeContext(), counted);
        out = counts.of(PipelineCounters.OUT);
        rejected = counts.of(PipelineCounters.REJECTED);
        rejectedResults = counts.of(PipelineCounters.REJECTED_RESULTS);
        written = taken.keySet().stream()
                .map(name -> counts.of(PipelineCounters.outTo(name)))
                .toArray(RecordCounts.Count[]::new);
        sinks = tags.outputs(taken);
        deadLetters = new DeadLetterWriter();
    }

    @Override
    public void processElement(PipelineEvent record, Context context, Collector<Void> none) {
        for (int i = 0; i < written.length; i++) {
            try {
                sinks.get(i).write(record, context::output);
                out.add(1);
                written[i].add(1);
            } catch (RecordFault e) {
                rejected.add(1);
                rejectedResults.add(1);
                Fault fault = new Fault(sinks.get(i).stepName(), e.getMessage());
                context.output(tags.deadLetters(), new Routed<>("", deadLetters.line(record.message(), fault)));
            }
        }
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        counts.snapshot();
    }
}
