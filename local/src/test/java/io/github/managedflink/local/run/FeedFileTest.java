package io.github.managedflink.local.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.managedflink.local.kinesis.KinesisStandIn;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @Test
    void readsGzippedFilesWhateverTheirName() throws IOException {
        Path file = folder.resolve("feed.txt");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write("a\nb\n".getBytes(StandardCharsets.UTF_8));
        }

        assertThat(put(file, 2)).isEqualTo("a;b");
    }

    @Test
    void keepsBytesThatAreNoText() throws IOException {
        byte[] bytes = {(byte) 0xff, 0, (byte) 0xfe};
        Path file = Files.write(folder.resolve("feed"), bytes);

        List<byte[]> records = new ArrayList<>();
        try (KinesisStandIn kinesis = KinesisStandIn.start()) {
            kinesis.createStream("s", 1);
            FeedFile.of(file).forEachBatch(batch -> kinesis.put("s", batch));
            kinesis.forEachRecord("s", record -> records.add(record.data()));
        }

        assertThat(records).singleElement().isEqualTo(bytes);
    }

    @Test
    void namesTheLineThatIsTooLong() throws IOException {
        Path file = Files.writeString(folder.resolve("feed"), "short\n" + "x".repeat(1 << 20) + "\n");

        assertThatThrownBy(() -> FeedFile.of(file).forEachBatch(batch -> {}))
                .isInstanceOf(LocalRunException.class)
                .hasMessageStartingWith("Line 2 of the feed " + file + " is no Kinesis record: ");
    }

    @Test
    void refusesAFileThatIsNotThere() {
        assertThatThrownBy(() -> FeedFile.of(folder.resolve("nothing")))
                .isInstanceOf(LocalRunException.class)
                .hasMessageContaining("is no readable file");
    }

    private static String put(Path file, long expectedCount) {
        ByteArrayOutputStream records = new ByteArrayOutputStream();
        try (KinesisStandIn kinesis = KinesisStandIn.start()) {
            kinesis.createStream("s", 1);
            assertThat(FeedFile.of(file).forEachBatch(batch -> kinesis.put("s", batch)))
                    .isEqualTo(expectedCount);
            kinesis.forEachRecord("s", record -> append(records, record.data()));
        }
        String text = records.toString(StandardCharsets.UTF_8);
        return text.isEmpty() ? text : text.substring(1);
    }

    private static void append(ByteArrayOutputStream records, byte[] data) {
        try {
            records.write(';');
            records.write(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String unescape(String text) {
        return text.replace("\\n", "\n").replace("\\r", "\r");
    }
}
