package io.github.managedflink.local.dynamodb.model;

import io.github.managedflink.local.http.AwsError;

/** A refusal of an item or a key that its table does not take. In a transaction it is the reason of one entry. */
public final class ItemMismatchError extends AwsError {
    private static final long serialVersionUID = 1L;

    ItemMismatchError(String message) {
        super(400, DynamoDbErrors.VALIDATION, message);
    }
}
