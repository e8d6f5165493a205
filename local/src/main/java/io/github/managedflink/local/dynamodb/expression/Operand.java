package io.github.managedflink.local.dynamodb.expression;

import io.github.managedflink.local.dynamodb.model.AttributeType;
import io.github.managedflink.local.dynamodb.model.AttributeValue;
import io.github.managedflink.local.dynamodb.model.BinaryValue;
import io.github.managedflink.local.dynamodb.model.ListValue;
import io.github.managedflink.local.dynamodb.model.MapValue;
import io.github.managedflink.local.dynamodb.model.NumberValue;
import io.github.managedflink.local.dynamodb.model.SetValue;
import io.github.managedflink.local.dynamodb.model.StringValue;
import java.util.Optional;

/** What stands on a side of an operator. */
sealed interface Operand permits DocumentPath, Operand.Literal, Operand.Size {

    /** Its value in an item; empty if it has none there. */
    Optional<AttributeValue> valueIn(MapValue item);

    /** Its type, where that is known without an item. */
    Optional<AttributeType> staticType();

    /** A value of the request. */
    record Literal(AttributeValue value) implements Operand {

        @Override
        public Optional<AttributeValue> valueIn(MapValue item) {
            return Optional.of(value);
        }

        @Override
        public Optional<AttributeType> staticType() {
            return Optional.of(value.type());
        }
    }

    /** The length of a text, or the number of bytes or of elements. */
    record Size(Operand of) implements Operand {

        @Override
        public Optional<AttributeValue> valueIn(MapValue item) {
            return of.valueIn(item).map(Size::sizeOf).filter(size -> size >= 0).map(NumberValue::of);
        }

        /** Negative for what has none. */
        private static long sizeOf(AttributeValue value) {
            if (value instanceof StringValue string) {
                return string.text().length();
            }
            if (value instanceof BinaryValue binary) {
                return binary.size();
            }
            if (value instanceof SetValue set) {
                return set.elements().size();
            }
            if (value instanceof ListValue list) {
                return list.elements().size();
            }
            return value instanceof MapValue map ? map.attributes().size() : -1;
        }

        @Override
        public Optional<AttributeType> staticType() {
            return Optional.of(AttributeType.N);
        }
    }
}
