package io.github.managedflink.jobs.leaderboard;

import io.github.managedflink.jobs.dataflow.RecordCounts;
import io.github.managedflink.jobs.dataflow.SerializableSpec;
import io.github.managedflink.jobs.dataflow.SinkOutput;
import io.github.managedflink.jobs.dataflow.SinkTags;
import io.github.managedflink.jobs.event.DeadLetterWriter;
import io.github.managedflink.jobs.event.EtlEvent;
import io.github.managedflink.jobs.event.Fault;
import io.github.managedflink.jobs.record.RecordFault;
import io.github.managedflink.jobs.s3.Addressed;
import io.github.managedflink.spec.PipelineCounters;
import io.github.managedflink.spec.leaderboard.MetricsLeaderboardSpec;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Gives each entry to every sink, as side outputs. */
final class EntrySinks extends ProcessFunction<EtlEvent, Void> implements CheckpointedFunction {
    private static final long serialVersionUID = 1L;

    private final SerializableSpec<MetricsLeaderboardSpec> spec;
    private final SinkTags tags;

    private transient RecordCounts counts;
    private transient List<SinkOutput<?>> sinks;
    private transient RecordCounts.Count out;
    private transient RecordCounts.Count rejected;
    private transient RecordCounts.Count[] written;
    private transient DeadLetterWriter deadLetters;

    EntrySinks(SerializableSpec<MetricsLeaderboardSpec> spec, SinkTags tags) {
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
        MetricsLeaderboardSpec leaderboard = spec.get();
        List<String> names = new ArrayList<>(List.of(PipelineCounters.OUT, PipelineCounters.REJECTED));
        leaderboard.sinks().keySet().forEach(name -> names.add(PipelineCounters.outTo(name)));
        counts.open(getRuntimeContext(), names);
        out = counts.of(PipelineCounters.OUT);
        rejected = counts.of(PipelineCounters.REJECTED);
        written = leaderboard.sinks().keySet().stream()
                .map(name -> counts.of(PipelineCounters.outTo(name)))
                .toArray(RecordCounts.Count[]::new);
        sinks = tags.outputs(leaderboard.sinks());
        deadLetters = new DeadLetterWriter();
    }

    @Override
    public void processElement(EtlEvent entry, Context context, Collector<Void> none) {
        for (int i = 0; i < written.length; i++) {
            try {
                sinks.get(i).write(entry, context::output);
                out.add(1);
                written[i].add(1);
            } catch (RecordFault e) {
                rejected.add(1);
                Fault fault = new Fault(sinks.get(i).stepName(), e.getMessage());
                context.output(tags.deadLetters(), new Addressed<>("", deadLetters.line(entry.message(), fault)));
            }
        }
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        counts.snapshot();
    }
}
