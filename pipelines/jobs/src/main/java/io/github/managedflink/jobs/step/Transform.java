package io.github.managedflink.jobs.step;

import io.github.managedflink.jobs.event.PipelineEvent;
import io.github.managedflink.jobs.record.RecordFault;

/** One step at work. For one thread. */
public interface Transform extends AutoCloseable {
    /**
     * Works on the event's record.
     *
     * @return whether the record goes on; false leaves it out
     * @throws RecordFault if the record is refused
     */
    boolean apply(PipelineEvent event) throws RecordFault;

    /** Ends what the step keeps running. */
    @Override
    default void close() {}
}
