package io.github.managedflink.local.result;

/**
 * A request to a run to end before its time, from any thread. Once jobs have been submitted, the run stops them with a
 * savepoint, writes the outputs so far and says in its result that it was interrupted; before, there is nothing to
 * keep, and its start fails with {@link LocalRunException.Reason#INTERRUPTED}.
 *
 * <p>An interruption of the thread that runs it is heard in the same places and has the same effect.
 */
public final class Interruption {
    private boolean requested;
    private boolean hasJobs;

    /**
     * Asks the run to end. To ask again changes nothing.
     *
     * @return whether it has jobs, which it is going to stop in order
     */
    public synchronized boolean request() {
        requested = true;
        return hasJobs;
    }

    /** Returns whether the run was asked to end. */
    public synchronized boolean isRequested() {
        return requested;
    }

    /** Returns whether the run is to end because it was asked to or its thread was interrupted. */
    public boolean isHeard() {
        return isRequested() || Thread.currentThread().isInterrupted();
    }

    /**
     * Ends the start of a run that is to end.
     *
     * @throws LocalRunException if it is
     */
    public void check() {
        if (isHeard()) {
            throw LocalRunException.interrupted();
        }
    }

    /**
     * From now on the run has jobs.
     *
     * @throws LocalRunException if it is to end, and has none therefore
     */
    public synchronized void beginJobs() {
        check();
        hasJobs = true;
    }
}
