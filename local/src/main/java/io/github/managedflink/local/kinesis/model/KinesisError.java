package io.github.managedflink.local.kinesis.model;

/** The error codes that the stand-in answers with, named as the service names them. */
public enum KinesisError {
    RESOURCE_NOT_FOUND("ResourceNotFoundException"),
    RESOURCE_IN_USE("ResourceInUseException"),
    INVALID_ARGUMENT("InvalidArgumentException"),
    EXPIRED_ITERATOR("ExpiredIteratorException"),
    LIMIT_EXCEEDED("LimitExceededException"),
    VALIDATION("ValidationException"),
    SERIALIZATION("SerializationException"),
    UNKNOWN_OPERATION("UnknownOperationException"),
    INTERNAL_FAILURE("InternalFailure");

    private final String code;

    KinesisError(String code) {
        this.code = code;
    }

    /** The code as it stands on the wire. */
    public String code() {
        return code;
    }

    /** Whether the caller, not the service, is at fault: HTTP 400 rather than 500. */
    public boolean isCallersFault() {
        return this != INTERNAL_FAILURE;
    }
}
