/** The job of {@link io.github.managedflink.model.leaderboard.MetricsLeaderboardSpec}. */
package io.github.managedflink.jobs.leaderboard;
