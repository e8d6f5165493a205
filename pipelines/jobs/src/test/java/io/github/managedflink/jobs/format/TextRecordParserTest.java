package io.github.managedflink.jobs.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.managedflink.jobs.record.DataRecord;
import io.github.managedflink.jobs.record.RecordFault;
import io.github.managedflink.model.format.InputFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for the formats alike: line ends, byte order marks and the encoding. */
class TextRecordParserTest {
    private static final String JSON = "{\"a\":\"1\",\"b\":\"ü\"}";
    private static final String MARK = "\uFEFF";

    /** The same record in each format, whole and with a selection of fields. */
    private static final Map<String, List<RecordParser>> FORMATS = Map.of(
            JSON,
            List.of(RecordParser.factory(InputFormat.json()).create(), selecting(InputFormat.json())),
            "1,ü",
            List.of(RecordParser.factory(InputFormat.csv("a", "b")).create(), selecting(InputFormat.csv("a", "b"))),
            "1\t\"ü\"",
            List.of(RecordParser.factory(InputFormat.tsv("a", "b")).create(), selecting(InputFormat.tsv("a", "b"))),
            "1 ü",
            List.of(
                    RecordParser.factory(InputFormat.regex("(?P<a>.*) (?P<b>.*)"))
                            .create(),
                    selecting(InputFormat.regex("(?P<a>.*) (?P<b>.*)"))));

    private static RecordParser selecting(InputFormat format) {
        return RecordParser.factory(format, FieldSelection.of(Set.of("a", "b"))).create();
    }

    @Test
    void aMarkBeforeAndALineEndAfterARecordAreNoPartOfIt() throws RecordFault {
        DataRecord expected = new DataRecord();
        expected.put("a", "1");
        expected.put("b", "ü");
        for (String text : FORMATS.keySet()) {
            for (RecordParser parser : FORMATS.get(text)) {
                for (String before : List.of("", MARK)) {
                    for (String after : List.of("", "\n", "\r\n", "\r")) {
                        assertThat(parser.parse((before + text + after).getBytes(UTF_8)))
                                .as("%s%s%s", before, text, after)
                                .isEqualTo(expected);
                    }
                }
            }
        }
    }

    @Test
    void onlyOneMarkAndOneLineEndAreTakenOff() throws RecordFault {
        RecordParser parser =
                RecordParser.factory(InputFormat.regex("(?s)(?P<a>.*)")).create();
        assertThat(parser.parse((MARK + MARK + "x\n\n").getBytes(UTF_8)).get("a"))
                .isEqualTo(MARK + "x\n");
    }

    @Test
    void aMessageWithoutTextIsNamedEmptyWhereNoRecordCanBe() {
        for (List<RecordParser> parsers : FORMATS.values()) {
            for (RecordParser parser : parsers) {
                for (String text : List.of("", "\n", "\r\n", MARK, MARK + "\n")) {
                    assertThatThrownBy(() -> parser.parse(text.getBytes(UTF_8)))
                            .isInstanceOf(RecordFault.class)
                            .hasMessage("the message is empty");
                }
            }
        }
    }

    @Test
    void anEmptyTextIsARecordWhereTheFormatSaysSo() throws RecordFault {
        RecordParser column = RecordParser.factory(InputFormat.csv("a")).create();
        RecordParser expression =
                RecordParser.factory(InputFormat.regex("(?P<a>.*)")).create();
        for (String text : List.of("", "\n", "\r\n", MARK, MARK + "\n")) {
            DataRecord record = column.parse(text.getBytes(UTF_8));
            assertThat(record.has("a")).isTrue();
            assertThat(record.get("a")).isNull();
            assertThat(expression.parse(text.getBytes(UTF_8)).get("a")).isEqualTo("");
        }
    }

    @Test
    void aHeaderIsKnownBehindAMark() throws RecordFault {
        for (String header : List.of("a\tb", "\"a\"\t\"b\"")) {
            assertThat(RecordParser.factory(InputFormat.tsv("a", "b").withHeader())
                            .create()
                            .parse((MARK + header + "\r\n").getBytes(UTF_8)))
                    .isNull();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "UTF-16LE, UTF-16",
        "UTF-16BE, UTF-16",
        "UTF-16, UTF-16",
        "UTF-32LE, UTF-32",
        "UTF-32BE, UTF-32",
    })
    void otherEncodingsThanUtf8AreRefusedAndNamed(String charset, String name) {
        for (RecordParser parser : FORMATS.get(JSON)) {
            for (String text : List.of(JSON, MARK + JSON)) {
                assertThatThrownBy(() -> parser.parse(text.getBytes(Charset.forName(charset))))
                        .isInstanceOf(RecordFault.class)
                        .hasMessageEndingWith("; the message looks like " + name + ", and is to be UTF-8");
            }
        }
    }

    static Stream<Arguments> foreign() {
        byte[] json = JSON.getBytes(UTF_8);
        return Stream.of(
                Arguments.of(packed(json, GZIPOutputStream::new), "gzip"),
                Arguments.of(packed(json, DeflaterOutputStream::new), "zlib"),
                Arguments.of(HexFormat.of().parseHex("28b52ffd0400"), "Zstandard"),
                Arguments.of(joined("4f626a01", json), "an Avro object container file"),
                Arguments.of(joined("c301c70a2e5b39d5a0f8", json), "an Avro message with its schema's fingerprint"),
                Arguments.of(
                        joined("0000000001", json),
                        "one of Confluent's Schema Registry (a byte 0 and a schema's id), whose framing is not read"),
                Arguments.of(
                        joined("00000186a0", json),
                        "one of Confluent's Schema Registry (a byte 0 and a schema's id), whose framing is not read"),
                Arguments.of(
                        joined("0300b7b4a7f01c9643cb8f2e3f4f5a9d1e2c", json),
                        "one of the Glue Schema Registry, which InputFormat.glueAvro and glueJson read"));
    }

    @ParameterizedTest
    @MethodSource("foreign")
    void whatAMessageLooksLikeIsNamed(byte[] message, String name) {
        for (RecordParser parser : FORMATS.get(JSON)) {
            assertThatThrownBy(() -> parser.parse(message))
                    .isInstanceOf(RecordFault.class)
                    .hasMessageEndingWith("; the message looks like " + name);
        }
    }

    @Test
    void whatLooksLikeNothingElseIsNotNamed() {
        for (String text : List.of("x^2", "Obj", "{", "<x/>", "[1]", "xx")) {
            for (RecordParser parser : FORMATS.get(JSON)) {
                assertThatThrownBy(() -> parser.parse(text.getBytes(UTF_8)))
                        .isInstanceOf(RecordFault.class)
                        .message()
                        .doesNotContain("looks like");
            }
        }
    }

    private static byte[] joined(String head, byte[] data) {
        return HexFormat.of().parseHex(head + HexFormat.of().formatHex(data));
    }

    /** Makes a stream that packs. */
    private interface Packing {
        OutputStream of(OutputStream out) throws IOException;
    }

    private static byte[] packed(byte[] data, Packing packing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = packing.of(bytes)) {
            out.write(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
