/** What the dataflows of all pipelines are made of: counts, deduplication, the ways to sinks. */
package io.github.managedflink.jobs.dataflow;
