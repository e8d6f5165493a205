package io.github.managedflink.local.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.managedflink.local.result.LocalRunException;
import io.github.managedflink.local.service.SourceRecord;
import io.github.managedflink.local.service.SourceStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FeedFileTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            ''           | 0 | ''
            'a'          | 1 | 'a'
            'a\\n'       | 1 | 'a'
            'a\\nb'      | 2 | 'a;b'
            'a\\r\\nb\\r\\n' | 2 | 'a;b'
            '\\n'        | 1 | ''
            'a\\n\\nb\\n' | 3 | 'a;;b'
            'a\\rb\\n'   | 1 | 'a\\rb'
            """)
    void everyLineIsARecord(String content, long count, String records) throws IOException {
        Path file = Files.writeString(folder.resolve("feed"), unescape(content));

        assertThat(put(file, count)).isEqualTo(unescape(records));
    }

    @ParameterizedTest
    @ValueSource(strings = {"feed.gz", "feed.jsonl.GZ"})
    void unpacksWhatIsCalledGzipped(String name) throws IOException {
        Path file = gzipped(name);

        assertThat(put(file, 2)).isEqualTo("a;b");
        assertThat(FeedFile.of(file).isUnpacked()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"feed", "feed.txt", "gz", "feed.gz.bak"})
    void refusesAnyOtherGzipFileBecauseAStreamWouldNotUnpackIt(String name) throws IOException {
        Path file = gzipped(name);

        assertThatThrownBy(() -> FeedFile.of(file))
                .isInstanceOf(LocalRunException.class)
                .hasMessageContaining(file + " is a gzip file")
                .hasMessageContaining("a name that ends in .gz");
    }

    @Test
    void readsTheLinesOfAFileThatIsCalledGzippedAndIsNot() throws IOException {
        Path file = Files.writeString(folder.resolve("feed.gz"), "a\nb\n");

        assertThat(put(file, 2)).isEqualTo("a;b");
        assertThat(FeedFile.of(file).isUnpacked()).isFalse();
    }

    private Path gzipped(String name) throws IOException {
        Path file = folder.resolve(name);
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write("a\nb\n".getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }

    @Test
    void keepsBytesThatAreNoText() throws IOException {
        byte[] bytes = {(byte) 0xff, 0, (byte) 0xfe};
        Path file = Files.write(folder.resolve("feed"), bytes);

        RecordedStream stream = new RecordedStream();
        FeedFile.of(file).feedTo(stream, Optional.empty(), () -> false);

        assertThat(stream.records).singleElement().isEqualTo(bytes);
    }

    @Test
    void namesTheLineThatIsTooLong() throws IOException {
        Path file = Files.writeString(folder.resolve("feed"), "short\n" + "x".repeat(1 << 20) + "\n");

        assertThatThrownBy(() -> FeedFile.of(file).feedTo(new RecordedStream(), Optional.empty(), () -> false))
                .isInstanceOf(LocalRunException.class)
                .hasMessage("Line 2 of the feed " + file
                        + " has 1,048,576 bytes, and its stream takes records of at most 1,048,575.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            ''                    | 3 | ''
            'abc'                 | 3 | ''
            'abc\\r\\nabc\\nabc\\r\\n'  | 3 | ''
            'abc\\r'               | 3 | 'Line 1 of the feed %s has 4 bytes, and its stream takes records of at most 3.'
            'abc\\r\\r\\n'           | 3 | 'Line 1 of the feed %s has 4 bytes, and its stream takes records of at most 3.'
            '\\nabcd\\n'            | 3 | 'Line 2 of the feed %s has 4 bytes, and its stream takes records of at most 3.'
            'abcd\\nabc\\nabcd\\nabc' | 2 | 'Line 1 of the feed %s has 4 bytes, and its stream takes records of at most 2. In all, 4 of its lines are too long.'
            """)
    void findsLinesThatNoRecordCanHold(String content, long most, String fault) throws IOException {
        Path file = Files.writeString(folder.resolve("feed"), unescape(content));

        assertThat(FeedFile.of(file).faults(new RecordedStream(most), Optional.empty()))
                .isEqualTo(Stream.of(fault.formatted(file))
                        .filter(text -> !text.isEmpty())
                        .toList());
    }

    @Test
    void findsALineThatIsLongerThanItsBuffer() throws IOException {
        Path file = folder.resolve("feed.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(("short\r\n" + "x".repeat(1 << 20) + "\r\n").getBytes(StandardCharsets.UTF_8));
        }

        assertThat(FeedFile.of(file).faults(new RecordedStream(1 << 20), Optional.empty()))
                .isEmpty();
        assertThat(FeedFile.of(file).faults(new RecordedStream((1 << 20) - 1), Optional.empty()))
                .singleElement()
                .satisfies(fault -> assertThat(fault).startsWith("Line 2").contains("1,048,576 bytes"));
    }

    @Test
    void givesEachLineTheKeyThatItsFieldHolds() throws IOException {
        Path file = Files.write(
                folder.resolve("feed"),
                List.of(
                        "{\"customer\": {\"id\": \"c-1\"}}",
                        "{\"customer\": {\"id\": 12.50}}",
                        "{\"customer\": {\"id\": false}}",
                        "{\"customer\": {\"id\": null}}",
                        "{\"customer\": {\"id\": [\"c-1\"]}}",
                        "{\"customer\": {\"id\": \"\"}}",
                        "{\"customer\": {\"id\": \"" + "x".repeat(257) + "\"}}",
                        "{\"customer\": {\"id\": \"" + "x".repeat(256) + "\"}}",
                        "{\"customer.id\": \"c-2\"}",
                        "not JSON"));
        RecordedStream stream = new RecordedStream();

        FeedCounts counts = FeedFile.of(file).feedTo(stream, Optional.of(new FeedKey("customer.id")), () -> false);

        assertThat(stream.keys).containsExactly("c-1", "12.50", "false", "-", "-", "-", "-", "x".repeat(256), "-", "-");
        assertThat(counts).hasToString("10 records (6 of them without the key)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            ''                           | true
            '{}\\n{"id": 1}'            | true
            '{}\\nid'                   | false
            '\\n'                       | false
            """)
    void refusesAKeyThatNoLineHas(String content, boolean isTaken) throws IOException {
        Path file = Files.writeString(folder.resolve("feed"), unescape(content));

        assertThat(FeedFile.of(file).faults(new RecordedStream(), Optional.of(new FeedKey("id"))))
                .isEqualTo(
                        isTaken
                                ? List.of()
                                : List.of("No line of the feed " + file
                                        + " is a JSON object with the field id, which is to be its key."));
    }

    @Test
    void refusesAFileThatIsNotThere() {
        assertThatThrownBy(() -> FeedFile.of(folder.resolve("nothing")))
                .isInstanceOf(LocalRunException.class)
                .hasMessageEndingWith("nothing does not exist.");
    }

    private static String put(Path file, long expectedCount) {
        RecordedStream stream = new RecordedStream();
        assertThat(FeedFile.of(file).feedTo(stream, Optional.empty(), () -> false))
                .isEqualTo(new FeedCounts(expectedCount, 0));
        return stream.records.stream()
                .map(record -> new String(record, StandardCharsets.UTF_8))
                .collect(Collectors.joining(";"));
    }

    private static final class RecordedStream implements SourceStream {
        private final long maxRecordBytes;
        private final List<byte[]> records = new ArrayList<>();
        private final List<String> keys = new ArrayList<>();

        RecordedStream() {
            this((1 << 20) - 1);
        }

        RecordedStream(long maxRecordBytes) {
            this.maxRecordBytes = maxRecordBytes;
        }

        @Override
        public long maxRecordBytes(int keyBytes) {
            return maxRecordBytes;
        }

        @Override
        public void put(List<SourceRecord> more) {
            more.forEach(record -> records.add(record.data()));
            more.forEach(record -> keys.add(record.key().orElse("-")));
        }

        @Override
        public long recordCount() {
            return records.size();
        }

        @Override
        public boolean isBeingRead() {
            return true;
        }

        @Override
        public boolean isReadToItsEnd() {
            return true;
        }
    }

    private static String unescape(String text) {
        return text.replace("\\n", "\n").replace("\\r", "\r");
    }
}
