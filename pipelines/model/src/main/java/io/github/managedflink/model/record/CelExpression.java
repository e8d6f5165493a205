package io.github.managedflink.model.record;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.NullableType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.extensions.CelStringExtensions;
import dev.cel.parser.CelStandardMacro;
import io.github.managedflink.model.settings.Violations;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * A CEL expression over a record, checked against what is known of the record's fields. A top-level field is a variable
 * of its name; {@code record} is the whole record, for fields whose names are no CEL identifiers
 * ({@code record["user-id"]}) and for {@code has(record.field)}. The standard functions and macros and CEL's string
 * extensions are available. A constant pattern of {@code matches} is a regular expression of RE2.
 *
 * @see <a href="https://github.com/google/cel-spec/blob/master/doc/langdef.md">CEL language definition</a>
 */
public final class CelExpression {
    /** The variable that holds the whole record. */
    public static final String RECORD = "record";

    /** How expressions are read and evaluated: an overflow is an error, and numbers of different types compare. */
    public static final CelOptions OPTIONS =
            CelOptions.current().enableHeterogeneousNumericComparisons(true).build();

    /** The string functions beyond the standard ones. */
    public static final CelStringExtensions STRINGS = CelExtensions.strings();

    private static final Set<CelKind> VALUES = EnumSet.of(
            CelKind.BOOL,
            CelKind.INT,
            CelKind.UINT,
            CelKind.DOUBLE,
            CelKind.STRING,
            CelKind.TIMESTAMP,
            CelKind.NULL_TYPE,
            CelKind.LIST,
            CelKind.MAP,
            CelKind.DYN);

    private final CelAbstractSyntaxTree ast;
    private final Set<String> variables;

    private CelExpression(CelAbstractSyntaxTree ast, Set<String> variables) {
        this.ast = ast;
        this.variables = variables;
    }

    /**
     * Reads and type-checks an expression.
     *
     * @throws IllegalArgumentException if it is wrong; the message says where and why
     */
    public static CelExpression compile(String text, RecordShape shape) {
        CelCompilerBuilder environment = CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(OPTIONS)
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .addLibraries(STRINGS)
                .addVar(RECORD, MapType.create(SimpleType.STRING, SimpleType.DYN));
        CelAdvice advice = new CelAdvice(text, shape);
        CelAbstractSyntaxTree parsed;
        try {
            parsed = environment.build().parse(text).getAst();
        } catch (CelValidationException e) {
            throw new IllegalArgumentException(advice.onSyntax(e.getErrors()), e);
        }
        Set<String> variables = CelVariables.of(parsed.getExpr(), shape.names());
        for (String name : variables) {
            Optional<CelType> type = name.equals(RECORD) ? Optional.empty() : shape.type(name);
            type.ifPresent(known -> environment.addVar(name, known));
        }
        try {
            CelAbstractSyntaxTree checked = environment.build().check(parsed).getAst();
            checkPatterns(checked);
            return new CelExpression(checked, variables);
        } catch (CelValidationException e) {
            throw new IllegalArgumentException(advice.onTypes(e.getErrors(), parsed), e);
        }
    }

    /** A pattern that is no regular expression would fail with each record. */
    private static void checkPatterns(CelAbstractSyntaxTree checked) {
        CelNavigableAst.fromAst(checked)
                .getRoot()
                .allNodes()
                .filter(node -> node.getKind() == CelExpr.ExprKind.Kind.CALL)
                .map(node -> node.expr().call())
                .filter(call -> call.function().equals("matches"))
                .map(call -> call.args().get(call.args().size() - 1))
                .filter(pattern -> pattern.exprKind().getKind() == CelExpr.ExprKind.Kind.CONSTANT)
                .map(pattern -> pattern.constant().stringValue())
                .forEach(CelExpression::checkPattern);
    }

    private static void checkPattern(String pattern) {
        try {
            Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "matches('" + pattern + "') has no regular expression of RE2: " + e.getDescription(), e);
        }
    }

    /** Checks that a setting holds an expression that is true or false. */
    public static void checkCondition(Violations violations, String setting, String text, RecordShape shape) {
        check(violations, setting, text, shape, EnumSet.of(CelKind.BOOL, CelKind.DYN), "must be true or false");
    }

    /** Checks that a setting holds an expression whose value can be a field, and tells its type. */
    public static Optional<CelType> checkValue(Violations violations, String setting, String text, RecordShape shape) {
        return check(
                violations,
                setting,
                text,
                shape,
                VALUES,
                "must be a number, text, true or false, timestamp, list, map or null");
    }

    private static Optional<CelType> check(
            Violations violations, String setting, String text, RecordShape shape, Set<CelKind> allowed, String rule) {
        if (!violations.require(setting, text)) {
            return Optional.empty();
        }
        try {
            CelType type = compile(text, shape).resultType();
            if (!allowed.contains(type.kind())) {
                violations.add(setting, text, rule + ", but it is of type " + type.name() + ".");
                return Optional.empty();
            }
            return Optional.of(type);
        } catch (IllegalArgumentException e) {
            violations.add(setting, text, "is no valid CEL expression: " + e.getMessage() + ".");
            return Optional.empty();
        }
    }

    /** Returns the type-checked syntax tree. */
    public CelAbstractSyntaxTree ast() {
        return ast;
    }

    /** Returns the variables that the expression uses: names of top-level fields, and perhaps {@link #RECORD}. */
    public Set<String> variables() {
        return variables;
    }

    /** Returns the type of its value; dynamic where it depends on the record. */
    public CelType resultType() {
        CelType type = ast.getResultType();
        return type instanceof NullableType ? ((NullableType) type).targetType() : type;
    }
}
