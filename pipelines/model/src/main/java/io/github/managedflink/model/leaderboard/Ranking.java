package io.github.managedflink.model.leaderboard;

import io.github.managedflink.model.settings.Arguments;
import io.github.managedflink.model.settings.SettingsReader;
import io.github.managedflink.model.settings.SettingsWriter;
import io.github.managedflink.model.settings.SpecValue;
import io.github.managedflink.model.settings.Violations;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * How the members of a window are ranked: by a metric, best first, and the first few of them stay. Ties are in the
 * ascending order of the members' texts, by code point. A member whose metric has no value, such as the average of no
 * values, has no rank.
 */
public final class Ranking extends SpecValue {
    /** How many ranks a board may have. */
    public static final int MAX_SIZE = 1_000;
    /** How many ranks a board has when nothing is said. */
    public static final int DEFAULT_SIZE = 10;

    private final String metric;
    private final RankOrder order;
    private final Integer size;
    private final List<String> partition;

    private Ranking(String metric, RankOrder order, Integer size, List<String> partition) {
        this.metric = metric;
        this.order = order;
        this.size = size;
        this.partition = Collections.unmodifiableList(new ArrayList<>(partition));
    }

    /** Returns the largest value of a metric has rank 1, and there are {@value #DEFAULT_SIZE} ranks. */
    public static Ranking descending(String metric) {
        return new Ranking(metric, RankOrder.DESCENDING, DEFAULT_SIZE, List.of());
    }

    /** Returns the smallest value of a metric has rank 1, and there are {@value #DEFAULT_SIZE} ranks. */
    public static Ranking ascending(String metric) {
        return new Ranking(metric, RankOrder.ASCENDING, DEFAULT_SIZE, List.of());
    }

    /** Returns the same with another number of ranks, 1 to {@value #MAX_SIZE}. Default: {@value #DEFAULT_SIZE}. */
    public Ranking top(int ranks) {
        return new Ranking(metric, order, ranks, partition);
    }

    /**
     * Returns the same with a board for each combination of the values of these group fields, by their names in the
     * entries. Default: one board for all.
     */
    public Ranking perPartition(String... groupNames) {
        return new Ranking(metric, order, size, Arrays.asList(Arguments.given("groupNames", groupNames)));
    }

    static Ranking read(SettingsReader settings) {
        return new Ranking(
                settings.text("metric"),
                settings.word("order", RankOrder.class),
                settings.integer("top"),
                settings.texts("partition"));
    }

    /** Returns the name of the metric that members are ranked by. */
    public String metric() {
        return metric;
    }

    /** Returns which of its values is the best. */
    public RankOrder order() {
        return order;
    }

    /** Returns how many ranks a board has, 1 to {@value #MAX_SIZE}. */
    public int size() {
        return size;
    }

    /** Returns the names of the group fields by whose values there are boards; empty if there is one board for all. */
    public List<String> partition() {
        return partition;
    }

    @Override
    public void writeTo(SettingsWriter settings) {
        settings.put("metric", metric).put("order", order).put("top", size).put("partition", partition);
    }

    @Override
    public void check(Violations violations) {
        violations.require("metric", metric);
        violations.require("order", order);
        if (violations.require("top", size)) {
            violations.range("top", size, 1, MAX_SIZE);
        }
    }

    void check(Violations violations, Set<String> metrics, Set<String> groups) {
        check(violations);
        if (metric != null && !metrics.isEmpty() && !metrics.contains(metric)) {
            violations.add("metric", metric, "is no metric; the metrics are " + String.join(", ", metrics) + ".");
        }
        for (int i = 0; i < partition.size(); i++) {
            String setting = "partition." + (i + 1);
            String name = partition.get(i);
            if (!violations.require(setting, name) || groups.isEmpty()) {
                continue;
            }
            if (!groups.contains(name)) {
                violations.add(
                        setting,
                        name,
                        "is none of the group fields " + String.join(", ", groups) + ". Add it to them with groupBy.");
            } else if (partition.indexOf(name) < i) {
                violations.add(setting, name, "is named twice.");
            }
        }
        if (!groups.isEmpty() && partition.containsAll(groups)) {
            violations.add(
                    "partition",
                    String.join(", ", partition),
                    "are all group fields, so that each board would have one member. Leave one out.");
        }
    }
}
