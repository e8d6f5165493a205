package io.github.managedflink.model.record;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What to write where a function or an operator does not take the types that it is given. */
final class CelTypeAdvice {
    private static final Pattern OVERLOAD = Pattern.compile(
            "found no matching overload for '(.*)' applied to '(.*?)'(?: \\(candidates: .*)?", Pattern.DOTALL);
    private static final Set<String> COMPARISONS = Set.of("_==_", "_!=_", "_<_", "_<=_", "_>_", "_>=_");
    private static final Set<String> ARITHMETIC = Set.of("_+_", "_-_", "_*_", "_/_", "_%_");
    private static final Set<String> LOGIC = Set.of("_&&_", "_||_", "!_");
    private static final Set<String> NUMBERS = Set.of("int", "uint", "double");
    private static final String TEXT = "string";
    private static final String TIMESTAMP = "google.protobuf.Timestamp";
    private static final Map<String, String> WORDS = Map.of(
            TEXT,
            "a text",
            "int",
            "a whole number",
            "uint",
            "a whole number",
            "double",
            "a number with a fraction",
            "bool",
            "true or false",
            TIMESTAMP,
            "a timestamp",
            "null",
            "null");

    private final CelNavigableAst ast;

    CelTypeAdvice(CelAbstractSyntaxTree parsed) {
        this.ast = CelNavigableAst.fromAst(parsed);
    }

    Optional<String> of(CelIssue issue) {
        Matcher overload = OVERLOAD.matcher(issue.getMessage());
        if (!overload.matches()) {
            return Optional.empty();
        }
        List<Operand> operands = operands(types(overload.group(2)), issue.getExprId());
        return Optional.ofNullable(advice(overload.group(1), operands));
    }

    private static String advice(String function, List<Operand> operands) {
        Operand first = operands.get(0);
        Operand last = operands.get(operands.size() - 1);
        if (LOGIC.contains(function)) {
            return operands.stream()
                    .filter(each -> !each.type.equals("bool"))
                    .findFirst()
                    .map(each -> each.words() + ", not true or false; compare it, as in " + each.shown() + " == "
                            + (each.is(TEXT) ? "'true'" : "1"))
                    .orElse(null);
        }
        if (function.equals("_?_:_")) {
            return "both values must be of one type; write dyn(…) around one of them to allow both types";
        }
        if (function.equals("_[_]") && first.is(TEXT)) {
            return first.words() + "; write " + first.shown() + ".charAt(0) or .substring(0, 1)";
        }
        if (function.equals("@in") && last.type.startsWith("list(")) {
            String element = last.type.substring("list(".length(), last.type.length() - 1);
            return mixed(first, new Operand(element, null, true));
        }
        if (operands.size() != 2) {
            return null;
        }
        if (COMPARISONS.contains(function)) {
            return first.is(TIMESTAMP) || last.is(TIMESTAMP) ? withTimestamp(first, last) : mixed(first, last);
        }
        if (function.equals("_+_") && first.is(TEXT) != last.is(TEXT)) {
            return "write string(" + (first.is(TEXT) ? last : first).shown() + ") to join texts, or "
                    + conversion(first.is(TEXT) ? last : first, first.is(TEXT) ? first : last) + " to add numbers";
        }
        if (function.equals("_%_") && (first.is("double") || last.is("double"))) {
            return "% takes whole numbers only";
        }
        if (ARITHMETIC.contains(function)) {
            return NUMBERS.contains(first.type) && NUMBERS.contains(last.type)
                    ? oneType(first, last)
                    : mixed(first, last);
        }
        return first.is(TEXT) && !last.is(TEXT)
                ? last.words() + "; write string(" + last.shown() + ") or put it into quotes"
                : null;
    }

