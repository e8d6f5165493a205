/** The job of {@link io.github.managedflink.spec.leaderboard.MetricsLeaderboardSpec}. */
package io.github.managedflink.jobs.leaderboard;
