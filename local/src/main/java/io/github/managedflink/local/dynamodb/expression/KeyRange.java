package io.github.managedflink.local.dynamodb.expression;

import io.github.managedflink.local.dynamodb.model.Position;
import io.github.managedflink.local.dynamodb.model.ScalarValue;
import java.util.function.Predicate;

/**
 * A part of a table or index.
 *
 * @param start before its first item
 * @param end behind its last item
 * @param sort what else holds for the sort keys in it
 */
public record KeyRange(Position start, Position end, Predicate<ScalarValue> sort) {

    /** Whether an item between start and end belongs to it. */
    public boolean has(Position position) {
        return position.sort().map(sort::test).orElse(true);
    }
}
