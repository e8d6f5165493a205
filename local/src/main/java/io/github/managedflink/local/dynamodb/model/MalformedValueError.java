package io.github.managedflink.local.dynamodb.model;

import io.github.managedflink.local.http.AwsError;

/** A refusal of an attribute value that has no type, or several. */
public final class MalformedValueError extends AwsError {
    private static final long serialVersionUID = 1L;

    MalformedValueError(String message) {
        super(400, DynamoDbErrors.VALIDATION, message);
    }
}
