package io.github.managedflink.local.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.managedflink.local.services.SourceStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
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
        FeedFile.of(file).feedTo(stream, () -> false);

        assertThat(stream.records).singleElement().isEqualTo(bytes);
    }

    @Test
    void namesTheLineThatIsTooLong() throws IOException {
        Path file = Files.writeString(folder.resolve("feed"), "short\n" + "x".repeat(1 << 20) + "\n");

        assertThatThrownBy(() -> FeedFile.of(file).feedTo(new RecordedStream(), () -> false))
                .isInstanceOf(LocalRunException.class)
                .hasMessage("Line 2 of the feed " + file + " is too long");
    }

    @Test
    void refusesAFileThatIsNotThere() {
        assertThatThrownBy(() -> FeedFile.of(folder.resolve("nothing")))
                .isInstanceOf(LocalRunException.class)
                .hasMessageContaining("is no readable file");
    }

    private static String put(Path file, long expectedCount) {
        RecordedStream stream = new RecordedStream();
        assertThat(FeedFile.of(file).feedTo(stream, () -> false)).isEqualTo(expectedCount);
        return stream.records.stream()
                .map(record -> new String(record, StandardCharsets.UTF_8))
                .collect(Collectors.joining(";"));
    }

    /** Takes records of up to 1 MiB less a byte. */
    private static final class RecordedStream implements SourceStream {
        private final List<byte[]> records = new ArrayList<>();

        @Override
        public Optional<String> fault(byte[] record) {
            return record.length < 1 << 20 ? Optional.empty() : Optional.of("is too long");
        }

        @Override
        public void put(List<byte[]> more) {
            records.addAll(more);
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
