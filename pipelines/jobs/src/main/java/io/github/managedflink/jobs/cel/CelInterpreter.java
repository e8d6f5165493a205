package io.github.managedflink.jobs.cel;

import com.google.common.primitives.UnsignedLong;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.NullableType;
import dev.cel.common.values.NullValue;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.CelUnknownSet;
import dev.cel.runtime.CelVariableResolver;
import io.github.managedflink.jobs.record.DataRecord;
import io.github.managedflink.model.record.CelExpression;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An expression on cel-java's own runtime: the reference that the closures must agree with, and what runs where they do
 * not reach.
 */
final class CelInterpreter implements CelNode {
    private static final CelRuntime RUNTIME = CelRuntimeFactory.standardCelRuntimeBuilder()
            .setOptions(CelExpression.OPTIONS)
            .addLibraries(CelExpression.STRINGS)
            .build();

    private final CelRuntime.Program program;
    private final Set<String> declaredDoubles;

    CelInterpreter(CelAbstractSyntaxTree ast, Set<String> variables) {
        try {
            this.program = RUNTIME.createProgram(ast);
        } catch (CelEvaluationException e) {
            throw new IllegalArgumentException("cannot prepare a CEL expression: " + e.getMessage(), e);
        }
        this.declaredDoubles = new HashSet<>();
        ast.getReferenceMap().forEach((id, reference) -> {
            CelType type = ast.getType(id).orElse(null);
            CelType target = type instanceof NullableType ? ((NullableType) type).targetType() : type;
            if (target != null && target.kind() == CelKind.DOUBLE && variables.contains(reference.name())) {
                declaredDoubles.add(reference.name());
            }
        });
    }

    @Override
    public Object eval(DataRecord record) throws CelFault {
        try {
            CelVariableResolver variables = name -> Optional.of(variable(record, name));
            return fromCel(program.eval(variables));
        } catch (CelEvaluationException e) {
            throw new CelFault(onOneLine(e));
        }
    }

    private Object variable(DataRecord record, String name) {
        if (name.equals(CelExpression.RECORD)) {
            return new CelRecordView(record);
        }
        int position = record.indexOf(name);
        if (position < 0) {
            throw new IllegalArgumentException("the field " + name + " is missing");
        }
        Object value = record.valueAt(position);
        return CelRecordView.of(declaredDoubles.contains(name) ? CelValues.ofDouble(value) : value);
    }

    private static String onOneLine(CelEvaluationException e) {
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        int end = message.indexOf('\n');
        return (end < 0 ? message : message.substring(0, end)).replaceFirst("^evaluation error[^:]*: ", "");
    }

    private static Object fromCel(Object value) throws CelFault {
        if (value == null || value instanceof NullValue || value instanceof com.google.protobuf.NullValue) {
            return null;
        }
        if (value instanceof String
                || value instanceof Long
                || value instanceof Double
                || value instanceof Boolean
                || value instanceof Instant) {
            return value;
        }
        if (value instanceof CelDecimal) {
            return ((CelDecimal) value).number();
        }
        if (value instanceof UnsignedLong) {
            return new BigDecimal(((UnsignedLong) value).bigIntegerValue());
        }
        if (value instanceof List) {
            List<Object> list = new ArrayList<>();
            for (Object element : (List<?>) value) {
                list.add(fromCel(element));
            }
            return list;
        }
        if (value instanceof Map) {
            DataRecord map = new DataRecord(Math.max(1, ((Map<?, ?>) value).size()));
            for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
                if (!(entry.getKey() instanceof String)) {
                    throw new CelFault("a map whose keys are no texts cannot be a field");
                }
                map.add((String) entry.getKey(), fromCel(entry.getValue()));
            }
            return map;
        }
        throw new CelFault(
                value instanceof CelUnknownSet
                        ? "the expression depends on a field that is missing"
                        : "a value of type " + value.getClass().getSimpleName() + " cannot be a field");
    }
}
