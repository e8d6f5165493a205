package io.github.managedflink.jobs.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.managedflink.jobs.record.DataRecord;
import io.github.managedflink.jobs.record.RecordFault;
import io.github.managedflink.model.format.CsvInput;
import io.github.managedflink.model.format.InputFormat;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvRecordParserTest {
    private static final CsvInput CSV = InputFormat.csv("a", "b", "c");

    @ParameterizedTest
    @ValueSource(strings = {"1,x,2.5", "1,x,2.5\n", "1,x,2.5\r\n", "\"1\",x,\"2.5\"", "\"1\",x,\"2.5\"\r\n"})
    void aLineIsARecordOfTexts(String line) throws RecordFault {
        assertThat(parse(CSV, line)).isEqualTo(record("1", "x", "2.5"));
    }

    @Test
    void onlyAnUnquotedEmptyValueIsNull() throws RecordFault {
        assertThat(parse(CSV, ",\"\",")).isEqualTo(record(null, "", null));
        assertThat(parse(CSV, ",,")).isEqualTo(record(null, null, null));
    }

    @Test
    void aQuotedValueHoldsDelimitersQuotesAndLineEnds() throws RecordFault {
        assertThat(parse(CSV, "\"x,y\",\"say \"\"hi\"\"\",\"two\nlines\""))
                .isEqualTo(record("x,y", "say \"hi\"", "two\nlines"));
    }

    @Test
    void aQuoteWithinAnUnquotedValueIsPartOfIt() throws RecordFault {
        assertThat(parse(CSV, "5\" disk,x,y")).isEqualTo(record("5\" disk", "x", "y"));
    }

    @Test
    void tabsMayDelimitAndQuotesMayMeanNothing() throws RecordFault {
        CsvInput tsv = InputFormat.tsv("a", "b", "c").withoutQuotes();
        assertThat(parse(tsv, "\"1\t\t\"")).isEqualTo(record("\"1", null, "\""));
    }

    @Test
    void aHeaderIsNoRecord() throws RecordFault {
        assertThat(parse(CSV.withHeader(), "a,b,c")).isNull();
        assertThat(parse(CSV, "a,b,c")).isNotNull();
    }

    @Test
    void aLineOfOtherThanTheColumnsIsRefused() {
        refused("1,2", "the line has 2 values, and there are 3 columns");
        refused("1,2,3,4", "the line has 4 values, and there are 3 columns");
        refused("", "the message is empty");
        refused("1,2,3\n4,5,6", "the message has more than one line");
        refused("\"1\",2,3\n4,5,6", "the message has more than one line");
        refused("1,2,\"3", "a quote is not closed");
        refused("1,2,\"3\"\"", "a quote is not closed");
    }

    @Test
    void aCharacterAfterTheClosingQuoteIsRefused() {
        assertThatThrownBy(() -> parse(CSV, "1,\"2\"x,3"))
                .isInstanceOf(RecordFault.class)
                .hasMessageStartingWith("not valid CSV: ");
    }

    @Property(seed = "1")
    void whatIsWrittenByRfc4180IsReadBack(
            @ForAll("texts") String a, @ForAll("texts") String b, @ForAll("texts") String c) throws RecordFault {
        String line = Arrays.asList(a, b, c).stream()
                .map(text -> "\"" + text.replace("\"", "\"\"") + "\"")
                .collect(Collectors.joining(","));
        assertThat(parse(CSV, line)).isEqualTo(record(a, b, c));
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of("", "x", "\"", ",", "\n", "\r\n", "ü")
                .list()
                .ofMaxSize(5)
                .map(parts -> String.join("", parts));
    }

    private static void refused(String line, String reason) {
        assertThatThrownBy(() -> parse(CSV, line))
                .isInstanceOf(RecordFault.class)
                .hasMessage(reason);
    }

    private static DataRecord parse(CsvInput format, String line) throws RecordFault {
        return RecordParser.factory(format).create().parse(line.getBytes(UTF_8));
    }

    private static DataRecord record(String a, String b, String c) {
        DataRecord record = new DataRecord();
        List.of("a", "b", "c").forEach(name -> record.put(name, null));
        record.put("a", a);
        record.put("b", b);
        record.put("c", c);
        return record;
    }
}
