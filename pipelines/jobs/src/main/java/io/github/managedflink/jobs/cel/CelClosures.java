package io.github.managedflink.jobs.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.NullableType;
import io.github.managedflink.jobs.record.DataRecord;
import io.github.managedflink.model.record.CelExpression;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Translates a type-checked syntax tree into closures, once, so that evaluation neither walks the tree nor looks
 * anything up by name.
 */
final class CelClosures {
    private final CelAbstractSyntaxTree ast;

    private CelClosures(CelAbstractSyntaxTree ast) {
        this.ast = ast;
    }

    /**
     * The closure of a whole expression.
     *
     * @throws CelUncovered if a part of it is left to cel-java
     */
    static CelNode of(CelAbstractSyntaxTree ast) {
        return new CelClosures(ast).node(ast.getExpr());
    }

    private CelNode node(CelExpr expression) {
        switch (expression.getKind()) {
            case CONSTANT:
                return constant(value(expression.constant()));
            case IDENT:
                return identifier(expression);
            case SELECT:
                return select(expression);
            case CALL:
                return call(expression);
            case LIST:
                return list(expression);
            case MAP:
                return map(expression);
            default:
                throw new CelUncovered(expression.getKind().name());
        }
    }

    private static CelNode constant(Object value) {
        return record -> value;
    }

    private static Object value(CelConstant constant) {
        switch (constant.getKind()) {
            case NULL_VALUE:
                return null;
            case BOOLEAN_VALUE:
                return constant.booleanValue();
            case INT64_VALUE:
                return constant.int64Value();
            case DOUBLE_VALUE:
                return constant.doubleValue();
            case STRING_VALUE:
                return constant.stringValue();
            default:
                throw new CelUncovered(constant.getKind().name());
        }
    }

    private CelNode identifier(CelExpr expression) {
        String name = expression.ident().name();
        CelType type = type(expression);
        if (type.kind() == CelKind.TYPE
                || ast.getReferenceOrThrow(expression.id()).value().isPresent()) {
            throw new CelUncovered("type or constant " + name);
        }
        if (name.equals(CelExpression.RECORD)) {
            return record -> record;
        }
        return CelAccess.field(name, type.kind() == CelKind.DOUBLE);
    }

    private CelType type(CelExpr expression) {
        CelType type = ast.getType(expression.id()).orElseThrow(() -> new CelUncovered("untyped expression"));
        return type instanceof NullableType ? ((NullableType) type).targetType() : type;
    }

    private CelNode select(CelExpr expression) {
        if (ast.getReference(expression.id()).isPresent()) {
            throw new CelUncovered("qualified name");
        }
        CelNode operand = node(expression.select().operand());
        String field = expression.select().field();
        return expression.select().testOnly() ? CelAccess.has(operand, field) : CelAccess.select(operand, field);
    }

    private CelNode list(CelExpr expression) {
        if (!expression.list().optionalIndices().isEmpty()) {
            throw new CelUncovered("optional elements");
        }
        List<CelNode> elements = nodes(expression.list().elements());
        if (expression.list().elements().stream().allMatch(e -> e.getKind() == CelExpr.ExprKind.Kind.CONSTANT)) {
            List<Object> values = new ArrayList<>();
            expression.list().elements().forEach(element -> values.add(value(element.constant())));
            return constant(Collections.unmodifiableList(values));
        }
        return record -> {
            List<Object> values = new ArrayList<>(elements.size());
            for (CelNode element : elements) {
                values.add(element.eval(record));
            }
            return values;
        };
    }

    private CelNode map(CelExpr expression) {
        List<String> names = new ArrayList<>();
        List<CelNode> values = new ArrayList<>();
        for (CelExpr.CelMap.Entry entry : expression.map().entries()) {
            boolean text = entry.key().getKind() == CelExpr.ExprKind.Kind.CONSTANT
                    && entry.key().constant().getKind() == CelConstant.Kind.STRING_VALUE;
            if (!text
                    || entry.optionalEntry()
                    || names.contains(entry.key().constant().stringValue())) {
                throw new CelUncovered("map with other keys than distinct constant texts");
            }
            names.add(entry.key().constant().stringValue());
            values.add(node(entry.value()));
        }
        return record -> {
            DataRecord map = new DataRecord(Math.max(1, names.size()));
            for (int i = 0; i < values.size(); i++) {
                map.add(names.get(i), values.get(i).eval(record));
            }
            return map;
        };
    }

    private List<CelNode> nodes(List<CelExpr> expressions) {
        List<CelNode> nodes = new ArrayList<>(expressions.size());
        expressions.forEach(expression -> nodes.add(node(expression)));
        return nodes;
    }

