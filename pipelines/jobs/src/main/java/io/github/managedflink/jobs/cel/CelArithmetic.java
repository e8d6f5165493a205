package io.github.managedflink.jobs.cel;

import io.github.managedflink.jobs.record.EtlRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** {@code + - * / %} on ints and doubles, and {@code +} on texts and lists, limited to the overloads that the type check left. */
final class CelArithmetic implements CelNode {
    /** The operation. */
    enum Operator {
        ADD("add"),
        SUBTRACT("subtract"),
        MULTIPLY("multiply"),
        DIVIDE("divide"),
        MODULO("modulo");

        private final String overloadPrefix;

        Operator(String overloadPrefix) {
            this.overloadPrefix = overloadPrefix;
        }
    }

    private final Operator operator;
    private final CelNode left;
    private final CelNode right;
    private final boolean longs;
    private final boolean doubles;
    private final boolean strings;
    private final boolean lists;

    CelArithmetic(Operator operator, CelNode left, CelNode right, Collection<String> overloads) {
        this.operator = operator;
        this.left = left;
        this.right = right;
        Set<String> ids = Set.copyOf(overloads);
        this.longs = ids.contains(operator.overloadPrefix + "_int64");
        this.doubles = ids.contains(operator.overloadPrefix + "_double");
        this.strings = ids.contains("add_string");
        this.lists = ids.contains("add_list");
    }

    @Override
    public Object eval(EtlRecord record) throws CelFault {
        Object a = left.eval(record);
        Object b = right.eval(record);
        if (a instanceof Long && b instanceof Long && longs) {
            return ofLongs((Long) a, (Long) b);
        }
        if (a instanceof Double && b instanceof Double && doubles) {
            return ofDoubles((Double) a, (Double) b);
        }
        if (a instanceof String && b instanceof String && strings) {
            return ((String) a).concat((String) b);
        }
        if (a instanceof List && b instanceof List && lists) {
            List<Object> joined = new ArrayList<>((List<?>) a);
            joined.addAll((List<?>) b);
            return joined;
        }
        if (a instanceof Instant || b instanceof Instant) {
            throw new CelUncovered("arithmetic of timestamps");
        }
        throw new CelFault("cannot " + operator.overloadPrefix + " " + CelValues.typeOf(a) + " and "
                + CelValues.typeOf(b)
                + (a instanceof Number && b instanceof Number ? "; convert one with double() or int()" : ""));
    }

    private Object ofLongs(long a, long b) throws CelFault {
        try {
            switch (operator) {
                case ADD:
                    return Math.addExact(a, b);
                case SUBTRACT:
                    return Math.subtractExact(a, b);
                case MULTIPLY:
                    return Math.multiplyExact(a, b);
                case DIVIDE:
                    if (b == 0) {
                        throw divisionByZero();
                    }
                    if (a == Long.MIN_VALUE && b == -1) {
                        throw overflow();
                    }
                    return a / b;
                default:
                    if (b == 0) {
                        throw divisionByZero();
                    }
                    return a % b;
            }
        } catch (ArithmeticException e) {
            throw overflow();
        }
    }

    private static CelFault overflow() {
        return new CelFault("the result is beyond the range of an int");
    }

    private static CelFault divisionByZero() {
        return new CelFault("division by zero");
    }

    private Object ofDoubles(double a, double b) {
        switch (operator) {
            case ADD:
                return a + b;
            case SUBTRACT:
                return a - b;
            case MULTIPLY:
                return a * b;
            default:
                return a / b;
        }
    }
}
