package io.github.managedflink.local.kinesis.model;

/** The error codes that the stand-in answers with, named as the service names them. */
public enum KinesisError {
    ACCESS_DENIED("AccessDeniedException"),
    RESOURCE_NOT_FOUND("ResourceNotFoundException"),
    RESOURCE_IN_USE("ResourceInUseException"),
    INVALID_ARGUMENT("InvalidArgumentException"),
    EXPIRED_ITERATOR("ExpiredIteratorException"),
    LIMIT_EXCEEDED("LimitExceededException"),
    THROUGHPUT_EXCEEDED("ProvisionedThroughputExceededException"),
    VALIDATION("ValidationException"),
    SERIALIZATION("SerializationException"),
    UNKNOWN_OPERATION("UnknownOperationException"),
    INTERNAL_FAILURE("InternalFailure"),
    SERVICE_UNAVAILABLE("ServiceUnavailable");

    private final String code;

    KinesisError(String code) {
        this.code = code;
    }

    /** The code as it stands on the wire. */
    public String code() {
        return code;
    }

    /** 400 if the caller is at fault. */
    public int httpStatus() {
        return switch (this) {
            case INTERNAL_FAILURE -> 500;
            case SERVICE_UNAVAILABLE -> 503;
            default -> 400;
        };
    }
}
