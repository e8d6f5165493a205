package io.github.managedflink.jobs.metric;

import java.io.IOException;
import java.io.Serializable;
import java.util.Objects;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/**
 * One accumulator of each group: what it gathers of which events. Metrics that can be read from the same accumulator
 * share it.
 */
final class Slot implements Serializable {
    /** What is gathered. The names are written into state and never change. */
    enum Kind {
        COUNT,
        SUM,
        EXTREMES,
        QUANTILES,
        DISTINCT,
        TIMES
    }

    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final String field;
    private final String condition;
    private final double parameter;

    /**
     * @param field whose values are taken; null for a count and for times
     * @param condition the CEL expression that an event must fulfil; null if every event counts
     * @param parameter the relative accuracy of quantiles, the precision of a distinct count; else 0
     */
    Slot(Kind kind, String field, String condition, double parameter) {
        this.kind = kind;
        this.field = field;
        this.condition = condition;
        this.parameter = parameter;
    }

    Kind kind() {
        return kind;
    }

    String field() {
        return field;
    }

    String condition() {
        return condition;
    }

    Accumulator accumulator() {
        switch (kind) {
            case COUNT:
                return new Accumulator.Count();
            case SUM:
                return new Accumulator.Sum();
            case EXTREMES:
                return new Accumulator.Extremes();
            case QUANTILES:
                return new Accumulator.Quantiles(parameter);
            case TIMES:
                return new Accumulator.Times();
            case DISTINCT:
                return new Accumulator.Distinct((int) parameter);
            default:
                throw new IllegalStateException("no accumulator for " + kind);
        }
    }

    void write(DataOutputView out) throws IOException {
        out.writeUTF(kind.name());
        StringValue.writeString(field, out);
        StringValue.writeString(condition, out);
        out.writeDouble(parameter);
    }

    static Slot read(DataInputView in) throws IOException {
        Kind kind;
        String name = in.readUTF();
        try {
            kind = Kind.valueOf(name);
        } catch (IllegalArgumentException e) {
            throw new IOException("state of a metric of the unknown kind " + name, e);
        }
        return new Slot(kind, StringValue.readString(in), StringValue.readString(in), in.readDouble());
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof Slot)) {
            return false;
        }
        Slot that = (Slot) other;
        return kind == that.kind
                && Objects.equals(field, that.field)
                && Objects.equals(condition, that.condition)
                && Double.compare(parameter, that.parameter) == 0;
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind, field, condition, parameter);
    }

    @Override
    public String toString() {
        return kind + "(" + field + ")" + (condition == null ? "" : " where " + condition);
    }
}
