package io.github.managedflink.local.result;

/** A run that failed; the message says why in words for the user and needs no stack trace. */
public final class LocalRunException extends RuntimeException {
    /** What went wrong, in terms of who can repair it. */
    public enum Reason {
        /** The run was asked for something that does not exist or cannot be done here. */
        WRONG_USAGE,
        /** An application could not be started, or failed. */
        JOB_FAILED,
        /** The run was asked to end before its applications ran. */
        INTERRUPTED
    }

    private final Reason reason;

    private LocalRunException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public static LocalRunException wrongUsage(String message) {
        return new LocalRunException(Reason.WRONG_USAGE, message, null);
    }

    public static LocalRunException jobFailed(String message, Throwable cause) {
        return new LocalRunException(Reason.JOB_FAILED, message, cause);
    }

    static LocalRunException interrupted() {
        return new LocalRunException(
                Reason.INTERRUPTED,
                "The run was interrupted before its applications ran; there is nothing to keep.",
                null);
    }

    public Reason reason() {
        return reason;
    }
}
