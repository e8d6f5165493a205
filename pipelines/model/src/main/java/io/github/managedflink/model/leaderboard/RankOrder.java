package io.github.managedflink.model.leaderboard;

/**
 * Which value of a metric is the best. Members with the same value are in the order of their texts, whichever the order
 * of values is.
 */
public enum RankOrder {
    /** The smallest value has rank 1. */
    ASCENDING,
    /** The largest value has rank 1. */
    DESCENDING
}
