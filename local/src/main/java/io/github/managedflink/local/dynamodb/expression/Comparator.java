package io.github.managedflink.local.dynamodb.expression;

import io.github.managedflink.local.dynamodb.model.AttributeValue;
import io.github.managedflink.local.dynamodb.model.ScalarValue;
import java.util.Optional;

/** The operators that compare two values. */
enum Comparator {
    EQUAL("="),
    NOT_EQUAL("<>"),
    LESS("<"),
    LESS_OR_EQUAL("<="),
    GREATER(">"),
    GREATER_OR_EQUAL(">=");

    private final String sign;

    Comparator(String sign) {
        this.sign = sign;
    }

    static Comparator of(String sign) {
        for (Comparator comparator : values()) {
            if (comparator.sign.equals(sign)) {
                return comparator;
            }
        }
        throw new IllegalArgumentException("'" + sign + "' compares nothing");
    }

    String sign() {
        return sign;
    }

    /** Whether any type of value can be compared by it, not those alone that have an order. */
    boolean isForAllTypes() {
        return this == EQUAL || this == NOT_EQUAL;
    }

    /** The operator that says the same of the two values in the other order. */
    Comparator mirrored() {
        return switch (this) {
            case LESS -> GREATER;
            case LESS_OR_EQUAL -> GREATER_OR_EQUAL;
            case GREATER -> LESS;
            case GREATER_OR_EQUAL -> LESS_OR_EQUAL;
            case EQUAL, NOT_EQUAL -> this;
        };
    }

    boolean holds(Optional<AttributeValue> left, Optional<AttributeValue> right) {
        return switch (this) {
            case EQUAL -> left.isPresent() && left.equals(right);
            case NOT_EQUAL -> left.isEmpty() || !left.equals(right);
            default ->
                areOfOneOrder(left, right) && accepts(((ScalarValue) left.get()).compareTo((ScalarValue) right.get()));
        };
    }

    private boolean accepts(int order) {
        return switch (this) {
            case EQUAL -> order == 0;
            case NOT_EQUAL -> order != 0;
            case LESS -> order < 0;
            case LESS_OR_EQUAL -> order <= 0;
            case GREATER -> order > 0;
            case GREATER_OR_EQUAL -> order >= 0;
        };
    }

    /** Whether both are there, in one type that has an order. */
    static boolean areOfOneOrder(Optional<AttributeValue> left, Optional<AttributeValue> right) {
        return left.isPresent()
                && right.isPresent()
                && left.get() instanceof ScalarValue
                && left.get().type() == right.get().type();
    }
}