    private CelNode call(CelExpr expression) {
        CelCall call = expression.call();
        List<CelExpr> arguments = new ArrayList<>();
        call.target().ifPresent(arguments::add);
        arguments.addAll(call.args());
        Set<String> overloads =
                new HashSet<>(ast.getReferenceOrThrow(expression.id()).overloadIds());
        switch (call.function()) {
            case "matches":
                return matches(arguments);
            case "@in":
                return in(arguments, overloads);
            default:
                return call(call.function(), arguments, overloads);
        }
    }

    private CelNode matches(List<CelExpr> arguments) {
        Optional<String> pattern = constantText(arguments.get(1));
        try {
            return CelFunctions.matches(
                    node(arguments.get(0)),
                    pattern.orElseThrow(() -> new CelUncovered("pattern that depends on the record")));
        } catch (com.google.re2j.PatternSyntaxException e) {
            throw new CelUncovered("invalid pattern");
        }
    }

    private static Optional<String> constantText(CelExpr expression) {
        return expression.getKind() == CelExpr.ExprKind.Kind.CONSTANT
                        && expression.constant().getKind() == CelConstant.Kind.STRING_VALUE
                ? Optional.of(expression.constant().stringValue())
                : Optional.empty();
    }

    private CelNode in(List<CelExpr> arguments, Set<String> overloads) {
        CelExpr holder = arguments.get(1);
        CelNode needle = node(arguments.get(0));
        if (holder.getKind() == CelExpr.ExprKind.Kind.LIST
                && holder.list().elements().stream()
                        .allMatch(e -> constantText(e).isPresent())) {
            Set<String> texts = new HashSet<>();
            holder.list()
                    .elements()
                    .forEach(element -> texts.add(element.constant().stringValue()));
            return CelAccess.inTexts(needle, texts);
        }
        return CelAccess.in(needle, node(holder), overloads);
    }

    private CelNode call(String function, List<CelExpr> expressions, Set<String> overloads) {
        Optional<CelArithmetic.Operator> arithmetic = CelArithmetic.Operator.of(function);
        if (arithmetic.isPresent()) {
            return arithmetic(arithmetic.get(), expressions.get(0), expressions.get(1), overloads);
        }
        List<CelNode> arguments = nodes(expressions);
        CelNode first = arguments.get(0);
        CelNode second = arguments.size() > 1 ? arguments.get(1) : null;
        switch (function) {
            case "_&&_":
                return CelLogic.and(first, second);
            case "_||_":
                return CelLogic.or(first, second);
            case "!_":
                return CelLogic.not(first);
            case "_?_:_":
                return CelLogic.conditional(first, second, arguments.get(2));
            case "_==_":
                return record -> CelValues.equal(first.eval(record), second.eval(record));
            case "_!=_":
                return record -> !CelValues.equal(first.eval(record), second.eval(record));
            case "_<_":
                return new CelComparison(CelComparison.Operator.LESS, first, second, overloads);
            case "_<=_":
                return new CelComparison(CelComparison.Operator.LESS_OR_EQUAL, first, second, overloads);
            case "_>_":
                return new CelComparison(CelComparison.Operator.GREATER, first, second, overloads);
            case "_>=_":
                return new CelComparison(CelComparison.Operator.GREATER_OR_EQUAL, first, second, overloads);
            case "-_":
                return CelFunctions.negate(first, overloads);
            case "_[_]":
                return CelAccess.index(first, second, overloads);
            case "size":
                return CelFunctions.size(first, overloads);
            case "startsWith":
                return CelFunctions.textTest(function, first, second, String::startsWith);
            case "endsWith":
                return CelFunctions.textTest(function, first, second, String::endsWith);
            case "contains":
                return CelFunctions.textTest(function, first, second, String::contains);
            case "int":
                return CelFunctions.toInt(first, overloads);
            case "double":
                return CelFunctions.toDouble(first, overloads);
            case "string":
                return CelFunctions.toText(first, overloads);
            case "dyn":
                return first;
            default:
                throw new CelUncovered(function);
        }
    }

    private CelNode arithmetic(CelArithmetic.Operator operator, CelExpr left, CelExpr right, Set<String> overloads) {
        return new CelArithmetic(operator, node(left), path(left), node(right), path(right), overloads);
    }

    /** The field that an expression is, in CEL's own words; null if it is none. */
    private static String path(CelExpr expression) {
        if (expression.getKind() == CelExpr.ExprKind.Kind.IDENT) {
            return expression.ident().name();
        }
        if (expression.getKind() == CelExpr.ExprKind.Kind.SELECT
                && !expression.select().testOnly()) {
            String holder = path(expression.select().operand());
            return holder == null ? null : holder + "." + expression.select().field();
        }
        return null;
    }
}
