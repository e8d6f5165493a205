package io.github.managedflink.jobs.cel;

import io.github.managedflink.jobs.record.DataRecord;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code + - * / %} on ints and doubles, and {@code +} on texts and lists, limited to the overloads that the type check
 * left.
 */
final class CelArithmetic implements CelNode {
    /** The operation. */
    enum Operator {
        ADD("_+_", "add"),
        SUBTRACT("_-_", "subtract"),
        MULTIPLY("_*_", "multiply"),
        DIVIDE("_/_", "divide"),
        MODULO("_%_", "modulo");

        private final String function;
        private final String overloadPrefix;

        Operator(String function, String overloadPrefix) {
            this.function = function;
            this.overloadPrefix = overloadPrefix;
        }

        /** The operation of a function's name, if it is one. */
        static Optional<Operator> of(String function) {
            return Arrays.stream(values())
                    .filter(operator -> operator.function.equals(function))
                    .findAny();
        }
    }

    private final Operator operator;
    private final CelNode left;
    private final String leftName;
    private final CelNode right;
    private final String rightName;
    private final boolean longs;
    private final boolean doubles;
    private final boolean strings;
    private final boolean lists;

    /**
     * @param leftName the field that the left operand is, for messages; null if it is none
     * @param rightName the same of the right operand
     */
    CelArithmetic(
            Operator operator,
            CelNode left,
            String leftName,
            CelNode right,
            String rightName,
            Collection<String> overloads) {
        this.operator = operator;
        this.left = left;
        this.leftName = leftName;
        this.right = right;
        this.rightName = rightName;
        Set<String> ids = Set.copyOf(overloads);
        this.longs = ids.contains(operator.overloadPrefix + "_int64");
        this.doubles = ids.contains(operator.overloadPrefix + "_double");
        this.strings = ids.contains("add_string");
        this.lists = ids.contains("add_list");
    }

    @Override
    public Object eval(DataRecord record) throws CelFault {
        Object a = CelValues.operand(left.eval(record));
        Object b = CelValues.operand(right.eval(record));
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
        if (a instanceof BigDecimal || b instanceof BigDecimal) {
            throw CelValues.inexact(a instanceof BigDecimal ? leftName : rightName, a instanceof BigDecimal ? a : b);
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
