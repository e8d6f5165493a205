package io.github.managedflink.jobs.leaderboard;

import io.github.managedflink.jobs.Connectors;
import io.github.managedflink.jobs.dataflow.SerializableSpec;
import io.github.managedflink.jobs.deadletter.Routed;
import io.github.managedflink.jobs.event.Message;
import io.github.managedflink.jobs.event.MessageParser;
import io.github.managedflink.jobs.event.PipelineEvent;
import io.github.managedflink.jobs.event.PipelineEventTypeInfo;
import io.github.managedflink.jobs.leaderboard.board.BoardKey;
import io.github.managedflink.jobs.leaderboard.board.BoardPart;
import io.github.managedflink.jobs.leaderboard.board.BoardPartTypeInfo;
import io.github.managedflink.jobs.leaderboard.board.MemberEntries;
import io.github.managedflink.jobs.leaderboard.board.RankOperator;
import io.github.managedflink.jobs.leaderboard.board.SessionOperator;
import io.github.managedflink.jobs.leaderboard.board.WindowOperator;
import io.github.managedflink.jobs.metric.Metrics;
import io.github.managedflink.jobs.metric.SpecMetrics;
import io.github.managedflink.jobs.record.DataRecord;
import io.github.managedflink.jobs.window.AdmitFunction;
import io.github.managedflink.jobs.window.Bundle;
import io.github.managedflink.jobs.window.BundleTypeInfo;
import io.github.managedflink.jobs.window.NeededFields;
import io.github.managedflink.jobs.window.PreAggregateOperator;
import io.github.managedflink.jobs.window.SideOutputs;
import io.github.managedflink.model.LocalEndpoints;
import io.github.managedflink.model.leaderboard.MetricsLeaderboardSpec;
import io.github.managedflink.model.window.Window;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;

/**
 * The operators of a leaderboard in a row, without a cluster: what comes in, in which order, and what the clock shows
 * is said by the test.
 */
@SuppressWarnings("try") // Flink's harness may be interrupted when it is closed; nobody does.
final class LeaderboardHarness implements AutoCloseable {
    /** What a snapshot holds of each stage. */
    record Snapshot(List<List<OperatorSubtaskState>> stages) {}

    private final MessageParser parser;
    private final SideOutputs sides;
    private final Stage<PipelineEvent, PipelineEvent> select;
    private final Stage<PipelineEvent, Bundle> bundles;
    private final Stage<Bundle, BoardPart> windows;
    private final Stage<BoardPart, PipelineEvent> boards;
    private final Stage<Bundle, PipelineEvent> sessions;
    private final List<DataRecord> entries = new ArrayList<>();
    private final List<String> late = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();
    private long sequenceNumber;

    LeaderboardHarness(MetricsLeaderboardSpec spec) throws Exception {
        this(spec, 1, null);
    }

    /** @param before where to go on; null to begin */
    LeaderboardHarness(MetricsLeaderboardSpec spec, int parallelism, Snapshot before) throws Exception {
        Connectors connectors = new Connectors(LocalEndpoints.none(), place -> new Path("/unused"), spec.deadLetters());
        parser = connectors.parser(
                spec.format(),
                spec.eventTime(),
                NeededFields.of(spec, spec.metrics().values()).orElseThrow());
        sides = new SideOutputs(connectors.deadLetters(), connectors.lateEvents(spec.lateEvents()));
        SerializableSpec<MetricsLeaderboardSpec> travelling =
                new SerializableSpec<>(spec, MetricsLeaderboardSpec::fromPropertyGroups);
        Metrics metrics = SpecMetrics.of(spec.metrics().values());
        int max = spec.maxParallelism();
        select = Stage.chained(
                parallelism,
                max,
                () -> new ProcessOperator<>(new AdmitFunction(travelling, sides)),
                PipelineEventTypeInfo.INSTANCE,
                before == null ? null : before.stages.get(0));
        bundles = Stage.chained(
                parallelism,
                max,
                () -> new PreAggregateOperator(travelling, metrics.layout(), sides, false),
                new BundleTypeInfo(metrics.layout()),
                before == null ? null : before.stages.get(1));
        List<OperatorSubtaskState> windowsBefore = before == null ? null : before.stages.get(2);
        if (spec.window().kind() == Window.Kind.SESSION) {
            sessions = Stage.keyed(
                    parallelism,
                    max,
                    () -> new SessionOperator(travelling, metrics, sides),
                    Bundle::bucket,
                    Types.INT,
                    PipelineEventTypeInfo.INSTANCE,
                    windowsBefore);
            windows = null;
            boards = null;
            return;
        }
        sessions = null;
        windows = Stage.keyed(
                parallelism,
                max,
                () -> new WindowOperator(travelling, metrics, sides),
                Bundle::bucket,
                Types.INT,
                BoardPartTypeInfo.INSTANCE,
                windowsBefore);
        List<OperatorSubtaskState> boardsBefore = before == null ? null : before.stages.get(3);
        boards = spec.ranking() == null
                ? Stage.chained(
                        parallelism,
                        max,
                        () -> new ProcessOperator<>(new MemberEntries(travelling)),
                        PipelineEventTypeInfo.INSTANCE,
                        boardsBefore)
                : Stage.keyed(
                        parallelism,
                        max,
                        () -> new RankOperator(travelling),
                        new BoardKey(),
                        Types.STRING,
                        PipelineEventTypeInfo.INSTANCE,
                        boardsBefore);
    }

