package io.github.managedflink.local.flink;

import org.apache.flink.runtime.jobgraph.JobGraph;

/**
 * The job that an application's main method has built.
 *
 * @param graph what is submitted
 * @param isBounded whether all sources are known to end, and the job with them
 */
public record JobPlan(JobGraph graph, boolean isBounded) {}
