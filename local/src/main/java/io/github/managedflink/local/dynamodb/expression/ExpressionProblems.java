package io.github.managedflink.local.dynamodb.expression;

import java.util.EnumMap;
import java.util.Map;

/** What is wrong with an expression beside its syntax: the service tells one thing, the most basic one first. */
final class ExpressionProblems {

    /** What can be wrong, in the order in which the service looks for it. */
    enum Kind {
        PARENTHESES,
        UNKNOWN_FUNCTION,
        MISUSED_FUNCTION,
        RESERVED_WORD,
        SECTION,
        UNDEFINED,
        OVERLAP,
        CONFLICT,
        OPERAND_COUNT,
        SAME_OPERANDS,
        OPERAND_TYPE
    }

    private final Map<Kind, String> first = new EnumMap<>(Kind.class);

    void add(Kind kind, String message) {
        first.putIfAbsent(kind, message);
    }

    /** @throws ExpressionException with the first of them, if there are any */
    void check() {
        first.values().stream().findFirst().ifPresent(message -> {
            throw new ExpressionException(message);
        });
    }
}
