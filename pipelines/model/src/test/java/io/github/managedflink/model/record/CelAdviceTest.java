package io.github.managedflink.model.record;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people write first, and what they are told to write instead. */
class CelAdviceTest {
    private static final RecordShape SHAPE = RecordShape.closed()
            .with("response", RecordShape.celType(FieldType.STRING))
            .with("url", RecordShape.celType(FieldType.STRING))
            .with("bytes", RecordShape.celType(FieldType.LONG))
            .with("share", RecordShape.celType(FieldType.DOUBLE))
            .with("ok", RecordShape.celType(FieldType.BOOLEAN))
            .with("at", RecordShape.celType(FieldType.TIMESTAMP));

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '^',
            quoteCharacter = '`',
            value = {
                "response >= 400 ^ response is a text; cast it first, cast(\"response\", FieldType.LONG), or write int(response)",
                "400 == response ^ response is a text; cast it first, cast(\"response\", FieldType.LONG), or write int(response)",
                "response > 0.5 ^ cast(\"response\", FieldType.DOUBLE), or write double(response)",
                "response * 2 > 4 ^ response is a text; cast it first",
                "response in [200, 201] ^ response is a text; cast it first",
                "url.split('/')[0] > 3 ^ int(…)",
                "bytes > '3' ^ bytes is a whole number; write numbers without quotes",
                "bytes in ['1', '2'] ^ bytes is a whole number; write numbers without quotes",
                "bytes + 1.5 > 2.0 ^ arithmetic wants one type of numbers; write double(bytes)",
                "share * 2 > 1.0 ^ write 2.0",
                "share * 2u > 1.0 ^ write double(2u)",
                "share % 2.0 == 0.0 ^ % takes whole numbers only",
                "url + bytes == '' ^ write string(bytes) to join texts, or int(url) to add numbers",
                "at > '2026-01-31' ^ write timestamp('2026-01-31T00:00:00Z')",
                "at > 5 ^ compare a timestamp with a timestamp, such as timestamp('2026-01-31T00:00:00Z')",
                "bytes > 1 ? 'a' : 1 ^ write dyn(…) around one of them",
                "bytes > 1 ? 'a' : null ^ write dyn(…) around one of them",
                "ok && response ^ response is a text, not true or false; compare it, as in response == 'true'",
                "!bytes ^ bytes is a whole number, not true or false; compare it, as in bytes == 1",
                "url[0] == 'x' ^ write url.charAt(0)",
                "url.contains(bytes) ^ bytes is a whole number; write string(bytes)",
                "ok and ok ^ write && in place of and",
                "ok AND ok ^ write && in place of and",
                "ok or ok ^ write || in place of or",
                "not ok ^ write ! in place of not",
                "response = '400' ^ write == to compare",
                "ok & ok ^ write &&",
                "ok | ok ^ write ||",
                "bytes <> 3 ^ write != in place of <>",
                "url =~ 'x' ^ write x.matches",
                "url is null ^ write == null or != null",
                "url like 'x%' ^ x.startsWith",
                "bytes between 1 and 2 ^ write x >= 1 && x <= 2",
                "bytes in (1, 2) ^ write the list in brackets",
                "if(ok, 1, 2) ^ write condition ? a : b",
                "ok ? 1 ^ write condition ? a : b",
                "url == ^ the expression ends too early",
                "url == 'x ^ a text must end with the quote that it begins with",
                "url.endswith('.gif') ^ did you mean endsWith?",
                "url.StartsWith('x') ^ did you mean startsWith?",
                "url.toLowerCase() == 'x' ^ did you mean lowerAscii?",
                "len(url) > 3 ^ did you mean size?",
                "url.containz('x') ^ did you mean contains?",
                "abs(bytes) > 1 ^ the functions are all, bool, bytes,",
                "max(bytes, 1) > 1 ^ the functions are all, bool, bytes,",
                "respnse == '1' ^ did you mean response? (fields known here: at, bytes, ok, response, share, url)",
                "Response == '1' ^ did you mean response?",
                "ok == True ^ did you mean true?",
                "url == None ^ did you mean null?",
                "status == '1' ^ undeclared reference to 'status' at character 1: (fields known here: at,",
                "url.matches('(') ^ matches('(') has no regular expression of RE2: missing closing )",
                "matches(url, '[') ^ matches('[') has no regular expression of RE2: missing closing ]",
                "url.matches('(?=x)') ^ matches('(?=x)') has no regular expression of RE2"
            })
    void aWrongExpressionComesWithTheRightOne(String expression, String advice) {
        assertThatThrownBy(() -> CelExpression.compile(expression, SHAPE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(advice)
                .extracting(Throwable::getMessage)
                .asString()
                .doesNotContain("candidates", "expecting {", "wrapper", "container", "\n");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "int(response) >= 400",
                "double(response) > 0.5",
                "share * 2.0 > 1.0",
                "url + string(bytes) == ''",
                "at > timestamp('2026-01-31T00:00:00Z')",
                "(bytes > 1 ? dyn('a') : 1) == 1",
                "(bytes > 1 ? dyn('a') : null) == null",
                "url.charAt(0) == 'x'",
                "url.matches('^/a+$') && !ok && bytes != 3",
                "url.matches(response)"
            })
    void whatTheAdviceSaysIsRight(String expression) {
        assertThatCode(() -> CelExpression.compile(expression, SHAPE)).doesNotThrowAnyException();
    }

    @Test
    void anExpressionThatIsTooDeepOrTooLongIsRefusedToo() {
        String deep = "(".repeat(300) + "ok" + ")".repeat(300);
        String wide = "ok" + " && ok".repeat(100_000);

        assertThatThrownBy(() -> CelExpression.compile(deep, SHAPE)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CelExpression.compile(wide, SHAPE)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void thePlaceInAnExpressionOfSeveralLinesIsFound() {
        assertThatThrownBy(() -> CelExpression.compile("ok &&\n  url.endswith('x')", SHAPE))
                .hasMessageContaining("did you mean endsWith?");
    }
}
