package io.github.managedflink.local.dynamodb.expression;

import io.github.managedflink.local.dynamodb.model.AttributeType;
import io.github.managedflink.local.dynamodb.model.AttributeValue;
import io.github.managedflink.local.dynamodb.model.BinaryValue;
import io.github.managedflink.local.dynamodb.model.ListValue;
import io.github.managedflink.local.dynamodb.model.MapValue;
import io.github.managedflink.local.dynamodb.model.ScalarValue;
import io.github.managedflink.local.dynamodb.model.SetValue;
import io.github.managedflink.local.dynamodb.model.StringValue;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What holds for an item or not. What has no value there, or one of another type, is not equal, less or greater.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html">Condition
 *     and filter expressions</a>
 */
public sealed interface Condition {

    /** Whether it holds for an item; one that does not exist is {@link MapValue#EMPTY}. */
    boolean holdsFor(MapValue item);

    /** What it is made of, but for other conditions. */
    default List<Operand> operands() {
        return List.of();
    }

    /** The conditions that it is made of. */
    default List<Condition> parts() {
        return List.of();
    }

    /** The attributes that it looks at, or into. */
    default Stream<String> attributes() {
        return paths().map(DocumentPath::head);
    }

    /** The attributes that it looks into. */
    default Stream<String> attributesLookedInto() {
        return paths().filter(path -> !path.isTopLevel()).map(DocumentPath::head);
    }

    private Stream<DocumentPath> paths() {
        return Stream.concat(
                operands().stream().flatMap(Condition::pathsIn),
                parts().stream().flatMap(Condition::paths));
    }

    private static Stream<DocumentPath> pathsIn(Operand operand) {
        if (operand instanceof Operand.Size size) {
            return pathsIn(size.of());
        }
        return operand instanceof DocumentPath path ? Stream.of(path) : Stream.empty();
    }

    /** Both. */
    record And(Condition left, Condition right) implements Condition {
        @Override
        public boolean holdsFor(MapValue item) {
            return left.holdsFor(item) && right.holdsFor(item);
        }

        @Override
        public List<Condition> parts() {
            return List.of(left, right);
        }
    }

    /** One at least. */
    record Or(Condition left, Condition right) implements Condition {
        @Override
        public boolean holdsFor(MapValue item) {
            return left.holdsFor(item) || right.holdsFor(item);
        }

        @Override
        public List<Condition> parts() {
            return List.of(left, right);
        }
    }

    /** The contrary. */
    record Not(Condition of) implements Condition {
        @Override
        public boolean holdsFor(MapValue item) {
            return !of.holdsFor(item);
        }

        @Override
        public List<Condition> parts() {
            return List.of(of);
        }
    }

    /** Two values compared. */
    record Comparison(Comparator comparator, Operand left, Operand right) implements Condition {
        @Override
        public boolean holdsFor(MapValue item) {
            return comparator.holds(left.valueIn(item), right.valueIn(item));
        }

        @Override
        public List<Operand> operands() {
            return List.of(left, right);
        }
    }

    /** A value from the lower to the upper bound, both included. */
    record Between(Operand value, Operand lower, Operand upper) implements Condition {
        @Override
        public boolean holdsFor(MapValue item) {
            Optional<AttributeValue> found = value.valueIn(item);
            return Comparator.GREATER_OR_EQUAL.holds(found, lower.valueIn(item))
                    && Comparator.LESS_OR_EQUAL.holds(found, upper.valueIn(item));
        }

        @Override
        public List<Operand> operands() {
            return List.of(value, lower, upper);
        }
    }

    /** A value equal to one of others. */
    record In(Operand value, List<Operand> among) implements Condition {
        @Override
        public boolean holdsFor(MapValue item) {
            Optional<AttributeValue> found = value.valueIn(item);
            return among.stream().anyMatch(each -> Comparator.EQUAL.holds(found, each.valueIn(item)));
        }

        @Override
        public List<Operand> operands() {
            return Stream.concat(Stream.of(value), among.stream()).toList();
        }
    }

    /** Something that is there. */
    record Exists(DocumentPath path) implements Condition {
        @Override
        public boolean holdsFor(MapValue item) {
            return path.valueIn(item).isPresent();
        }

        @Override
        public List<Operand> operands() {
            return List.of(path);
        }
    }

    /** Something that is there in a type. */
    record HasType(Operand value, AttributeType type) implements Condition {
        @Override
        public boolean holdsFor(MapValue item) {
            return value.valueIn(item).filter(found -> found.type() == type).isPresent();
        }

        @Override
        public List<Operand> operands() {
            return List.of(value);
        }
    }

    /** A text or binary value that begins with another one. */
    record BeginsWith(Operand value, Operand start) implements Condition {
        @Override
        public boolean holdsFor(MapValue item) {
            Optional<AttributeValue> found = value.valueIn(item);
            Optional<AttributeValue> begin = start.valueIn(item);
            return Comparator.areOfOneOrder(found, begin)
                    && ((ScalarValue) begin.get()).isStartOf((ScalarValue) found.get());
        }

        @Override
        public List<Operand> operands() {
            return List.of(value, start);
        }
    }

    /** A text or binary value with a part, or a set or list with an element. */
    record Contains(Operand value, Operand part) implements Condition {
        @Override
        public boolean holdsFor(MapValue item) {
            Optional<AttributeValue> whole = value.valueIn(item);
            Optional<AttributeValue> sought = part.valueIn(item);
            return whole.isPresent() && sought.isPresent() && contains(whole.get(), sought.get());
        }

        private static boolean contains(AttributeValue whole, AttributeValue part) {
            if (whole instanceof StringValue text) {
                return part instanceof StringValue sought && text.text().contains(sought.text());
            }
            if (whole instanceof BinaryValue bytes) {
                return part instanceof BinaryValue sought && bytes.contains(sought);
            }
            if (whole instanceof SetValue set) {
                return part instanceof ScalarValue sought && set.elements().contains(sought);
            }
            return whole instanceof ListValue list && list.elements().contains(part);
        }

        @Override
        public List<Operand> operands() {
            return List.of(value, part);
        }
    }
}
