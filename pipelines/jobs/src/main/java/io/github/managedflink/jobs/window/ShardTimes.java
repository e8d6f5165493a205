package io.github.managedflink.jobs.window;

import io.github.managedflink.jobs.event.EventTimeProgress;
import io.github.managedflink.jobs.event.PipelineEvent;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.runtime.state.FunctionInitializationContext;

/**
 * How far each shard or partition has come, in operator state: every subtask gets all of them, as a shard may come to
 * any. For one thread.
 */
public final class ShardTimes {
    private static final ListStateDescriptor<Tuple2<String, Long>> STATE =
            new ListStateDescriptor<>("shard-times", Types.TUPLE(Types.STRING, Types.LONG));

    private final long outOfOrderness;
    private final Map<String, EventTimeProgress> restored = new HashMap<>();
    private final Map<String, EventTimeProgress> shards = new HashMap<>();
    private ListState<Tuple2<String, Long>> state;
    /** The shard asked for last: records come in batches of one. */
    private String lastShard;

    private EventTimeProgress last;

    /** @param outOfOrderness by how many milliseconds an event may be older than the newest of its shard */
    public ShardTimes(long outOfOrderness) {
        this.outOfOrderness = outOfOrderness;
    }

    public void restore(FunctionInitializationContext context) throws Exception {
        state = context.getOperatorStateStore().getUnionListState(STATE);
        for (Tuple2<String, Long> shard : state.get()) {
            restored.computeIfAbsent(shard.f0, name -> new EventTimeProgress(outOfOrderness))
                    .reach(shard.f1);
        }
    }

    /** How far the event's shard had come before it; then the event counts. Milliseconds since the epoch. */
    public long before(PipelineEvent event) {
        String shard = event.message().shard();
        if (!shard.equals(lastShard)) {
            last = shards.computeIfAbsent(shard, this::start);
            lastShard = shard;
        }
        long reached = last.watermark();
        last.see(event);
        return reached;
    }

    private EventTimeProgress start(String shard) {
        EventTimeProgress before = restored.remove(shard);
        return before == null ? new EventTimeProgress(outOfOrderness) : before;
    }

    /**
     * Writes the shards that this subtask has read; what another one has read, it writes itself.
     *
     * @param andUnread also those of before that this subtask has not read, perhaps nobody has: one subtask is enough
     *     for them
     */
    public void snapshot(boolean andUnread) throws Exception {
        state.clear();
        if (andUnread) {
            write(restored);
        }
        write(shards);
    }

    private void write(Map<String, EventTimeProgress> shards) throws Exception {
        for (Map.Entry<String, EventTimeProgress> shard : shards.entrySet()) {
            state.add(Tuple2.of(shard.getKey(), shard.getValue().watermark()));
        }
    }
}
