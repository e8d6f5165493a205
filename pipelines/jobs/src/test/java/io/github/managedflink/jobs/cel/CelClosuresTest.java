package io.github.managedflink.jobs.cel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.managedflink.jobs.record.DataRecord;
import io.github.managedflink.jobs.record.JsonNumber;
import io.github.managedflink.model.record.CelExpression;
import io.github.managedflink.model.record.FieldType;
import io.github.managedflink.model.record.RecordShape;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The closures give what cel-java gives, or fail where it fails, on any expression and any record. */
class CelClosuresTest {
    private static final List<String> FIELDS = List.of("a", "b", "c", "d", "missing");

    /** What the operators and functions are tried on, in all pairs. */
    private static final List<Object> VALUES = values();

    private static List<Object> values() {
        DataRecord object = new DataRecord();
        object.put("x", 1L);
        object.put("n", null);
        List<Object> values = new ArrayList<>(List.of(
                0L,
                1L,
                -1L,
                2L,
                Long.MAX_VALUE,
                Long.MIN_VALUE,
                0.0,
                -0.0,
                1.0,
                1.5,
                -2.5,
                1e300,
                9.3e18,
                Double.NaN,
                Double.NEGATIVE_INFINITY,
                new JsonNumber("1.0"),
                new BigDecimal("1.5"),
                "",
                "x",
                "n",
                "abc",
                "12",
                "1.5",
                "true",
                "\u00fc\ud83d\ude00",
                true,
                false,
                Instant.EPOCH,
                Instant.parse("2018-02-07T17:04:03.200Z"),
                object,
                List.of(1L, "x", 1.5)));
        values.add(null);
        return values;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a == b",
                "a != b",
                "a < b",
                "a <= b",
                "a > b",
                "a >= b",
                "a + b",
                "a - b",
                "a * b",
                "a / b",
                "a % b",
                "a && b",
                "a || b",
                "a in b",
                "a in [b]",
                "a in ['x', 'abc']",
                "a[b]",
                "!a",
                "-a",
                "int(a)",
                "double(a)",
                "string(a)",
                "size(a)",
                "a.size()",
                "a.startsWith(b)",
                "a.endsWith(b)",
                "a.contains(b)",
                "a.matches('^[a-c1]+$')",
                "a ? b : 1",
                "a.x",
                "a.n",
                "has(a.x)",
                "has(a.none)",
                "a + 1",
                "a + 1.0",
                "a < 1",
                "a < 1.0",
                "a == 1",
                "a == 1.0",
                "a == 'x'",
                "a == null",
                "none || a",
                "a || none",
                "none && a",
                "a && none",
                "[a, b]",
                "{'k': a}.k",
                "record.a == b",
                "record['a'] == b",
            })
    void anOperatorAgreesWithCelJavaOnEveryPairOfValues(String text) {
        DataRecord record = new DataRecord();
        for (RecordShape shape : declared()) {
            compiled(text, shape).ifPresent(expression -> {
                for (Object a : VALUES) {
                    for (Object b : VALUES) {
                        record.put("a", a);
                        record.put("b", b);
                        agree(expression, text, record);
                    }
                }
            });
        }
    }

    /** Nothing declared, and both fields of one type. */
    private static List<RecordShape> declared() {
        List<RecordShape> shapes = new ArrayList<>(List.of(RecordShape.open()));
        for (FieldType type : List.of(FieldType.LONG, FieldType.DOUBLE, FieldType.STRING)) {
            shapes.add(RecordShape.open().with("a", RecordShape.celType(type)).with("b", RecordShape.celType(type)));
        }
        return shapes;
    }

    @Property(tries = 1500, seed = "20260101")
    void closuresAgreeWithCelJava(@ForAll("expressions") String text, @ForAll("records") DataRecord record) {
        agree(text, RecordShape.open(), record);
    }

    @Property(tries = 1000, seed = "20260102")
    void closuresAgreeWithCelJavaOnDeclaredFields(
            @ForAll("expressions") String text,
            @ForAll("shapes") RecordShape shape,
            @ForAll("records") DataRecord record) {
        agree(text, shape, record);
    }

    private static void agree(String text, RecordShape shape, DataRecord record) {
        Optional<CelExpression> expression = compiled(text, shape);
        Assume.that(expression.isPresent());
        agree(expression.get(), text, record);
    }

    private static void agree(CelExpression expression, String text, DataRecord record) {
        CelNode closures;
        try {
            closures = CelClosures.of(expression.ast());
        } catch (CelUncovered e) {
            return;
        }
        Outcome expected = Outcome.of(new CelInterpreter(expression.ast(), expression.variables()), record);
        if (expected.failed() && holdsExactNumber(record)) {
            // Closures compare what no double stands for; cel-java has no such numbers.
            return;
        }
        Outcome actual;
        try {
            actual = Outcome.of(closures, record);
        } catch (CelUncovered e) {
            return;
        }
        assertThat(actual).as("%s on %s", text, record).isEqualTo(expected);
    }

    private static boolean holdsExactNumber(Object value) {
        if (value instanceof DataRecord record) {
            return IntStream.range(0, record.size()).anyMatch(i -> holdsExactNumber(record.valueAt(i)));
        }
        return value instanceof List<?> list
                ? list.stream().anyMatch(CelClosuresTest::holdsExactNumber)
                : value instanceof JsonNumber number && number.value() instanceof BigDecimal;
    }

    private static Optional<CelExpression> compiled(String text, RecordShape shape) {
        try {
            return Optional.of(CelExpression.compile(text, shape));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** A value, or that there is none; why there is none may be said in other words. */
    private record Outcome(boolean failed, Object value) {
        static Outcome of(CelNode node, DataRecord record) {
            try {
                return new Outcome(false, comparable(node.eval(record)));
            } catch (CelFault e) {
                return new Outcome(true, null);
            }
        }

        /** Closures hand on parts of the record as they are; cel-java's are converted. */
        private static Object comparable(Object value) {
            if (value instanceof DataRecord nested) {
                DataRecord converted = new DataRecord();
                for (int i = 0; i < nested.size(); i++) {
                    converted.add(nested.nameAt(i), comparable(nested.valueAt(i)));
                }
                return converted;
            }
            return value instanceof List<?> list
                    ? list.stream()
                            .map(Outcome::comparable)
                            .map(Optional::ofNullable)
                            .toList()
                    : operand(value);
        }

        private static Object operand(Object value) {
            try {
                return CelValues.operand(value);
            } catch (CelFault e) {
                throw new AssertionError(e);
            }
        }
    }

    @Provide
    Arbitrary<String> expressions() {
        return expression(3);
    }

    private Arbitrary<String> expression(int depth) {
        if (depth == 0) {
            return Arbitraries.oneOf(
                    literals(),
                    literals().map(literal -> "dyn(" + literal + ")"),
                    variables(),
                    variables(),
                    variables());
        }
        Arbitrary<String> inner = expression(depth - 1);
        Arbitrary<String> binary = Combinators.combine(
                        inner,
                        Arbitraries.of(
                                "==", "!=", "<", "<=", ">", ">=", "+", "-", "*", "/", "%", "&&", "||", "in", "&&",
                                "||"),
                        inner)
                .as((left, operator, right) -> "(" + left + " " + operator + " " + right + ")");
        Arbitrary<String> unary = Combinators.combine(
                        Arbitraries.of(
                                "!(%s)",
                                "-(%s)",
                                "int(%s)",
                                "double(%s)",
                                "string(%s)",
                                "size(%s)",
                                "dyn(%s)",
                                "(%s).size()",
                                "[%s, 1]",
                                "[%s, 'x'][0]",
                                "{'k': %s}.k",
                                "{'k': %s}",
                                "(%s)[0]",
                                "(%s)['x']",
                                "(%s).x",
                                "has(record.d.x) ? (%s) : 0",
                                "string(%s).matches('^[a-c]+$')"),
                        inner)
                .as((form, operand) -> form.replace("%s", operand));
        Arbitrary<String> texts = Combinators.combine(
                        inner, Arbitraries.of("startsWith", "endsWith", "contains"), inner)
                .as((text, function, argument) -> "(" + text + ")." + function + "(" + argument + ")");
        Arbitrary<String> conditional =
                Combinators.combine(inner, inner, inner).as((a, b, c) -> "(" + a + " ? " + b + " : " + c + ")");
        return Arbitraries.oneOf(binary, binary, binary, unary, texts, conditional, inner);
    }

    private static Arbitrary<String> literals() {
        return Arbitraries.of(
                "0",
                "1",
                "-1",
                "2",
                "9223372036854775807",
                "-9223372036854775808",
                "0.0",
                "1.0",
                "1.5",
                "-2.5",
                "1e300",
                "true",
                "false",
                "null",
                "''",
                "'x'",
                "'abc'",
                "'12'",
                "'1.5'",
                "'ü😀'",
                "['x', 'abc']",
                "[1, 2.0, 'x', null]",
                "[]",
                "{'x': 1}");
    }

    private static Arbitrary<String> variables() {
        return Arbitraries.of(
                "a",
                "b",
                "c",
                "d",
                "a",
                "b",
                "c",
                "missing",
                "d.x",
                "record.a",
                "has(record.b)",
                "has(record.missing)",
                "record['c']",
                "d.missing",
                "has(d.x)",
                "has(record.d.x)");
    }

    @Provide
    Arbitrary<DataRecord> records() {
        return Arbitraries.maps(Arbitraries.of(FIELDS.subList(0, 4)), values(2).injectNull(0.1))
                .ofMinSize(2)
                .map(fields -> {
                    DataRecord record = new DataRecord();
                    fields.forEach(record::put);
                    return record;
                });
    }

    private static Arbitrary<Object> values(int depth) {
        Arbitrary<Object> scalars = Arbitraries.oneOf(
                Arbitraries.of(0L, 1L, -1L, 2L, Long.MAX_VALUE, Long.MIN_VALUE).map(Object.class::cast),
                Arbitraries.longs().map(Object.class::cast),
                Arbitraries.of(0.0, -0.0, 1.0, 1.5, -2.5, 1e300, Double.POSITIVE_INFINITY)
                        .map(Object.class::cast),
                Arbitraries.of("1.0", "1.5", "0.1", "-7e2", "1e999", "92233720368547758080")
                        .map(JsonNumber::new),
                Arbitraries.of("", "x", "abc", "12", "1.5", "ü😀").map(Object.class::cast),
                Arbitraries.of(true, false).map(Object.class::cast),
                Arbitraries.of(Instant.EPOCH, Instant.parse("2018-02-07T17:04:03.200Z"))
                        .map(Object.class::cast));
        if (depth == 0) {
            return scalars;
        }
        Arbitrary<Object> lists =
                values(depth - 1).injectNull(0.1).list().ofMaxSize(3).map(Object.class::cast);
        Arbitrary<Object> objects = Arbitraries.maps(Arbitraries.of("x", "y", "k"), values(depth - 1))
                .map(fields -> {
                    DataRecord record = new DataRecord();
                    fields.forEach(record::put);
                    return record;
                });
        return Arbitraries.oneOf(scalars, scalars, scalars, lists, objects);
    }

    @Provide
    Arbitrary<RecordShape> shapes() {
        return Arbitraries.maps(Arbitraries.of(FIELDS), Arbitraries.of(FieldType.class))
                .map(types -> {
                    RecordShape shape = RecordShape.open();
                    for (var type : types.entrySet()) {
                        shape = shape.with(type.getKey(), RecordShape.celType(type.getValue()));
                    }
                    return shape;
                });
    }
}
