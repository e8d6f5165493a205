/**
 * Boards and their entries: how members are ranked, first within each bucket and then among the best of all buckets,
 * and how entries become records.
 */
package io.github.managedflink.jobs.leaderboard.board;
