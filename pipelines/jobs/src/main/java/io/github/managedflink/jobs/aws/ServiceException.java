package io.github.managedflink.jobs.aws;

/** An error that a service has told in an answer, rather than by the failure of a call. */
public final class ServiceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ServiceError error;

    public ServiceException(ServiceError error, String message) {
        super(message, null, false, false);
        this.error = error;
    }

    ServiceError error() {
        return error;
    }
}
