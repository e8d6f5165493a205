package io.github.managedflink.jobs.cel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.managedflink.jobs.record.EtlRecord;
import io.github.managedflink.jobs.record.JsonNumber;
import io.github.managedflink.jobs.record.RecordFault;
import io.github.managedflink.spec.CelExpression;
import io.github.managedflink.spec.FieldType;
import io.github.managedflink.spec.RecordShape;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CelProgramTest {
    private final EtlRecord record = new EtlRecord();

    CelProgramTest() {
        record.put("amount", new JsonNumber("12.50"));
        record.put("status", 204L);
        record.put("country", "AT");
        record.put("when", Instant.parse("2018-02-07T17:04:03.200Z"));
        record.put("nothing", null);
        EtlRecord address = new EtlRecord();
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

    private static CelProgram program(String expression) {
        return CelProgram.of(CelExpression.compile(expression, RecordShape.open()));
    }
}
