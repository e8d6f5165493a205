package io.github.managedflink.local.dynamodb;

import io.github.managedflink.local.dynamodb.expression.Condition;
import io.github.managedflink.local.dynamodb.expression.Projection;
import io.github.managedflink.local.dynamodb.model.MapValue;
import io.github.managedflink.local.dynamodb.model.Position;
import io.github.managedflink.local.dynamodb.model.Table;
import io.github.managedflink.local.http.AwsError;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What a request does to one item, if a condition holds. To be used while nobody else can change the table.
 *
 * @param change from the item as it is to the item as it is to be, each empty if it does not exist
 * @param touched what an update touches; empty for other writes
 * @param showsItem whether a refusal is to show the item as it is
 */
record ItemWrite(
        Table table,
        Position position,
        Optional<Condition> condition,
        UnaryOperator<Optional<MapValue>> change,
        Optional<Projection> touched,
        boolean showsItem) {

    Optional<MapValue> current() {
        return table.get(position);
    }

    /** Whether the condition holds for the item as it is. */
    boolean isAllowed() {
        return condition.isEmpty() || condition.get().holdsFor(current().orElse(MapValue.EMPTY));
    }

    /**
     * The item as it is to be.
     *
     * @throws AwsError if the change cannot be made to the item as it is
     */
    Optional<MapValue> changed() {
        return change.apply(current());
    }

    /** Keeps the item as it is to be. */
    void store(Optional<MapValue> changed) {
        changed.ifPresentOrElse(item -> table.put(position, item), () -> table.remove(position));
    }
}
