package io.github.managedflink.jobs.format;

import io.github.managedflink.jobs.record.DataRecord;
import io.github.managedflink.jobs.record.RecordFault;

/** Makes a message of a record. For one thread. */
@FunctionalInterface
public interface MessageEncoder {
    /**
     * The message's bytes.
     *
     * @throws RecordFault if the record does not fit the format
     */
    byte[] encode(DataRecord record) throws RecordFault;
}
