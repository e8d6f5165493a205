package io.github.managedflink.jobs.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.managedflink.jobs.record.DataRecord;
import io.github.managedflink.jobs.record.RecordFault;
import org.junit.jupiter.api.Test;

class RegexRecordParserTest {
    private final RegexRecordParser parser =
            new RegexRecordParser("(?P<host>\\S+) (?P<status>[0-9]{3})( (?P<size>[0-9]+))?", null);

    @Test
    void namedGroupsAreTheFieldsInTheirOrder() throws RecordFault {
        DataRecord record = parser.parse("example.org 200 512".getBytes(UTF_8));
        assertThat(record.toString()).isEqualTo("{host=example.org, status=200, size=512}");
    }

    @Test
    void aGroupThatTookNoPartIsNull() throws RecordFault {
        DataRecord record = parser.parse("example.org 200".getBytes(UTF_8));
        assertThat(record.has("size")).isTrue();
        assertThat(record.get("size")).isNull();
    }

    @Test
    void theWholeTextMustMatch() {
        assertThatThrownBy(() -> parser.parse("example.org 200 512 more".getBytes(UTF_8)))
                .isInstanceOf(RecordFault.class)
                .hasMessage("the text does not match the expression");
    }
}
