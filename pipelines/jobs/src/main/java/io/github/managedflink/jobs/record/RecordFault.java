package io.github.managedflink.jobs.record;

/** Why a record cannot go on. It is no failure of the job: whoever catches it sends the record to the dead letters. */
public final class RecordFault extends Exception {
    private static final long serialVersionUID = 1L;

    /** Without a stack trace: nobody reads it, and a stream of bad records must not cost more than one of good ones. */
    public RecordFault(String reason) {
        super(reason, null, false, false);
    }
}
