/**
 * Sinks of services that take records in batches, on Flink's
 * {@link org.apache.flink.connector.base.sink.AsyncSinkBase}. What is temporary is tried again without end, entry by
 * entry; what a service refuses for good becomes a dead letter; what nobody can deliver fails the job with a message.
 */
package io.github.managedflink.jobs.async;
