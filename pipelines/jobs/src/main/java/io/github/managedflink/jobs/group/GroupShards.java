package io.github.managedflink.jobs.group;

import java.util.Arrays;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;

/**
 * The keys of Flink that groups are spread over: one for each key group, so that every subtask gets its even share of
 * groups whatever the parallelism, and each can look at its groups together.
 */
public final class GroupShards {
    private GroupShards() {}

    /** For each key group, the least number that Flink assigns to it. */
    public static int[] keys(int maxParallelism) {
        int[] keys = new int[maxParallelism];
        Arrays.fill(keys, -1);
        int found = 0;
        for (int key = 0; found < maxParallelism; key++) {
            int group = KeyGroupRangeAssignment.assignToKeyGroup(key, maxParallelism);
            if (keys[group] < 0) {
                keys[group] = key;
                found++;
            }
        }
        return keys;
    }
}
