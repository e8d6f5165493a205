package io.github.managedflink.local.dynamodb.expression;

import io.github.managedflink.local.dynamodb.model.AttributeType;
import io.github.managedflink.local.dynamodb.model.AttributeValue;
import io.github.managedflink.local.dynamodb.model.ListValue;
import io.github.managedflink.local.dynamodb.model.MapValue;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The way to an attribute, which may lie in lists and maps.
 *
 * @param steps the first one a name
 */
record DocumentPath(List<Step> steps) implements Operand {

    /** A step of a path: into a map or a list. */
    sealed interface Step permits Member, Element {}

    /** To a value of a map. */
    record Member(String name) implements Step {
        @Override
        public String toString() {
            return name;
        }
    }

    /** To an element of a list, counted from 0. */
    record Element(int index) implements Step {
        @Override
        public String toString() {
            return "[" + index + "]";
        }
    }

    static DocumentPath of(String attribute) {
        return new DocumentPath(List.of(new Member(attribute)));
    }

    /** The attribute of the item that it begins with. */
    String head() {
        return ((Member) steps.get(0)).name();
    }

    boolean isTopLevel() {
        return steps.size() == 1;
    }

    @Override
    public Optional<AttributeValue> valueIn(MapValue item) {
        AttributeValue value = item;
        for (Step step : steps) {
            Optional<AttributeValue> next = follow(value, step);
            if (next.isEmpty()) {
                return next;
            }
            value = next.get();
        }
        return Optional.of(value);
    }

    private static Optional<AttributeValue> follow(AttributeValue value, Step step) {
        if (step instanceof Member member) {
            return value instanceof MapValue map ? map.get(member.name()) : Optional.empty();
        }
        int index = ((Element) step).index();
        return value instanceof ListValue list && index < list.elements().size()
                ? Optional.of(list.elements().get(index))
                : Optional.empty();
    }

    @Override
    public Optional<AttributeType> staticType() {
        return Optional.empty();
    }

    /** Whether one of the two leads to the other or to the same place. */
    boolean overlaps(DocumentPath other) {
        int common = Math.min(steps.size(), other.steps.size());
        return steps.subList(0, common).equals(other.steps.subList(0, common));
    }

    /** Whether the two take something for a list and for a map. */
    boolean conflictsWith(DocumentPath other) {
        for (int i = 0; i < Math.min(steps.size(), other.steps.size()); i++) {
            if (steps.get(i).getClass() != other.steps.get(i).getClass()) {
                return true;
            }
            if (!steps.get(i).equals(other.steps.get(i))) {
                return false;
            }
        }
        return false;
    }

    /** As errors show it, such as {@code [orders, [0], price]}. */
    @Override
    public String toString() {
        return steps.stream().map(Step::toString).collect(Collectors.joining(", ", "[", "]"));
    }
}
