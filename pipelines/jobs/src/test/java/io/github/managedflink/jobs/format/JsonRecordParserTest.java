package io.github.managedflink.jobs.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.managedflink.jobs.record.DataRecord;
import io.github.managedflink.jobs.record.RecordFault;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonRecordParserTest {
    private final JsonRecordParser parser = new JsonRecordParser(null);
    private final JsonRecordWriter writer = new JsonRecordWriter();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"a\":1,\"b\":-9223372036854775808,\"c\":9223372036854775808,\"d\":-0,\"e\":-0.0}",
                "{\"a\":1.10,\"b\":1E400,\"c\":0.1000000000000000055511151231257827,\"d\":12e-3}",
                "{\"a\":{\"b\":{\"c\":[1,[],{},null,true,false,\"x\"]}},\"\":\"\"}",
                "{\"a\":\"ü€😀\",\"b\":\"\\u0000\\n\\r\\t\\\"\\\\/\",\"c\":\"\\ud83d\"}",
            })
    void whatIsReadIsWrittenAgainToTheDigit(String json) throws RecordFault {
        assertThat(rewritten(json)).isEqualTo(json);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            ``                 | the message is empty
            `   `              | the message is empty
            []                 | not a JSON object but an array
            1                  | not a JSON object but a number
            "x"                | not a JSON object but a string
            null               | not a JSON object but null
            {} {}              | something follows the JSON object, at byte 3
            {"a":1,"a":2}      | the name "a" occurs twice in one object
            {"b":{"a":1,"a":2}} | the name "a" occurs twice in one object
            """)
    void whatIsNoRecordIsRefusedWithAReason(String json, String reason) {
        assertThatThrownBy(() -> parser.parse(json.getBytes(UTF_8)))
                .isInstanceOf(RecordFault.class)
                .hasMessage(reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":",
                "{\"a\":\"x",
                "{\"a\":01}",
                "{\"a\":.5}",
                "{\"a\":+1}",
                "{\"a\":NaN}",
                "{\"a\":-Infinity}",
                "{\"a\":1.}",
                "{\"a\":1/*x*/}",
                "{\"a\":\"\\x\"}",
                "{'a':1}",
                "{a:1}",
                "{\"a\":1,}",
                "{\"a\":\"\n\"}",
                "{\"a\":1}x",
                "{\"a\":[1",
                "\u0000\u0001"
            })
    void whatIsNoJsonIsRefusedWithItsPlace(String json) {
        assertThatThrownBy(() -> parser.parse(json.getBytes(UTF_8)))
                .isInstanceOf(RecordFault.class)
                .hasMessageStartingWith("not valid JSON: ")
                .message()
                .matches("[^\\n]*")
                .doesNotContain("Feature", "`")
                .contains("line ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "Infinity", "-Infinity"})
    void whatIsNoNumberOfJsonIsSaidWithWhatToDo(String token) {
        assertThatThrownBy(() -> parser.parse(("{\"a\":" + token + "}").getBytes(UTF_8)))
                .isInstanceOf(RecordFault.class)
                .hasMessageStartingWith("not valid JSON: " + token
                        + " is no number of JSON; write null in its place, or leave the field out (line 1, column ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"7b2261223a22ff227d", "7b2261223a22c0af227d", "7b2261223a22eda080227d", "fffefd"})
    void invalidUtf8IsRefused(String hex) {
        assertThatThrownBy(() -> parser.parse(HexFormat.of().parseHex(hex)))
                .isInstanceOf(RecordFault.class)
                .hasMessageStartingWith("not valid UTF-8 at byte ");
    }

    @Test
    void deepNestingIsReadToTheLimitAndRefusedBeyond() throws RecordFault {
        String deep = "{\"a\":" + "[".repeat(999) + "]".repeat(999) + "}";
        assertThat(rewritten(deep)).isEqualTo(deep);

        String tooDeep = "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000);
        assertThatThrownBy(() -> parser.parse(tooDeep.getBytes(UTF_8)))
                .isInstanceOf(RecordFault.class)
                .hasMessageContaining("nesting depth (1001) exceeds the maximum allowed (1000)");
    }

    @Test
    void aMebibyteIsARecordLikeAnyOther() throws RecordFault {
        String json = "{\"a\":\"" + "x".repeat(1 << 20) + "\"}";
        assertThat(rewritten(json)).isEqualTo(json);
    }

    @Test
    void aNumberOfMoreThanAThousandDigitsIsRefused() {
        String json = "{\"a\":" + "1".repeat(1001) + "}";
        assertThatThrownBy(() -> parser.parse(json.getBytes(UTF_8)))
                .isInstanceOf(RecordFault.class)
                .hasMessageContaining("length (1001) exceeds the maximum allowed (1000)");
    }

    @Test
    void manyFieldsAreFoundByName() throws RecordFault {
        StringBuilder json = new StringBuilder("{\"f0\":0");
        for (int i = 1; i < 1000; i++) {
            json.append(",\"f").append(i).append("\":").append(i);
        }
        DataRecord record = parser.parse(json.append('}').toString().getBytes(UTF_8));
        assertThat(record.size()).isEqualTo(1000);
        assertThat(record.get("f777")).isEqualTo(777L);
    }

    private String rewritten(String json) throws RecordFault {
        String line = new String(writer.line(parser.parse(json.getBytes(UTF_8))), UTF_8);
        assertThat(line).endsWith("\n");
        return line.substring(0, line.length() - 1);
    }
}
