package io.github.managedflink.jobs.leaderboard.board;

import io.github.managedflink.jobs.group.GroupKey;
import io.github.managedflink.model.leaderboard.MetricsLeaderboardSpec;
import io.github.managedflink.model.leaderboard.RankOrder;
import io.github.managedflink.model.leaderboard.Ranking;
import io.github.managedflink.model.window.GroupText;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which boards a leaderboard has, and who is on them. Without a ranking each member is a board of its own, as far as
 * updates go.
 */
public final class Boards implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String name;
    private final boolean isRanked;
    /** Where the partition's texts are among those of a member. */
    private final int[] partition;

    private final int metric;
    private final int size;
    private final RankComparator order;

    public Boards(MetricsLeaderboardSpec spec) {
        Ranking ranking = spec.ranking();
        List<String> groups = new ArrayList<>(spec.groupNames());
        name = spec.name();
        isRanked = ranking != null;
        partition = isRanked
                ? ranking.partition().stream().mapToInt(groups::indexOf).toArray()
                : new int[0];
        metric = isRanked ? new ArrayList<>(spec.metrics().keySet()).indexOf(ranking.metric()) : -1;
        size = isRanked ? ranking.size() : 1;
        order = new RankComparator(metric, isRanked && ranking.order() == RankOrder.DESCENDING);
    }

    public boolean isRanked() {
        return isRanked;
    }

    /** The index of the metric that members are ranked by. */
    int metric() {
        return metric;
    }

    /** How many ranks a board has. */
    int size() {
        return size;
    }

    RankComparator order() {
        return order;
    }

    /** The board of a member, as far as the window does not tell. */
    public GroupKey boardOf(GroupKey member) {
        return isRanked ? GroupKey.of(partitionTexts(member.texts())) : member;
    }

    private String[] partitionTexts(String[] member) {
        return Arrays.stream(partition).mapToObj(i -> member[i]).toArray(String[]::new);
    }

    /** The board as entries name it. */
    String text(GroupKey member, long window) {
        String[] partitions = isRanked ? partitionTexts(member.texts()) : new String[0];
        String[] parts = new String[partitions.length + 2];
        parts[0] = name;
        System.arraycopy(partitions, 0, parts, 1, partitions.length);
        parts[parts.length - 1] = Instant.ofEpochMilli(window).toString();
        return GroupText.join(parts);
    }
}
