package io.github.managedflink.jobs;

/** The job cannot start because of its settings. Without a stack trace: the message says all that helps. */
final class JobSetupException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    JobSetupException(String message) {
        super(message, null, false, false);
    }
}
