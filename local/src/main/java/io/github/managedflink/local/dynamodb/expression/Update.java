package io.github.managedflink.local.dynamodb.expression;

import io.github.managedflink.local.dynamodb.model.AttributeType;
import io.github.managedflink.local.dynamodb.model.AttributeValue;
import io.github.managedflink.local.dynamodb.model.DynamoDbErrors;
import io.github.managedflink.local.dynamodb.model.ListValue;
import io.github.managedflink.local.dynamodb.model.MapValue;
import io.github.managedflink.local.http.AwsError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * What a request changes of an item: everything at once, from what the item was before.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.UpdateExpressions.html">Update
 *     expressions</a>
 */
public final class Update {

    private final Map<DocumentPath, UpdateAction> actions;

    /** @param actions by paths that do not overlap */
    Update(Map<DocumentPath, UpdateAction> actions) {
        this.actions = new LinkedHashMap<>(actions);
    }

    static AwsError wrongOperand() {
        return DynamoDbErrors.validation("An operand in the update expression has an incorrect data type");
    }

    /** What it touches. */
    public Projection touched() {
        return new Projection(List.copyOf(actions.keySet()));
    }

    /** Whether it makes an item where there is none, which nothing that only takes away does. */
    public boolean createsItem() {
        return actions.isEmpty() || !actions.values().stream().allMatch(UpdateAction::onlyTakesAway);
    }

    /** The types of attributes that are known without an item. */
    public Map<String, AttributeType> staticTypes() {
        Map<String, AttributeType> types = new LinkedHashMap<>();
        actions.forEach((path, action) ->
                action.staticType().filter(type -> path.isTopLevel()).ifPresent(type -> types.put(path.head(), type)));
        return types;
    }

    /**
     * The item after the update.
     *
     * @throws AwsError if the update cannot be done to this item
     */
    public MapValue of(MapValue item) {
        PathTree<UnaryOperator<Optional<AttributeValue>>> changes = new PathTree<>();
        actions.forEach((path, action) -> changes.add(path, action.on(item)));
        return ofMap(item, changes);
    }

    private static Optional<AttributeValue> change(
            Optional<AttributeValue> value, PathTree<UnaryOperator<Optional<AttributeValue>>> place) {
        if (place.end().isPresent()) {
            return place.end().get().apply(value);
        }
        DocumentPath.Step next = place.branches().keySet().iterator().next();
        if (next instanceof DocumentPath.Member && value.orElse(null) instanceof MapValue map) {
            return Optional.of(ofMap(map, place));
        }
        if (next instanceof DocumentPath.Element && value.orElse(null) instanceof ListValue list) {
            return Optional.of(ofList(list, place));
        }
        throw DynamoDbErrors.validation("The document path provided in the update expression is invalid for update");
    }

    private static MapValue ofMap(MapValue map, PathTree<UnaryOperator<Optional<AttributeValue>>> place) {
        Map<String, AttributeValue> changed = new LinkedHashMap<>(map.attributes());
        place.branches().forEach((step, branch) -> {
            String name = ((DocumentPath.Member) step).name();
            change(map.get(name), branch)
                    .ifPresentOrElse(value -> changed.put(name, value), () -> changed.remove(name));
        });
        return new MapValue(changed);
    }

    /** Indexes count in the list as it was; what is set behind its end is appended. */
    private static ListValue ofList(ListValue list, PathTree<UnaryOperator<Optional<AttributeValue>>> place) {
        Map<Integer, AttributeValue> changed = new TreeMap<>();
        for (int i = 0; i < list.elements().size(); i++) {
            changed.put(i, list.elements().get(i));
        }
        place.branches().forEach((step, branch) -> {
            int index = ((DocumentPath.Element) step).index();
            Optional<AttributeValue> old =
                    index < list.elements().size() ? Optional.of(list.elements().get(index)) : Optional.empty();
            change(old, branch).ifPresentOrElse(value -> changed.put(index, value), () -> changed.remove(index));
        });
        return new ListValue(new ArrayList<>(changed.values()));
    }
}
