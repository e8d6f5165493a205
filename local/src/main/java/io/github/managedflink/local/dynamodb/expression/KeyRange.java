package io.github.managedflink.local.dynamodb.expression;

import io.github.managedflink.local.dynamodb.model.Position;

/**
 * A part of a table or index.
 *
 * @param start before its first item
 * @param end behind its last item
 */
public record KeyRange(Position start, Position end) {

    public boolean has(Position position) {
        return position.compareTo(start) > 0 && position.compareTo(end) < 0;
    }
}
