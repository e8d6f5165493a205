package io.github.managedflink.jobs.leaderboard.board;

import io.github.managedflink.jobs.dataflow.DelayedFlush;
import io.github.managedflink.jobs.dataflow.SerializableSpec;
import io.github.managedflink.jobs.event.PipelineEvent;
import io.github.managedflink.model.leaderboard.MetricsLeaderboardSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.api.java.typeutils.TupleTypeInfo;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Ranks the best members of all buckets: of each board it keeps each bucket's part. A part can be replaced, also by a
 * worse one, so that a member whose value falls makes room for the one that its bucket names next. Entries are those
 * that have changed since the last update that this run of the job has made; the first update after a start has all,
 * because nobody knows what the sinks were given since the snapshot, and so has each update of a closed board.
 */
public final class RankOperator extends AbstractStreamOperator<PipelineEvent>
        implements OneInputStreamOperator<BoardPart, PipelineEvent>, Triggerable<String, VoidNamespace> {
    private static final long serialVersionUID = 1L;
    /**
     * Parts of a window that silence has closed come without a watermark: how long to wait for the last of them until
     * the board is forgotten, in milliseconds.
     */
    private static final long PATIENCE = 60_000;

    private static final MapStateDescriptor<Integer, BoardPart> PARTS =
            new MapStateDescriptor<>("parts", Types.INT, BoardPartTypeInfo.INSTANCE);
    private static final ValueStateDescriptor<Tuple2<Long, BoardPart>> UPDATED =
            new ValueStateDescriptor<>("updated", new TupleTypeInfo<>(Types.LONG, BoardPartTypeInfo.INSTANCE));

    private final SerializableSpec<MetricsLeaderboardSpec> spec;

    private transient Boards boards;
    private transient long lateness;
    private transient EntryRecords records;
    private transient InternalTimerService<VoidNamespace> timers;
    private transient MapState<Integer, BoardPart> parts;
    /** What the last update said, and which run of the job made it. */
    private transient ValueState<Tuple2<Long, BoardPart>> updated;

    private transient long run;
    private transient Set<String> changed;
    private transient DelayedFlush ticker;
    private transient StreamRecord<PipelineEvent> sent;

    public RankOperator(SerializableSpec<MetricsLeaderboardSpec> spec) {
        this.spec = spec;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        parts = context.getKeyedStateStore().getMapState(PARTS);
        updated = context.getKeyedStateStore().getState(UPDATED);
    }

    @Override
    public void open() throws Exception {
        super.open();
        MetricsLeaderboardSpec leaderboard = spec.get();
        boards = new Boards(leaderboard);
        lateness = leaderboard.window().allowedLateness().toMillis();
        records = new EntryRecords(leaderboard);
        timers = getInternalTimerService("boards", VoidNamespaceSerializer.INSTANCE, this);
        run = ThreadLocalRandom.current().nextLong();
        changed = new HashSet<>();
        ticker = new DelayedFlush(processingTimeService, leaderboard.window().updateInterval(), this::updateChanged);
        sent = new StreamRecord<>(null);
    }

    @Override
    public void processElement(StreamRecord<BoardPart> element) throws Exception {
        BoardPart part = element.getValue();
        parts.put(part.bucket(), part);
        long due = part.end() - 1 + (part.stage() == BoardPart.Stage.FORGOTTEN ? lateness : 0);
        if (!part.isPrompt() && due > timers.currentWatermark()) {
            timers.registerEventTimeTimer(VoidNamespace.INSTANCE, due);
            return;
        }
        changed.add((String) getCurrentKey());
        ticker.start();
        if (part.stage() == BoardPart.Stage.FORGOTTEN) {
            timers.registerProcessingTimeTimer(VoidNamespace.INSTANCE, timers.currentProcessingTime() + PATIENCE);
        }
    }

    private void updateChanged() throws Exception {
        for (String board : changed) {
            setCurrentKey(board);
            update();
        }
        changed.clear();
    }

    @Override
    public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
        changed.remove(timer.getKey());
        if (update()) {
            forget();
        }
    }

    @Override
    public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
        if (update()) {
            forget();
        }
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
        updateChanged();
    }

    @Override
    public void finish() throws Exception {
        updateChanged();
        super.finish();
    }

    private void forget() {
        parts.clear();
        updated.clear();
    }

    /** Sends the entries that have changed, and tells whether all buckets have forgotten the board. */
    private boolean update() throws Exception {
        List<Candidate> contenders = new ArrayList<>();
        long events = 0;
        BoardPart.Stage stage = BoardPart.Stage.FORGOTTEN;
        BoardPart any = null;
        for (BoardPart part : parts.values()) {
            any = part;
            events += part.events();
            contenders.addAll(part.best());
            stage = part.stage().compareTo(stage) < 0 ? part.stage() : stage;
        }
        if (any == null) {
            return false;
        }
        contenders.sort(boards.order());
        List<Candidate> ranks = contenders.subList(0, Math.min(boards.size(), contenders.size()));
        BoardPart now = new BoardPart(any.board(), any.window(), any.end(), 0, events, ranks, stage, false);
        Tuple2<Long, BoardPart> before = updated.value();
        send(now, before == null || before.f0 != run ? null : before.f1);
        updated.update(Tuple2.of(run, now));
        return stage == BoardPart.Stage.FORGOTTEN;
    }

    private void send(BoardPart board, BoardPart before) {
        boolean isFinal = board.stage() != BoardPart.Stage.OPEN;
        boolean wasFinal = before != null && before.stage() != BoardPart.Stage.OPEN;
        if (wasFinal && before.events() == board.events()) {
            return;
        }
        for (int i = 0; i < board.best().size(); i++) {
            Candidate candidate = board.best().get(i);
            // A closed board comes whole: a sink may hold what an earlier run wrote after more of the late events, and
            // nothing but the highest version of each rank puts that right.
            boolean isKnown = before != null
                    && !isFinal
                    && i < before.best().size()
                    && candidate.equals(before.best().get(i));
            if (!isKnown) {
                Entry entry = new Entry(candidate, board.window(), board.end(), i + 1, board.events(), isFinal, false);
                output.collect(sent.replace(records.of(entry, timers.currentProcessingTime())));
            }
        }
    }
}
