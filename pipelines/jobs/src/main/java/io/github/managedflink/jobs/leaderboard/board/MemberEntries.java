package io.github.managedflink.jobs.leaderboard.board;

import io.github.managedflink.jobs.dataflow.SerializableSpec;
import io.github.managedflink.jobs.event.PipelineEvent;
import io.github.managedflink.model.leaderboard.MetricsLeaderboardSpec;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Without a ranking, each member's part is an entry. */
public final class MemberEntries extends ProcessFunction<BoardPart, PipelineEvent> {
    private static final long serialVersionUID = 1L;

    private final SerializableSpec<MetricsLeaderboardSpec> spec;
    private transient EntryRecords records;

    public MemberEntries(SerializableSpec<MetricsLeaderboardSpec> spec) {
        this.spec = spec;
    }

    @Override
    public void open(OpenContext openContext) {
        records = new EntryRecords(spec.get());
    }

    @Override
    public void processElement(BoardPart part, Context context, Collector<PipelineEvent> out) {
        boolean isFinal = part.stage() != BoardPart.Stage.OPEN;
        for (Candidate member : part.best()) {
            Entry entry = Entry.of(member, part.window(), part.end(), part.events(), isFinal);
            out.collect(records.of(entry, context.timerService().currentProcessingTime()));
        }
    }
}
