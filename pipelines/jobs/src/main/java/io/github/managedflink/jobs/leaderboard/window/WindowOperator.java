package io.github.managedflink.jobs.leaderboard.window;

import io.github.managedflink.jobs.dataflow.SerializableSpec;
import io.github.managedflink.jobs.leaderboard.board.BoardPart;
import io.github.managedflink.jobs.leaderboard.board.Boards;
import io.github.managedflink.jobs.leaderboard.board.PartBuilder;
import io.github.managedflink.jobs.leaderboard.group.GroupKey;
import io.github.managedflink.jobs.leaderboard.group.GroupKeySerializer;
import io.github.managedflink.jobs.leaderboard.metric.Accumulators;
import io.github.managedflink.jobs.leaderboard.metric.AccumulatorsSerializer;
import io.github.managedflink.jobs.leaderboard.metric.Metrics;
import io.github.managedflink.spec.leaderboard.MetricsLeaderboardSpec;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.streaming.api.operators.InternalTimer;

/**
 * Gathers the members of each bucket in panes, and sends the bucket's parts of boards when windows close, when late events change closed ones, and on a live board every so often. A window's members are
 * put together from its panes only then.
 */
public final class WindowOperator extends BucketOperator<Long, BoardPart> {
    private static final long serialVersionUID = 1L;

    private final Metrics readings;

    private transient Boards boards;
    private transient MapStateDescriptor<GroupKey, Accumulators> paneState;
    /** The panes of each bucket whose timers are known to be set. */
    private transient Map<Integer, Set<Long>> withTimers;
    /** For each bucket and pane, the boards that have changed since they were sent: of windows that are shown already. */
    private transient Map<Integer, Map<Long, Set<GroupKey>>> changes;

    public WindowOperator(SerializableSpec<MetricsLeaderboardSpec> spec, Metrics metrics, SideOutputs tags) {
        super(spec, tags);
        this.readings = metrics;
    }

    @Override
    public void open() throws Exception {
        super.open();
        boards = new Boards(spec());
        paneState = new MapStateDescriptor<>(
                "panes", GroupKeySerializer.INSTANCE, new AccumulatorsSerializer(readings.layout()));
        withTimers = new HashMap<>();
        changes = new TreeMap<>();
    }

    @Override
    TypeSerializer<Long> namespaceSerializer() {
        return LongSerializer.INSTANCE;
    }

    private MapState<GroupKey, Accumulators> pane(long pane) throws Exception {
        return getPartitionedState(pane, LongSerializer.INSTANCE, paneState);
    }

    @Override
    void add(Bundle bundle) throws Exception {
        long pane = bundle.start();
        MapState<GroupKey, Accumulators> members = pane(pane);
        Accumulators known = members.get(bundle.member());
        if (known == null) {
            members.put(bundle.member(), bundle.accumulators());
        } else {
            known.add(bundle.accumulators());
            members.put(bundle.member(), known);
        }
        long reached = reached();
        if (withTimers
                .computeIfAbsent(currentBucket(), bucket -> new HashSet<>())
                .add(pane)) {
            setTimers(pane, reached);
        }
        Panes panes = retention().panes();
        if (isLive() || retention().closesAt(panes.endOf(panes.firstWindow(pane))) <= reached) {
            changes.computeIfAbsent(currentBucket(), bucket -> new TreeMap<>())
                    .computeIfAbsent(pane, start -> new HashSet<>())
                    .add(boards.boardOf(bundle.member()));
            sendChangesSoon();
        }
    }

    private void setTimers(long pane, long reached) {
        Panes panes = retention().panes();
        for (long window = panes.firstWindow(pane); window <= pane; window = panes.nextPane(window)) {
            long end = panes.endOf(window);
            if (retention().closesAt(end) > reached) {
                timers().registerEventTimeTimer(window, retention().closesAt(end));
            }
            if (retention().forgottenAt(end) > reached) {
                timers().registerEventTimeTimer(window, retention().forgottenAt(end));
            }
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
            pane(window).clear();
            withTimers.getOrDefault(currentBucket(), new HashSet<>()).remove(window);
        }
    }

    @Override
    void sendChanges() throws Exception {
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
                parts.computeIfAbsent(board, key -> new PartBuilder(boards, readings, key))
                        .add(member, accumulators);
            }
        });
        long end = retention().panes().endOf(window);
        for (PartBuilder part : parts.values()) {
            send(part.part(window, end, currentBucket(), stage, isPrompt));
        }
    }

    private Map<GroupKey, Accumulators> membersOf(long window) throws Exception {
        Map<GroupKey, Accumulators> members = new HashMap<>();
        Panes panes = retention().panes();
        long end = panes.endOf(window);
        for (long pane = window; pane < end; pane = panes.nextPane(pane)) {
            for (Map.Entry<GroupKey, Accumulators> member : pane(pane).entries()) {
                merge(members, member.getKey(), member.getValue());
            }
        }
        return members;
    }

    private Map<GroupKey, Accumulators> membersOf(long window, Set<GroupKey> wanted) throws Exception {
        Map<GroupKey, Accumulators> members = new HashMap<>();
        Panes panes = retention().panes();
        long end = panes.endOf(window);
        for (long pane = window; pane < end; pane = panes.nextPane(pane)) {
            MapState<GroupKey, Accumulators> state = pane(pane);
            for (GroupKey member : wanted) {
                Accumulators accumulators = state.get(member);
                if (accumulators != null) {
                    merge(members, member, accumulators);
                }
            }
        }
        return members;
    }

    private void merge(Map<GroupKey, Accumulators> members, GroupKey member, Accumulators accumulators) {
        // What the state gives may be the state itself, so only a copy is added to.
        members.computeIfAbsent(member, key -> readings.layout().empty()).add(accumulators);
    }
}
