package io.github.managedflink.local.dynamodb.expression;

/** An expression that the service refuses, with what it says of it. */
final class ExpressionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ExpressionException(String message) {
        super(message, null, false, false);
    }
}
