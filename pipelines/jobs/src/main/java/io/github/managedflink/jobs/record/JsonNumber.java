package io.github.managedflink.jobs.record;

import com.fasterxml.jackson.core.io.NumberInput;
import java.math.BigDecimal;

/**
 * A number of a JSON text that is no {@code long}, kept as it was written. Most numbers are only passed on: they keep their digits and
 * cost neither parsing nor formatting.
 */
public final class JsonNumber {
    private final String text;
    /** The double, once asked for: several expressions may look at the same number. */
    private Double asDouble;

    public JsonNumber(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }

    /** The nearest double; infinite if the number is beyond its range. */
    public double doubleValue() {
        return boxedDouble();
    }

    /** As {@link #doubleValue()}; the same object at each call. */
    public Double boxedDouble() {
        if (asDouble == null) {
            asDouble = NumberInput.parseDouble(text, true);
        }
        return asDouble;
    }

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
