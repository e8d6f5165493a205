package io.github.managedflink.jobs.record;

/**
 * A service that records cannot be read or written without does not serve the job, and will not until somebody changes
 * something. It fails the job, whose restarts find out when that has been done: no record is to blame, so none becomes
 * a dead letter.
 */
public final class ServiceFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ServiceFailure(String message) {
        super(message);
    }

    public ServiceFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
