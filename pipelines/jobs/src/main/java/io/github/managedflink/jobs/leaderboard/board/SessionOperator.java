package io.github.managedflink.jobs.leaderboard.board;

import io.github.managedflink.jobs.dataflow.SerializableSpec;
import io.github.managedflink.jobs.event.PipelineEvent;
import io.github.managedflink.jobs.group.GroupKey;
import io.github.managedflink.jobs.group.GroupKeySerializer;
import io.github.managedflink.jobs.metric.Accumulators;
import io.github.managedflink.jobs.metric.AccumulatorsSerializer;
import io.github.managedflink.jobs.metric.Metrics;
import io.github.managedflink.jobs.window.Bundle;
import io.github.managedflink.jobs.window.GroupShardOperator;
import io.github.managedflink.jobs.window.SideOutputs;
import io.github.managedflink.model.leaderboard.MetricsLeaderboardSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.operators.InternalTimer;

/**
 * Keeps the sessions of each member. Events between two sessions make one of them: then the entry of the later one is
 * removed, if there was one.
 */
public final class SessionOperator extends GroupShardOperator<GroupKey, PipelineEvent> {
    private static final long serialVersionUID = 1L;

    private static final MapStateDescriptor<Long, Tuple2<Long, Boolean>> ENDS =
            new MapStateDescriptor<>("session-ends", Types.LONG, Types.TUPLE(Types.LONG, Types.BOOLEAN));

    private final SerializableSpec<MetricsLeaderboardSpec> spec;
    private final Metrics readings;

    private transient EntryRecords records;
    private transient MapStateDescriptor<Long, Accumulators> sessionState;
    /** Members of each bucket that have changed since they were sent: in sessions that are shown already. */
    private transient Map<Integer, Set<GroupKey>> changes;

    public SessionOperator(SerializableSpec<MetricsLeaderboardSpec> spec, Metrics metrics, SideOutputs tags) {
        super(spec, tags);
        this.spec = spec;
        this.readings = metrics;
    }

    @Override
    public void open() throws Exception {
        super.open();
        records = new EntryRecords(spec.get());
        sessionState = new MapStateDescriptor<>(
                "sessions", LongSerializer.INSTANCE, new AccumulatorsSerializer(readings.layout()));
        changes = new HashMap<>();
    }

    @Override
    protected TypeSerializer<GroupKey> namespaceSerializer() {
        return GroupKeySerializer.INSTANCE;
    }

    /** By a session's start. */
    private MapState<Long, Accumulators> sessions(GroupKey member) throws Exception {
        return getPartitionedState(member, GroupKeySerializer.INSTANCE, sessionState);
    }

    /** By a session's start, its end and whether it has been shown. */
    private MapState<Long, Tuple2<Long, Boolean>> ends(GroupKey member) throws Exception {
        return getPartitionedState(member, GroupKeySerializer.INSTANCE, ENDS);
    }

    @Override
    protected void add(Bundle bundle) throws Exception {
        GroupKey member = bundle.member();
        long start = bundle.start();
        long end = bundle.end();
        List<Long> joined = new ArrayList<>();
        for (Map.Entry<Long, Tuple2<Long, Boolean>> session : ends(member).entries()) {
            long otherEnd = session.getValue().f0;
            if (session.getKey() < bundle.end() && bundle.start() < otherEnd) {
                joined.add(session.getKey());
                start = Math.min(start, session.getKey());
                end = Math.max(end, otherEnd);
            }
        }
        Accumulators all = readings.layout().empty();
        all.add(bundle.accumulators());
        for (Long other : joined) {
            all.add(sessions(member).get(other));
        }
        boolean isShown = join(member, joined, start, all);
        sessions(member).put(start, all);
        ends(member).put(start, Tuple2.of(end, isShown));
        timers().registerEventTimeTimer(member, retention().forgottenAt(end));
        if (retention().closesAt(end) > reached()) {
            timers().registerEventTimeTimer(member, retention().closesAt(end));
        }
        if (isLive() || retention().closesAt(end) <= reached()) {
            changes.computeIfAbsent(currentBucket(), bucket -> new HashSet<>()).add(member);
            sendChangesSoon();
        }
    }

    /**
     * Takes away the sessions that become part of the one at {@code start}, and tells whether that one has been shown.
     */
    private boolean join(GroupKey member, List<Long> joined, long start, Accumulators all) throws Exception {
        boolean isShown = false;
        for (Long other : joined) {
            Tuple2<Long, Boolean> before = ends(member).get(other);
            if (other == start) {
                isShown = before.f1;
                continue;
            }
            if (before.f1) {
                Candidate candidate =
                        new Candidate(member, readings.values(sessions(member).get(other)));
                sendEntry(Entry.removal(candidate, other, before.f0, all.events()));
            }
            sessions(member).remove(other);
            ends(member).remove(other);
        }
        return isShown;
    }

    @Override
    public void onEventTime(InternalTimer<Integer, GroupKey> timer) throws Exception {
        GroupKey member = timer.getNamespace();
        long time = timer.getTimestamp();
        List<Long> forgotten = new ArrayList<>();
        for (Map.Entry<Long, Tuple2<Long, Boolean>> session : snapshot(member)) {
            long end = session.getValue().f0;
            if (retention().closesAt(end) == time || (retention().forgottenAt(end) == time && isChanged(member))) {
                show(member, session.getKey(), end, true);
            }
            if (retention().forgottenAt(end) == time) {
                forgotten.add(session.getKey());
            }
        }
        for (Long start : forgotten) {
            sessions(member).remove(start);
            ends(member).remove(start);
        }
    }

    private boolean isChanged(GroupKey member) {
        return changes.getOrDefault(currentBucket(), Set.of()).contains(member);
    }

    /** A copy, so that the state can be changed on the way. */
    private List<Map.Entry<Long, Tuple2<Long, Boolean>>> snapshot(GroupKey member) throws Exception {
        List<Map.Entry<Long, Tuple2<Long, Boolean>>> copy = new ArrayList<>();
        for (Map.Entry<Long, Tuple2<Long, Boolean>> session : ends(member).entries()) {
            copy.add(Map.entry(session.getKey(), session.getValue()));
        }
        copy.sort(Map.Entry.comparingByKey());
        return copy;
    }

    @Override
    protected void sendChanges() throws Exception {
        for (Map.Entry<Integer, Set<GroupKey>> bucket : changes.entrySet()) {
            setCurrentKey(bucket.getKey());
            long reached = reached();
            for (GroupKey member : bucket.getValue()) {
                for (Map.Entry<Long, Tuple2<Long, Boolean>> session : snapshot(member)) {
                    long end = session.getValue().f0;
                    boolean isClosed = retention().closesAt(end) <= reached;
                    if (isClosed || isLive()) {
                        show(member, session.getKey(), end, isClosed);
                    }
                }
            }
        }
        changes.clear();
    }

    private void show(GroupKey member, long start, long end, boolean isFinal) throws Exception {
        Accumulators accumulators = sessions(member).get(start);
        ends(member).put(start, Tuple2.of(end, true));
        Candidate candidate = new Candidate(member, readings.values(accumulators));
        sendEntry(Entry.of(candidate, start, end, accumulators.events(), isFinal));
    }

    private void sendEntry(Entry entry) {
        send(records.of(entry, processingTimeService.getCurrentProcessingTime()));
    }
}
