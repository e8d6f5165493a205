package io.github.managedflink.local.dynamodb.expression;

import io.github.managedflink.local.dynamodb.model.AttributeType;
import io.github.managedflink.local.dynamodb.model.AttributeValue;
import io.github.managedflink.local.dynamodb.model.DynamoDbErrors;
import io.github.managedflink.local.dynamodb.model.ListValue;
import io.github.managedflink.local.dynamodb.model.MapValue;
import io.github.managedflink.local.dynamodb.model.NumberValue;
import java.util.Optional;

/** What an update sets an attribute to. */
sealed interface UpdateValue {

    /**
     * Its value in the item as it was before.
     *
     * @throws io.github.managedflink.local.http.AwsError if it has none
     */
    AttributeValue valueIn(MapValue item);

    /** Its type, where that is known without an item. */
    Optional<AttributeType> staticType();

    /** That of an operand. */
    record Plain(Operand operand) implements UpdateValue {
        @Override
        public AttributeValue valueIn(MapValue item) {
            return operand.valueIn(item)
                    .orElseThrow(() -> DynamoDbErrors.validation(
                            "The provided expression refers to an attribute that does not exist in the item"));
        }

        @Override
        public Optional<AttributeType> staticType() {
            return operand.staticType();
        }
    }

    /** That of an attribute, or another one where there is no such attribute. */
    record IfNotExists(DocumentPath path, UpdateValue otherwise) implements UpdateValue {
        @Override
        public AttributeValue valueIn(MapValue item) {
            return path.valueIn(item).orElseGet(() -> otherwise.valueIn(item));
        }

        @Override
        public Optional<AttributeType> staticType() {
            return otherwise.staticType();
        }
    }

    /** Two lists, one behind the other. */
    record ListAppend(UpdateValue first, UpdateValue second) implements UpdateValue {
        @Override
        public AttributeValue valueIn(MapValue item) {
            if (first.valueIn(item) instanceof ListValue start && second.valueIn(item) instanceof ListValue end) {
                return start.append(end);
            }
            throw Update.wrongOperand();
        }

        @Override
        public Optional<AttributeType> staticType() {
            return Optional.of(AttributeType.L);
        }
    }

    /** A number and another one added to it, or taken from it. */
    record Sum(UpdateValue left, UpdateValue right, boolean isDifference) implements UpdateValue {
        @Override
        public AttributeValue valueIn(MapValue item) {
            if (left.valueIn(item) instanceof NumberValue one && right.valueIn(item) instanceof NumberValue two) {
                return isDifference ? one.minus(two) : one.plus(two);
            }
            throw Update.wrongOperand();
        }

        @Override
        public Optional<AttributeType> staticType() {
            return Optional.of(AttributeType.N);
        }
    }
}
