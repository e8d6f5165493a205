package io.github.managedflink.local.service;

import java.util.List;

/** A stream or topic of a run, as it is fed and read. */
public interface SourceStream {
    /**
     * How many bytes the data of a record that is put into it may have.
     *
     * @param keyBytes how many bytes its key has in UTF-8; 0 if it has none
     */
    long maxRecordBytes(int keyBytes);

    /** Adds records. Those without a key are spread over its shards or partitions in the same way in every run. */
    void put(List<SourceRecord> records);

    /** How many records it has taken since it was created. */
    long recordCount();

    /** Whether some job has asked for its records. */
    boolean isBeingRead();

    /** Whether every record has been handed to a reader, as far as the service can tell. */
    boolean isReadToItsEnd();
}
