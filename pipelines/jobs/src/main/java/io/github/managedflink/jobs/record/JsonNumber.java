package io.github.managedflink.jobs.record;

import java.math.BigDecimal;

/**
 * A number of a JSON text that is no {@code long}, kept as it was written. Most numbers are only passed on: they keep
 * their digits and cost neither parsing nor formatting.
 */
public final class JsonNumber {
    private final String text;
    /** The number, once asked for: several expressions may look at the same one. */
    private Number value;

    public JsonNumber(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }

    /**
     * The double that stands for the number, or the decimal that it is if none does; the same object at each call.
     *
     * @throws NumberFormatException if its exponent has more digits than a decimal can have
     */
    public Number value() {
        if (value == null) {
            Double exact = ExactDouble.of(text);
            value = exact == null ? new BigDecimal(text) : (Number) exact;
        }
        return value;
    }

    /**
     * The number as a decimal.
     *
     * @throws NumberFormatException if its exponent has more digits than a decimal can have
     */
    public BigDecimal decimalValue() {
        return new BigDecimal(text);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof JsonNumber && ((JsonNumber) other).text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
