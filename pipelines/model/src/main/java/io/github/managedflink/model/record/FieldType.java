package io.github.managedflink.model.record;

/** The types that a field can be cast to or be declared with. */
public enum FieldType {
    /** Text. */
    STRING,
    /** A whole number of 64 bits. */
    LONG,
    /** A floating-point number of 64 bits. */
    DOUBLE,
    /** A decimal number of any precision, kept exactly; CEL sees it as a double. */
    DECIMAL,
    /** True or false; as text {@code true} or {@code false} in any case. */
    BOOLEAN,
    /** A moment in UTC with millisecond precision. */
    TIMESTAMP
}
