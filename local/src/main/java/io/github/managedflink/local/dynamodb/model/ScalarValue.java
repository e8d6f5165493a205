package io.github.managedflink.local.dynamodb.model;

import java.util.Optional;

/** A value that has an order among those of its type, and so may be part of a key. */
public sealed interface ScalarValue extends AttributeValue, Comparable<ScalarValue>
        permits StringValue, NumberValue, BinaryValue {

    /**
     * How it stands to another one: strings and binary values by their unsigned bytes, strings in UTF-8.
     *
     * @throws ClassCastException if the other one is of another type
     */
    @Override
    int compareTo(ScalarValue other);

    /** Whether a value of the same type begins with this one; false for numbers. */
    boolean isStartOf(ScalarValue other);

    /** The least value that comes behind all those that begin with this one; empty if there is none. */
    Optional<ScalarValue> behindAllItStarts();

    /** Whether it has no content; false for numbers. */
    boolean isEmpty();
}
