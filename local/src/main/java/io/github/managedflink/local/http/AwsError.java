package io.github.managedflink.local.http;

/** A call that a service refuses, with what the caller gets to know. */
public final class AwsError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    /**
     * @param status the HTTP status
     * @param code the error code as it stands on the wire, such as {@code ResourceNotFoundException}
     */
    public AwsError(int status, String code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    /** An error of the caller's: HTTP status 400. */
    public static AwsError badRequest(String code, String message) {
        return new AwsError(400, code, message);
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    /** Whether the caller, not the service, is at fault. */
    public boolean isCallersFault() {
        return status < 500;
    }
}
