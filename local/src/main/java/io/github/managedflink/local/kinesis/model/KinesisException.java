package io.github.managedflink.local.kinesis.model;

import io.github.managedflink.local.http.AwsError;

/** A call that the service refuses, with the error code and the message that the caller gets. */
public final class KinesisException extends AwsError {

    private static final long serialVersionUID = 1L;

    public KinesisException(KinesisError error, String message) {
        super(error.httpStatus(), error.code(), message);
    }

    public static KinesisException notFound(String message) {
        return new KinesisException(KinesisError.RESOURCE_NOT_FOUND, message);
    }

    public static KinesisException inUse(String message) {
        return new KinesisException(KinesisError.RESOURCE_IN_USE, message);
    }

    public static KinesisException invalidArgument(String message) {
        return new KinesisException(KinesisError.INVALID_ARGUMENT, message);
    }

    public static KinesisException validation(String message) {
        return new KinesisException(KinesisError.VALIDATION, message);
    }

    public static KinesisException limitExceeded(String message) {
        return new KinesisException(KinesisError.LIMIT_EXCEEDED, message);
    }
}
