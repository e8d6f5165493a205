package io.github.managedflink.local.dynamodb.expression;

import io.github.managedflink.local.dynamodb.model.AttributeType;
import io.github.managedflink.local.dynamodb.model.AttributeValue;
import io.github.managedflink.local.dynamodb.model.ListValue;
import io.github.managedflink.local.dynamodb.model.MapValue;
import io.github.managedflink.local.dynamodb.model.NumberValue;
import io.github.managedflink.local.dynamodb.model.SetValue;
import io.github.managedflink.local.http.AwsError;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** What an update does at the end of a path. */
sealed interface UpdateAction {

    /**
     * From what stands there to what is to stand there, empty for nothing.
     *
     * @param item as it was before
     */
    UnaryOperator<Optional<AttributeValue>> on(MapValue item);

    /** The type of what it puts there or expects there, where that is known without an item. */
    Optional<AttributeType> staticType();

    /** Whether nothing can be there afterwards that was not there before. */
    default boolean onlyTakesAway() {
        return this instanceof Remove || this instanceof Delete;
    }

    /** Puts a value there. */
    record Put(UpdateValue value) implements UpdateAction {
        @Override
        public UnaryOperator<Optional<AttributeValue>> on(MapValue item) {
            Optional<AttributeValue> put = Optional.of(value.valueIn(item));
            return old -> put;
        }

        @Override
        public Optional<AttributeType> staticType() {
            return value.staticType();
        }
    }

    /** Takes away what is there. */
    record Remove() implements UpdateAction {
        @Override
        public UnaryOperator<Optional<AttributeValue>> on(MapValue item) {
            return old -> Optional.empty();
        }

        @Override
        public Optional<AttributeType> staticType() {
            return Optional.empty();
        }
    }

    /**
     * Adds a number, the elements of a set or, in requests without expressions, those of a list.
     *
     * @param mismatch what is said of another type there
     */
    record Add(AttributeValue added, Supplier<AwsError> mismatch) implements UpdateAction {
        @Override
        public UnaryOperator<Optional<AttributeValue>> on(MapValue item) {
            return old -> Optional.of(old.isEmpty() ? added : sum(old.get()));
        }

        @Override
        public Optional<AttributeType> staticType() {
            return Optional.of(added.type());
        }

        private AttributeValue sum(AttributeValue old) {
            if (old.type() != added.type()) {
                throw mismatch.get();
            }
            if (old instanceof NumberValue number) {
                return number.plus((NumberValue) added);
            }
            return old instanceof SetValue set
                    ? set.plus((SetValue) added)
                    : ((ListValue) old).append((ListValue) added);
        }
    }

    /**
     * Takes the elements of a set out of another one.
     *
     * @param mismatch what is said of another type there
     */
    record Delete(SetValue removed, Supplier<AwsError> mismatch) implements UpdateAction {
        @Override
        public UnaryOperator<Optional<AttributeValue>> on(MapValue item) {
            return old -> old.flatMap(this::difference);
        }

        @Override
        public Optional<AttributeType> staticType() {
            return Optional.of(removed.type());
        }

        private Optional<AttributeValue> difference(AttributeValue old) {
            if (old.type() != removed.type()) {
                throw mismatch.get();
            }
            return ((SetValue) old).minus(removed).map(left -> left);
        }
    }
}
