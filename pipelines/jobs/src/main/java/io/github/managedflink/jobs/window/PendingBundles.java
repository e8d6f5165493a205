package io.github.managedflink.jobs.window;

import io.github.managedflink.jobs.group.GroupKey;
import io.github.managedflink.jobs.group.GroupShards;
import io.github.managedflink.jobs.group.GroupTexts;
import io.github.managedflink.jobs.metric.AccumulatorLayout;
import io.github.managedflink.jobs.metric.Accumulators;
import io.github.managedflink.jobs.metric.Measurement;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Events that are gathered before they travel: one bundle for each member and pane, or session. For one thread. */
final class PendingBundles {
    /** About what a member takes beside its accumulators. */
    private static final int ENTRY_WEIGHT = 128;

    private final WindowLayout retention;
    private final AccumulatorLayout layout;
    private final boolean isOfFixedSize;
    private final int[] bucketKeys;
    private final Consumer<Bundle> out;
    /** By pane, or all under 0 for sessions. */
    private final Map<Long, Map<GroupTexts, Pending>> pending = new HashMap<>();

    private long lastPane;
    private Map<GroupTexts, Pending> last;
    private long weight;

    PendingBundles(WindowLayout retention, AccumulatorLayout layout, int maxParallelism, Consumer<Bundle> out) {
        this.retention = retention;
        this.layout = layout;
        this.isOfFixedSize = layout.isOfFixedSize();
        this.bucketKeys = GroupShards.keys(maxParallelism);
        this.out = out;
    }

    /** About how many bytes of memory they take. */
    long weight() {
        return weight;
    }

    /** Adds an event. */
    void add(GroupTexts group, long time, Measurement measured) {
        if (retention.isSession()) {
            addToSession(group, time, measured);
            return;
        }
        long pane = retention.panes().paneOf(time);
        if (last == null || pane != lastPane) {
            last = pending.computeIfAbsent(pane, start -> new HashMap<>());
            lastPane = pane;
        }
        Pending known = last.get(group);
        if (known == null) {
            known = new Pending(pane, pane, layout.empty());
            last.put(group.copy(), known);
            weight += ENTRY_WEIGHT + known.accumulators.weight();
        }
        add(known, measured);
    }

    private void addToSession(GroupTexts group, long time, Measurement measured) {
        if (last == null) {
            last = pending.computeIfAbsent(0L, all -> new HashMap<>());
        }
        Pending known = last.get(group);
        long end = time + retention.gap();
        if (known != null && time < known.end && known.start < end) {
            known.start = Math.min(known.start, time);
            known.end = Math.max(known.end, end);
        } else {
            if (known != null) {
                send(group, known);
            }
            known = new Pending(time, end, layout.empty());
            last.put(group.copy(), known);
            weight += ENTRY_WEIGHT + known.accumulators.weight();
        }
        add(known, measured);
    }

    private void add(Pending known, Measurement measured) {
        if (isOfFixedSize) {
            known.accumulators.add(measured);
        } else {
            int before = known.accumulators.weight();
            known.accumulators.add(measured);
            weight += known.accumulators.weight() - before;
        }
    }

    private void send(GroupTexts group, Pending bundle) {
        GroupKey member = group.key();
        int bucket = bucketKeys[member.bucket(bucketKeys.length)];
        out.accept(new Bundle(member, bucket, bundle.start, bundle.end, bundle.accumulators, null));
    }

    /** Sends what has been gathered. */
    void flush() {
        for (Map<GroupTexts, Pending> members : pending.values()) {
            members.forEach(this::send);
        }
        pending.clear();
        last = null;
        weight = 0;
    }

    private static final class Pending {
        private final Accumulators accumulators;
        private long start;
        private long end;

        Pending(long start, long end, Accumulators accumulators) {
            this.start = start;
            this.end = end;
            this.accumulators = accumulators;
        }
    }
}