    /** An event that arrives at a time which it does not exceed. */
    void event(String json) throws Exception {
        event(0, "shard-0", json, Long.MAX_VALUE);
    }

    void event(int subtask, String shard, String json, long arrival) throws Exception {
        Message message =
                new Message(json.getBytes(StandardCharsets.UTF_8), shard, String.valueOf(sequenceNumber++), arrival);
        PipelineEvent event = parser.parse(message);
        select.process(subtask, event, event.eventTime());
        drain();
    }

    void watermark(long time) throws Exception {
        watermark(0, time);
    }

    void watermark(int subtask, long time) throws Exception {
        select.watermark(subtask, time);
        drain();
    }

    void status(int subtask, WatermarkStatus status) throws Exception {
        select.status(subtask, status);
        drain();
    }

    /** The job is drained while its source is idle. */
    void finish() throws Exception {
        bundles.finish();
        drain();
    }

    void clock(long time) throws Exception {
        // One stage after the other, as what a timer sends is on its way before the next stage's timer is due.
        select.clock(time);
        bundles.clock(time);
        drain();
        if (sessions != null) {
            sessions.clock(time);
        } else {
            windows.clock(time);
            drain();
            boards.clock(time);
        }
        drain();
    }

    /** A checkpoint, which the job may be started from again. */
    Snapshot snapshot() throws Exception {
        List<List<OperatorSubtaskState>> stages = new ArrayList<>();
        select.beforeBarrier();
        bundles.beforeBarrier();
        drain();
        stages.add(select.snapshot());
        stages.add(bundles.snapshot());
        if (sessions != null) {
            sessions.beforeBarrier();
            drain();
            stages.add(sessions.snapshot());
            return new Snapshot(stages);
        }
        windows.beforeBarrier();
        drain();
        stages.add(windows.snapshot());
        boards.beforeBarrier();
        drain();
        stages.add(boards.snapshot());
        return new Snapshot(stages);
    }

    private void drain() throws Exception {
        select.drainTo(bundles);
        if (sessions != null) {
            bundles.drainTo(sessions);
            sessions.drainTo(event -> entries.add(event.record()));
            sessions.side(sides.late()).forEach(line -> late.add(text(line)));
        } else {
            bundles.drainTo(windows);
            windows.drainTo(boards);
            boards.drainTo(event -> entries.add(event.record()));
            windows.side(sides.late()).forEach(line -> late.add(text(line)));
        }
        select.side(sides.late()).forEach(line -> late.add(text(line)));
        bundles.side(sides.late()).forEach(line -> late.add(text(line)));
        select.side(sides.deadLetters()).forEach(line -> refused.add(text(line)));
        bundles.side(sides.deadLetters()).forEach(line -> refused.add(text(line)));
    }

    private static String text(Routed<byte[]> line) {
        return new String(line.content(), StandardCharsets.UTF_8);
    }

    /** The entries since the last time. */
    List<DataRecord> takeEntries() {
        List<DataRecord> taken = new ArrayList<>(entries);
        entries.clear();
        return taken;
    }

    List<String> late() {
        return late;
    }

    List<String> refused() {
        return refused;
    }

    int windowStateEntries() {
        return (sessions != null ? sessions : windows).keyedStateEntries();
    }

    int windowTimers() {
        return (sessions != null ? sessions : windows).timers();
    }

    int boardStateEntries() {
        return boards.keyedStateEntries();
    }

    @Override
    public void close() throws Exception {
        for (AutoCloseable stage : new AutoCloseable[] {select, bundles, windows, boards, sessions}) {
            if (stage != null) {
                stage.close();
            }
        }
    }
}
