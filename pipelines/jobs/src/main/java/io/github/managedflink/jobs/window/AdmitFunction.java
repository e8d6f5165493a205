package io.github.managedflink.jobs.window;

import io.github.managedflink.jobs.cel.CelProgram;
import io.github.managedflink.jobs.dataflow.DeduplicationKey;
import io.github.managedflink.jobs.dataflow.RecordCounts;
import io.github.managedflink.jobs.dataflow.SerializableSpec;
import io.github.managedflink.jobs.deadletter.DeadLetterWriter;
import io.github.managedflink.jobs.deadletter.LateEvents;
import io.github.managedflink.jobs.deadletter.Routed;
import io.github.managedflink.jobs.event.Fault;
import io.github.managedflink.jobs.event.PipelineEvent;
import io.github.managedflink.jobs.record.RecordFault;
import io.github.managedflink.jobs.record.RecordPath;
import io.github.managedflink.jobs.record.ScalarText;
import io.github.managedflink.model.PipelineCounters;
import io.github.managedflink.model.record.CelExpression;
import io.github.managedflink.model.window.WindowedSpec;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Passes the events that count, as they come from the source. Here is decided what is late by the order of the event's
 * own shard: whether an event is late depends on the events before it in the shard alone, not on when watermarks happen
 * to be made, so that the same stream has the same late events whenever it is read.
 */
public final class AdmitFunction extends ProcessFunction<PipelineEvent, PipelineEvent> implements CheckpointedFunction {
    private static final long serialVersionUID = 1L;
    private static final String FILTER = "filter";
    private static final String DEDUPLICATE = "deduplicate";

    private final SerializableSpec<? extends WindowedSpec> spec;
    private final SideOutputs tags;
    private final WindowLayout retention;

    private transient RecordCounts counts;
    private transient ShardTimes shards;
    private transient RecordCounts.Count in;
    private transient RecordCounts.Count filtered;
    private transient RecordCounts.Count filteredBySource;
    private transient RecordCounts.Count filteredByFilter;
    private transient RecordCounts.Count rejected;
    private transient RecordCounts.Count late;
    private transient CelProgram filter;
    private transient RecordPath[] keys;
    private transient DeadLetterWriter deadLetters;
    private transient LateEvents lateEvents;

    public AdmitFunction(SerializableSpec<? extends WindowedSpec> spec, SideOutputs tags) {
        this.spec = spec;
        this.tags = tags;
        this.retention = WindowLayout.of(spec.get().window());
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        counts = new RecordCounts();
        counts.restore(context);
        shards = new ShardTimes(spec.get().eventTime().maxOutOfOrderness().toMillis());
        shards.restore(context);
    }

    @Override
    public void open(OpenContext openContext) {
        WindowedSpec windowed = spec.get();
        counts.open(
                getRuntimeContext(),
                List.of(
                        PipelineCounters.IN,
                        PipelineCounters.FILTERED,
                        PipelineCounters.filteredBy(Fault.SOURCE),
                        PipelineCounters.filteredBy(FILTER),
                        PipelineCounters.REJECTED,
                        PipelineCounters.LATE));
        in = counts.of(PipelineCounters.IN);
        filtered = counts.of(PipelineCounters.FILTERED);
        filteredBySource = counts.of(PipelineCounters.filteredBy(Fault.SOURCE));
        filteredByFilter = counts.of(PipelineCounters.filteredBy(FILTER));
        rejected = counts.of(PipelineCounters.REJECTED);
        late = counts.of(PipelineCounters.LATE);
        if (windowed.filter() != null) {
            filter = CelProgram.of(
                    CelExpression.compile(windowed.filter(), windowed.format().shape()));
        }
        keys = DeduplicationKey.paths(windowed.deduplicationKeys());
        deadLetters = new DeadLetterWriter();
        lateEvents = new LateEvents();
    }

    @Override
    public void processElement(PipelineEvent event, Context context, Collector<PipelineEvent> out) {
        in.add(1);
        if (event.fault() != null) {
            refuse(event, event.fault(), context);
        } else if (event.record() == null) {
            filter(filteredBySource);
        } else {
            select(event, context, out);
        }
    }

    private void select(PipelineEvent event, Context context, Collector<PipelineEvent> out) {
        long reached = shards.before(event);
        boolean passes;
        try {
            passes = filter == null || filter.test(event.record());
        } catch (RecordFault e) {
            refuse(event, new Fault(FILTER, e.getMessage()), context);
            return;
        } catch (RuntimeException | StackOverflowError e) {
            refuse(event, new Fault(FILTER, "unexpected " + e), context);
            return;
        }
        if (!passes) {
            filter(filteredByFilter);
            return;
        }
        for (RecordPath key : keys) {
            if (ScalarText.of(key.get(event.record())) == null) {
                String reason = "the key " + key + " is missing, null, an object or a list";
                refuse(event, new Fault(DEDUPLICATE, reason), context);
                return;
            }
        }
        long lateFrom = retention.lateFrom(event.eventTime());
        if (lateFrom <= reached) {
            late.add(1);
            context.output(tags.late(), lateEvents.line(event.message(), lateFrom, reached));
        } else {
            out.collect(event);
        }
    }

    private void filter(RecordCounts.Count part) {
        filtered.add(1);
        part.add(1);
    }

    private void refuse(PipelineEvent event, Fault fault, Context context) {
        rejected.add(1);
        context.output(tags.deadLetters(), new Routed<>("", deadLetters.line(event.message(), fault)));
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        counts.snapshot();
        shards.snapshot(getRuntimeContext().getTaskInfo().getIndexOfThisSubtask() == 0);
    }
}
