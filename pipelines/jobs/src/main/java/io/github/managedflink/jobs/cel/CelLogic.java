package io.github.managedflink.jobs.cel;

import io.github.managedflink.jobs.record.DataRecord;

/** {@code && || !} and the conditional, with CEL's absorption of errors: one operand that decides is enough. */
final class CelLogic {
    private CelLogic() {}

    static CelNode and(CelNode left, CelNode right) {
        return record -> either(left, right, record, false);
    }

    static CelNode or(CelNode left, CelNode right) {
        return record -> either(left, right, record, true);
    }

    /** An operand that fails is absorbed; one that is neither true nor false is not. */
    private static Object either(CelNode left, CelNode right, DataRecord record, boolean deciding) throws CelFault {
        CelFault fault = null;
        Object first = null;
        try {
            first = left.eval(record);
        } catch (CelFault e) {
            fault = e;
        }
        if (fault == null && bool(first) == deciding) {
            return deciding;
        }
        if (bool(right.eval(record)) == deciding) {
            return deciding;
        }
        if (fault != null) {
            throw fault;
        }
        return !deciding;
    }

    static CelNode not(CelNode operand) {
        return record -> !bool(operand.eval(record));
    }

    static CelNode conditional(CelNode condition, CelNode ifTrue, CelNode ifFalse) {
        return record -> bool(condition.eval(record)) ? ifTrue.eval(record) : ifFalse.eval(record);
    }

    private static boolean bool(Object value) throws CelFault {
        if (value instanceof Boolean) {
            return (Boolean) value;
        }
        throw new CelFault("expected true or false, but found " + CelValues.typeOf(value));
    }
}
