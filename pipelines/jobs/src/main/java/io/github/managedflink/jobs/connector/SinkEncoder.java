package io.github.managedflink.jobs.connector;

import io.github.managedflink.jobs.event.PipelineEvent;
import io.github.managedflink.jobs.record.RecordFault;

/** Makes of a record what a sink takes for it. For one thread. */
@FunctionalInterface
public interface SinkEncoder<T> {
    /**
     * The record as the sink takes it.
     *
     * @throws RecordFault if the sink's service would refuse the record
     */
    T encode(PipelineEvent event) throws RecordFault;
}
