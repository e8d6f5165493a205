package io.github.managedflink.jobs.window;

import io.github.managedflink.jobs.dataflow.SerializableSpec;
import io.github.managedflink.jobs.group.GroupKey;
import io.github.managedflink.jobs.group.GroupKeySerializer;
import io.github.managedflink.jobs.metric.Accumulators;
import io.github.managedflink.jobs.metric.AccumulatorsSerializer;
import io.github.managedflink.jobs.metric.Metrics;
import io.github.managedflink.model.window.WindowedSpec;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.base.LongSerializer;

/**
 * Gathers the members of each bucket in panes, and has a timer for each moment when a window closes or is forgotten. A
 * window's members are put together from its panes only when somebody asks for them.
 */
public abstract class PaneOperator<O> extends GroupShardOperator<Long, O> {
    private static final long serialVersionUID = 1L;

    private final Metrics readings;

    private transient MapStateDescriptor<GroupKey, Accumulators> paneState;
    /** The panes of each bucket whose timers are known to be set. */
    private transient Map<Integer, Set<Long>> withTimers;

    protected PaneOperator(SerializableSpec<? extends WindowedSpec> spec, Metrics metrics, SideOutputs tags) {
        super(spec, tags);
        this.readings = metrics;
    }

    /** Takes notice of events that have been added to their pane. */
    protected abstract void added(Bundle bundle) throws Exception;

    protected final Metrics readings() {
        return readings;
    }

    @Override
    public void open() throws Exception {
        super.open();
        paneState = new MapStateDescriptor<>(
                "panes", GroupKeySerializer.INSTANCE, new AccumulatorsSerializer(readings.layout()));
        withTimers = new HashMap<>();
    }

    @Override
    protected final TypeSerializer<Long> namespaceSerializer() {
        return LongSerializer.INSTANCE;
    }

    private MapState<GroupKey, Accumulators> pane(long pane) throws Exception {
        return getPartitionedState(pane, LongSerializer.INSTANCE, paneState);
    }

    @Override
    protected final void add(Bundle bundle) throws Exception {
        long pane = bundle.start();
        MapState<GroupKey, Accumulators> members = pane(pane);
        Accumulators known = members.get(bundle.member());
        if (known == null) {
            members.put(bundle.member(), bundle.accumulators());
        } else {
            known.add(bundle.accumulators());
            members.put(bundle.member(), known);
        }
        if (withTimers
                .computeIfAbsent(currentBucket(), bucket -> new HashSet<>())
                .add(pane)) {
            setTimers(pane, reached());
        }
        added(bundle);
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

    /** Forgets the pane that begins with a window. */
    protected final void forget(long window) throws Exception {
        pane(window).clear();
        withTimers.getOrDefault(currentBucket(), new HashSet<>()).remove(window);
    }

    /** The members of a window, with what their events in it come to. */
    protected final Map<GroupKey, Accumulators> membersOf(long window) throws Exception {
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

    /** The same of some members alone. */
    protected final Map<GroupKey, Accumulators> membersOf(long window, Set<GroupKey> wanted) throws Exception {
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
