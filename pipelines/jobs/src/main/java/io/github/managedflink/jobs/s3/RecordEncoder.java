package io.github.managedflink.jobs.s3;

import io.github.managedflink.jobs.record.DataRecord;
import io.github.managedflink.jobs.record.RecordFault;

/**
 * Makes of a record what a sink's files hold, before the sink, so that a record that does not fit is refused and not
 * the sink stopped. For one thread.
 */
@FunctionalInterface
public interface RecordEncoder<T> {
    T encode(DataRecord record) throws RecordFault;
}
