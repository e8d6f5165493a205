/**
 * What is gathered of a group of events: accumulators that give the same result in whatever order and whatever parts
 * the events come.
 */
package io.github.managedflink.jobs.metric;
