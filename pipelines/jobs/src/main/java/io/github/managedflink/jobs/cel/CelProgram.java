package io.github.managedflink.jobs.cel;

import io.github.managedflink.jobs.record.DataRecord;
import io.github.managedflink.jobs.record.RecordFault;
import io.github.managedflink.model.record.CelExpression;
import io.github.managedflink.model.record.RecordShape;

/** A CEL expression ready to run over records. For one thread. */
public final class CelProgram {
    private final CelExpression expression;
    private final CelNode closures;
    /** Made when first needed. */
    private CelInterpreter interpreter;

    private CelProgram(CelExpression expression, CelNode closures) {
        this.expression = expression;
        this.closures = closures;
    }

    /** A condition over records of which nothing is known; it has been checked against what was. */
    public static CelProgram of(String condition) {
        return of(CelExpression.compile(condition, RecordShape.open()));
    }

    public static CelProgram of(CelExpression expression) {
        try {
            return new CelProgram(expression, CelClosures.of(expression.ast()));
        } catch (CelUncovered e) {
            return new CelProgram(expression, null);
        }
    }

    /** Whether closures run the expression, at least for records of common types. */
    boolean isCompiled() {
        return closures != null;
    }

    /** The expression's value as a record's value. */
    public Object evaluate(DataRecord record) throws RecordFault {
        try {
            if (closures != null) {
                try {
                    return closures.eval(record);
                } catch (CelUncovered e) {
                    return interpreter().eval(record);
                }
            }
            return interpreter().eval(record);
        } catch (CelFault e) {
            throw new RecordFault(e.getMessage());
        }
    }

    /** Whether a condition holds. */
    public boolean test(DataRecord record) throws RecordFault {
        Object value = evaluate(record);
        if (value instanceof Boolean) {
            return (Boolean) value;
        }
        throw new RecordFault("the condition gives " + CelValues.typeOf(value) + ", not true or false");
    }

    private CelInterpreter interpreter() {
        if (interpreter == null) {
            interpreter = new CelInterpreter(expression.ast(), expression.variables());
        }
        return interpreter;
    }
}
