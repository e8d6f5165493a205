package io.github.managedflink.jobs.leaderboard.board;

import io.github.managedflink.jobs.dataflow.SerializableSpec;
import io.github.managedflink.jobs.group.GroupKey;
import io.github.managedflink.jobs.metric.Accumulators;
import io.github.managedflink.jobs.metric.Metrics;
import io.github.managedflink.jobs.window.Bundle;
import io.github.managedflink.jobs.window.PaneOperator;
import io.github.managedflink.jobs.window.Panes;
import io.github.managedflink.jobs.window.SideOutputs;
import io.github.managedflink.model.leaderboard.MetricsLeaderboardSpec;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.streaming.api.operators.InternalTimer;

/**
 * Sends each bucket's parts of boards when windows close, when late events change closed ones, and on a live board
 * every so often.
 */
public final class WindowOperator extends PaneOperator<BoardPart> {
    private static final long serialVersionUID = 1L;

    private final SerializableSpec<MetricsLeaderboardSpec> spec;

    private transient Boards boards;
    /**
     * For each bucket and pane, the boards that have changed since they were sent: of windows that are shown already.
     */
    private transient Map<Integer, Map<Long, Set<GroupKey>>> changes;

    public WindowOperator(SerializableSpec<MetricsLeaderboardSpec> spec, Metrics metrics, SideOutputs tags) {
        super(spec, metrics, tags);
        this.spec = spec;
    }

    @Override
    public void open() throws Exception {
        super.open();
        boards = new Boards(spec.get());
        changes = new TreeMap<>();
    }

    @Override
    protected void added(Bundle bundle) throws Exception {
        long pane = bundle.start();
        Panes panes = retention().panes();
        if (isLive() || retention().closesAt(panes.endOf(panes.firstWindow(pane))) <= reached()) {
            changes.computeIfAbsent(currentBucket(), bucket -> new TreeMap<>())
                    .computeIfAbsent(pane, start -> new HashSet<>())
                    .add(boards.boardOf(bundle.member()));
            sendChangesSoon();
        }
    }

    @Override
    public void onEventTime(InternalTimer<Integer, Long> timer) throws Exception {
        long window = timer.getNamespace();
        long end = retention().panes().endOf(window);
        boolean forgets = timer.getTimestamp() == retention().forgottenAt(end);
        if (timer.getTimestamp() == retention().closesAt(end)) {
            send(window, null, forgets ? BoardPart.Stage.FORGOTTEN : BoardPart.Stage.CLOSED, isMovedBySilence());
            hasSentAll(window);
        } else if (boards.isRanked()) {
            send(window, null, BoardPart.Stage.FORGOTTEN, isMovedBySilence());
        } else {
            sendChanges(currentBucket(), timer.getTimestamp());
        }
        if (forgets) {
            forget(window);
        }
    }

    @Override
    protected void sendChanges() throws Exception {
        for (Integer bucket : Set.copyOf(changes.keySet())) {
            setCurrentKey(bucket);
            sendChanges(bucket, reached());
        }
    }

    /** Forgets the changes of a pane that is in no other window. */
    private void hasSentAll(long window) {
        Map<Long, Set<GroupKey>> changed = changes.get(currentBucket());
        if (changed != null && retention().panes().firstWindow(window) == window) {
            changed.remove(window);
        }
    }

    /** @param reached how far the bucket has come, or had when a timer was due */
    private void sendChanges(int bucket, long reached) throws Exception {
        Map<Long, Set<GroupKey>> panesChanged = changes.remove(bucket);
        if (panesChanged == null) {
            return;
        }
        Panes panes = retention().panes();
        Map<Long, Set<GroupKey>> windows = new TreeMap<>();
        panesChanged.forEach((pane, changed) -> {
            for (long window = panes.firstWindow(pane); window <= pane; window = panes.nextPane(window)) {
                windows.computeIfAbsent(window, start -> new HashSet<>()).addAll(changed);
            }
        });
        for (Map.Entry<Long, Set<GroupKey>> window : windows.entrySet()) {
            long end = panes.endOf(window.getKey());
            boolean isClosed = retention().closesAt(end) <= reached;
            if (isClosed ? retention().forgottenAt(end) >= reached : isLive()) {
                send(
                        window.getKey(),
                        window.getValue(),
                        isClosed ? BoardPart.Stage.CLOSED : BoardPart.Stage.OPEN,
                        true);
            }
        }
    }

    /** @param only the boards to send; null for all */
    private void send(long window, Set<GroupKey> only, BoardPart.Stage stage, boolean isPrompt) throws Exception {
        Map<GroupKey, PartBuilder> parts = new LinkedHashMap<>();
        Map<GroupKey, Accumulators> members =
                boards.isRanked() || only == null ? membersOf(window) : membersOf(window, only);
        members.forEach((member, accumulators) -> {
            GroupKey board = boards.boardOf(member);
            if (only == null || only.contains(board)) {
                parts.computeIfAbsent(board, key -> new PartBuilder(boards, readings(), key))
                        .add(member, accumulators);
            }
        });
        long end = retention().panes().endOf(window);
        for (PartBuilder part : parts.values()) {
            send(part.part(window, end, currentBucket(), stage, isPrompt));
        }
    }
}
