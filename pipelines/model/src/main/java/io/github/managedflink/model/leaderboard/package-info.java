/**
 * Continuous metrics and live leaderboards: {@link io.github.managedflink.model.leaderboard.MetricsLeaderboardSpec},
 * its metrics and windows, and the entries that come out of it.
 */
package io.github.managedflink.model.leaderboard;
