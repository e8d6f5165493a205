package io.github.managedflink.jobs.cel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.managedflink.jobs.record.DataRecord;
import io.github.managedflink.jobs.record.JsonNumber;
import io.github.managedflink.jobs.record.RecordFault;
import io.github.managedflink.model.record.CelExpression;
import io.github.managedflink.model.record.FieldType;
import io.github.managedflink.model.record.RecordShape;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CelProgramTest {
    private final DataRecord record = new DataRecord();

    CelProgramTest() {
        record.put("amount", new JsonNumber("12.50"));
        record.put("status", 204L);
        record.put("country", "AT");
        record.put("when", Instant.parse("2018-02-07T17:04:03.200Z"));
        record.put("nothing", null);
        DataRecord address = new DataRecord();
        address.put("city", "Wien");
        record.put("address", address);
        record.put("tags", List.of("x", "y"));
        record.put("user-id", "u1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "amount > 0 && amount < 100.0",
                "status >= 200 && status < 400",
                "country in ['AT', 'DE'] || country.startsWith('C')",
                "has(record.address) && address.city == 'Wien'",
                "record['user-id'] == 'u1'",
                "nothing == null",
                "size(tags) == 2 && 'y' in tags && tags[1] == 'y'",
                "country.matches('^A')",
                "!has(record.none)",
                "when > timestamp('2018-01-01T00:00:00Z')",
                "tags.exists(t, t == 'x')",
                "country.lowerAscii() == 'at'",
                "string(int(amount)) == '12'",
                "{'a': 1}.a == 1",
            })
    void conditionsHold(String condition) throws RecordFault {
        assertThat(program(condition).test(record)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "amount > 0 && amount < 100.0",
                "country in ['AT', 'DE'] || country.startsWith('C')",
                "amount * 1.2 + 3.0",
                "magnitude < 1.0 ? '0' : string(int(magnitude))",
                "country.matches('^A')"
            })
    void commonExpressionsRunAsClosures(String expression) {
        assertThat(program(expression).isCompiled()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            none > 1                  | the field none is missing
            address.zip == '1'        | the field zip is missing
            status * amount > 1.0     | cannot multiply int and double; convert one with double() or int()
            9223372036854775807 + status > 0 | the result is beyond the range of an int
            status / 0 == 1           | division by zero
            country > 1               | cannot compare string with int
            int(country) > 1          | int() of the text "AT", which is no whole number in range
            """)
    void anExpressionThatFailsSaysWhy(String expression, String reason) {
        assertThatThrownBy(() -> program(expression).test(record))
                .isInstanceOf(RecordFault.class)
                .hasMessage(reason);
    }

    @Test
    void whatDecidesAbsorbsAnError() throws RecordFault {
        assertThat(program("none > 1 || status == 204").test(record)).isTrue();
        assertThat(program("none > 1 && status == 0").test(record)).isFalse();
    }

    @Test
    void aWholeNumberInAFieldThatIsDeclaredDoubleIsADouble() throws RecordFault {
        RecordShape shape = RecordShape.open().with("status", RecordShape.celType(FieldType.DOUBLE));
        CelExpression expression = CelExpression.compile("status * 1.5", shape);

        assertThat(CelProgram.of(expression).evaluate(record)).isEqualTo(306.0);
    }

    @Test
    void timestampArithmeticIsLeftToCelJava() throws RecordFault {
        assertThat(program("when - duration('3s') > when").test(record)).isFalse();
        assertThat(program("when + duration('3600s')").evaluate(record))
                .isEqualTo(Instant.parse("2018-02-07T18:04:03.200Z"));
    }

    /** Closures run all of these but for the macro. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
            big                   | 18446744073709551615
            record.big            | 18446744073709551615
            [big][0]              | 18446744073709551615
            {'k': fine}.k         | 100000000000000000000.01
            big > 1 ? fine : 0.5  | 100000000000000000000.01
            nested.price          | 100000000000000000000.01
            amount                | 12.50
            {'k': amount}.k       | 12.50
            -fine                 | -100000000000000000000.01
            [fine].map(x, x)[0]   | 100000000000000000000.01
            [amount].map(x, x)[0] | 12.5
            """)
    void aNumberIsPassedOnAsItIs(String expression, String number) throws RecordFault {
        Object value = program(expression).evaluate(exact());
        assertThat(value instanceof JsonNumber json ? json.text() : value.toString())
                .isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "big != 18446744073709551600.0 && big < 18446744073709551616.0 && big > 18446744073709550000.0",
                "fine > 100000000000000000000.0 && fine <= 1e21 && !(fine == 100000000000000000000.0)",
                "big == twin && !(big < twin) && big <= twin && fine > big",
                "big > 1 && 1 < big && big != 1 && !(1 == big)",
                "big in [1, twin] && !(big in [18446744073709551600.0])",
                "whole == 9007199254740993 && whole > 9007199254740992 && whole < 9007199254740994.0",
                "string(big) == '18446744073709551615'",
                "int(small) == 0 && double(small) == 0.1",
                "[big].exists(x, x == twin) && ![big].exists(x, x == 18446744073709551600.0)",
                "[whole].exists(x, x == 9007199254740993)",
            })
    void aNumberThatNoDoubleHoldsComparesExactly(String condition) throws RecordFault {
        assertThat(program(condition).test(exact())).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            big + 1.0         | no double holds the number 18446744073709551615 in the field big exactly, so it is not computed with; write double(big) for the nearest one
            2.0 * nested.price | no double holds the number 100000000000000000000.01 in the field nested.price exactly, so it is not computed with; write double(nested.price) for the nearest one
            [fine][0] - fine  | no double holds the number 100000000000000000000.01 exactly, so it is not computed with; write double(…) for the nearest one
            int(big)          | int() of 18446744073709551615, which is beyond the range of an int
            huge > 1.0        | the number 1e99999999999 has too large an exponent
            """)
    void aNumberThatNoDoubleHoldsIsNotComputedWith(String expression, String reason) {
        assertThatThrownBy(() -> program(expression).evaluate(exact()))
                .isInstanceOf(RecordFault.class)
                .hasMessage(reason);
    }

    /** In a macro, which cel-java runs. */
    @Test
    void norInAMacro() {
        assertThatThrownBy(() -> program("[big].map(x, x * 2.0)").evaluate(exact()))
                .isInstanceOf(RecordFault.class);
        assertThatThrownBy(() -> program("[big].exists(x, x > 2.0)").test(exact()))
                .isInstanceOf(RecordFault.class);
    }

    @Test
    void aWholeNumberInAFieldThatIsDeclaredDoubleIsNotRoundedEither() throws RecordFault {
        RecordShape shape = RecordShape.open().with("n", RecordShape.celType(FieldType.DOUBLE));
        DataRecord whole = new DataRecord();
        whole.put("n", 9_007_199_254_740_993L);

        assertThat(CelProgram.of(CelExpression.compile("n", shape)).evaluate(whole))
                .isEqualTo(9_007_199_254_740_993L);
        assertThatThrownBy(() ->
                        CelProgram.of(CelExpression.compile("n * 2.0", shape)).evaluate(whole))
                .hasMessage("cannot multiply int and double; convert one with double() or int()");
    }

    private DataRecord exact() {
        record.put("big", new JsonNumber("18446744073709551615"));
        record.put("twin", new BigDecimal("18446744073709551615.00"));
        record.put("fine", new BigDecimal("100000000000000000000.01"));
        record.put("whole", new JsonNumber("9007199254740993.0"));
        record.put("small", new JsonNumber("0.1000000000000000000001"));
        record.put("huge", new JsonNumber("1e99999999999"));
        DataRecord nested = new DataRecord();
        nested.put("price", new JsonNumber("100000000000000000000.01"));
        record.put("nested", nested);
        return record;
    }

    private static CelProgram program(String expression) {
        return CelProgram.of(CelExpression.compile(expression, RecordShape.open()));
    }
}
