package io.github.managedflink.jobs.cel;

import io.github.managedflink.jobs.record.DataRecord;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;

/** {@code <}, {@code <=}, {@code >} and {@code >=}, limited to the overloads that the type check left. */
final class CelComparison implements CelNode {
    /** How the result of comparing is read. */
    enum Operator {
        LESS("less"),
        LESS_OR_EQUAL("less_equals"),
        GREATER("greater"),
        GREATER_OR_EQUAL("greater_equals");

        private final String overloadPrefix;

        Operator(String overloadPrefix) {
            this.overloadPrefix = overloadPrefix;
        }

        boolean holds(int order) {
            switch (this) {
                case LESS:
                    return order < 0;
                case LESS_OR_EQUAL:
                    return order <= 0;
                case GREATER:
                    return order > 0;
                default:
                    return order >= 0;
            }
        }
    }

    private final Operator operator;
    private final CelNode left;
    private final CelNode right;
    private final boolean longs;
    private final boolean doubles;
    private final boolean longWithDouble;
    private final boolean doubleWithLong;
    private final boolean strings;
    private final boolean booleans;
    private final boolean timestamps;

    CelComparison(Operator operator, CelNode left, CelNode right, Collection<String> overloads) {
        this.operator = operator;
        this.left = left;
        this.right = right;
        Set<String> ids = Set.copyOf(overloads);
        String prefix = operator.overloadPrefix;
        this.longs = ids.contains(prefix + "_int64");
        this.doubles = ids.contains(prefix + "_double");
        this.longWithDouble = ids.contains(prefix + "_int64_double");
        this.doubleWithLong = ids.contains(prefix + "_double_int64");
        this.strings = ids.contains(prefix + "_string");
        this.booleans = ids.contains(prefix + "_bool");
        this.timestamps = ids.contains(prefix + "_timestamp");
    }

    @Override
    public Object eval(DataRecord record) throws CelFault {
        Object a = CelValues.operand(left.eval(record));
        Object b = CelValues.operand(right.eval(record));
        if (a instanceof Long) {
            if (b instanceof Long && longs) {
                return operator.holds(Long.compare((Long) a, (Long) b));
            }
            if (b instanceof Double && longWithDouble) {
                return operator.holds(-CelValues.compareDoubleWithLong((Double) b, (Long) a));
            }
        } else if (a instanceof Double) {
            if (b instanceof Double && doubles) {
                return compareDoubles((Double) a, (Double) b);
            }
            if (b instanceof Long && doubleWithLong) {
                return operator.holds(CelValues.compareDoubleWithLong((Double) a, (Long) b));
            }
        } else if (a instanceof String && b instanceof String && strings) {
            return operator.holds(((String) a).compareTo((String) b));
        } else if (a instanceof Boolean && b instanceof Boolean && booleans) {
            return operator.holds(Boolean.compare((Boolean) a, (Boolean) b));
        } else if (a instanceof Instant && b instanceof Instant && timestamps) {
            return operator.holds(((Instant) a).compareTo((Instant) b));
        }
        if (isExact(a, b) || isExact(b, a)) {
            Number one = (Number) a;
            Number other = (Number) b;
            return CelValues.isOrdered(one)
                    && CelValues.isOrdered(other)
                    && operator.holds(CelValues.compareExactly(one, other));
        }
        throw new CelFault("cannot compare " + CelValues.typeOf(a) + " with " + CelValues.typeOf(b));
    }

    /**
     * Whether one is a number that only a decimal holds, and the other a number with which a double may be compared
     * here.
     */
    private boolean isExact(Object decimal, Object other) {
        return decimal instanceof BigDecimal
                && (other instanceof Long ? longWithDouble || doubleWithLong : other instanceof Number && doubles);
    }

    /** IEEE 754, where nothing compares with NaN; between an int and a double cel-java orders NaN instead. */
    private boolean compareDoubles(double a, double b) {
        switch (operator) {
            case LESS:
                return a < b;
            case LESS_OR_EQUAL:
                return a <= b;
            case GREATER:
                return a > b;
            default:
                return a >= b;
        }
    }
}