    /** A text beside a number: the one is mostly a column that has not been cast, or the other a number in quotes. */
    private static String mixed(Operand first, Operand second) {
        Operand text = first.is(TEXT) ? first : second;
        Operand number = first.is(TEXT) ? second : first;
        if (!text.is(TEXT) || !NUMBERS.contains(number.type)) {
            return null;
        }
        if (text.constant) {
            return number.words() + "; write numbers without quotes";
        }
        String cast = text.name == null
                ? ""
                : "cast it first, cast(\"" + text.name + "\", FieldType." + (number.is("double") ? "DOUBLE" : "LONG")
                        + "), or ";
        return text.words() + "; " + cast + "write " + conversion(number, text);
    }

    private static String conversion(Operand number, Operand text) {
        return (number.is("double") ? "double(" : "int(") + text.shown() + ")";
    }

    private static String oneType(Operand first, Operand second) {
        Operand whole = first.is("double") ? second : first;
        return "arithmetic wants one type of numbers; write "
                + (whole.is("int") && whole.constant ? whole.name + ".0" : "double(" + whole.shown() + ")");
    }

    private static String withTimestamp(Operand first, Operand second) {
        Operand other = first.is(TIMESTAMP) ? second : first;
        return other.is(TEXT)
                ? "compare a timestamp with a timestamp; write timestamp("
                        + other.shown().replaceFirst("^'(\\d{4}-\\d\\d-\\d\\d)'$", "'$1T00:00:00Z'") + ")"
                : "compare a timestamp with a timestamp, such as timestamp('2026-01-31T00:00:00Z')";
    }

    private List<Operand> operands(List<String> types, long call) {
        List<CelExpr> arguments = ast.getRoot()
                .allNodes()
                .filter(node -> node.id() == call)
                .map(CelNavigableExpr::expr)
                .filter(node -> node.exprKind().getKind() == CelExpr.ExprKind.Kind.CALL)
                .findFirst()
                .map(node -> {
                    List<CelExpr> all = new ArrayList<>();
                    node.call().target().ifPresent(all::add);
                    all.addAll(node.call().args());
                    return all;
                })
                .orElseGet(List::of);
        List<Operand> operands = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            operands.add(Operand.of(types.get(i), i < arguments.size() ? arguments.get(i) : null));
        }
        return operands;
    }

    /**
     * The types of {@code (wrapper(string), int)}, or of {@code string.(int)}, where the first is that of the target.
     */
    private static List<String> types(String applied) {
        String plain = applied.replaceAll("wrapper\\((\\w+)\\)", "$1");
        String list = plain.startsWith("(") ? plain.substring(1) : plain.replaceFirst("\\.\\(", ", ");
        List<String> types = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < list.length(); i++) {
            char c = list.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (depth < 0 || (c == ',' && depth == 0)) {
                types.add(list.substring(start, i).strip());
                start = i + 1;
            }
        }
        return types;
    }

    /** What a function is given: its type, and how it is written where that is short. */
    private static final class Operand {
        private final String type;
        private final String name;
        private final boolean constant;

        private Operand(String type, String name, boolean constant) {
            this.type = type;
            this.name = name;
            this.constant = constant;
        }

        static Operand of(String type, CelExpr expression) {
            if (expression == null) {
                return new Operand(type, null, false);
            }
            switch (expression.exprKind().getKind()) {
                case IDENT:
                    return new Operand(type, expression.ident().name(), false);
                case CONSTANT:
                    return new Operand(type, text(expression.constant()), true);
                default:
                    return new Operand(type, null, false);
            }
        }

        private static String text(CelConstant constant) {
            switch (constant.getKind()) {
                case INT64_VALUE:
                    return Long.toString(constant.int64Value());
                case UINT64_VALUE:
                    return constant.uint64Value() + "u";
                case DOUBLE_VALUE:
                    return Double.toString(constant.doubleValue());
                case STRING_VALUE:
                    return "'" + constant.stringValue() + "'";
                default:
                    return null;
            }
        }

        boolean is(String other) {
            return type.equals(other);
        }

        String shown() {
            return name == null ? "…" : name;
        }

        String words() {
            return (name == null ? "this" : name) + " is " + WORDS.getOrDefault(type, "of the type " + type);
        }
    }
}
