package io.github.managedflink.local.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** A call that a service refuses, with what the caller gets to know. */
public class AwsError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    /** Trees of JSON cannot be serialized, and nobody wants an error to be. */
    private final transient Map<String, JsonNode> details;

    /**
     * @param status the HTTP status
     * @param code the error code as it stands on the wire, such as {@code ResourceNotFoundException}
     */
    public AwsError(int status, String code, String message) {
        this(status, code, message, Map.of());
    }

    private AwsError(int status, String code, String message, Map<String, JsonNode> details) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.details = details;
    }

    /** The same with a field that the error has beside its message. */
    public AwsError with(String field, JsonNode value) {
        return new AwsError(status, code, getMessage(), Map.of(field, value));
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

    /** What it has beside code and message, by the names of the fields. */
    public Map<String, JsonNode> details() {
        return details;
    }

    /** Whether the caller, not the service, is at fault. */
    public boolean isCallersFault() {
        return status < 500;
    }
}
