/** The Flink jobs. {@link io.github.managedflink.jobs.PipelineJob} is the main class of the jar. */
package io.github.managedflink.jobs;
