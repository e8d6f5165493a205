package io.github.managedflink.jobs.step;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.github.managedflink.jobs.format.RecordParser;
import io.github.managedflink.jobs.record.DataRecord;
import io.github.managedflink.jobs.record.RecordFault;
import io.github.managedflink.jobs.record.ScalarText;
import io.github.managedflink.model.etl.EnrichStep;
import io.github.managedflink.model.format.InputFormat;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/**
 * Reads a table of {@link EnrichStep} into memory: per key the values of the columns. Any error in it spoils the whole
 * reading, so that a half table is never used.
 */
final class LookupTable {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final Path path;
    private final EnrichStep.TableFormat format;
    private final String key;
    private final String[] columns;

    LookupTable(EnrichStep step) {
        this(step, new Path(step.table().uri()));
    }

    /** @param path where the table is */
    LookupTable(EnrichStep step, Path path) {
        this.path = path;
        this.format = step.format();
        this.key = step.key();
        this.columns = step.columns().toArray(new String[0]);
    }

    Map<String, Object[]> read() throws IOException {
        FileSystem fileSystem = path.getFileSystem();
        // A decoder of its own: a reader of the charset would put another character where there is no UTF-8.
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(fileSystem.open(path), StandardCharsets.UTF_8.newDecoder()))) {
            skipMark(reader);
            return format == EnrichStep.TableFormat.CSV ? csv(reader) : jsonLines(reader);
        } catch (CharacterCodingException e) {
            throw notUtf8(e);
        } catch (RecordFault | RuntimeException e) {
            if (e.getCause() instanceof CharacterCodingException) {
                throw notUtf8(e);
            }
            throw new IOException("The lookup table " + path + " is no " + format + ": " + e.getMessage(), e);
        }
    }

    private IOException notUtf8(Exception cause) {
        return new IOException("The lookup table " + path + " is not in UTF-8.", cause);
    }

    private static void skipMark(BufferedReader reader) throws IOException {
        reader.mark(1);
        if (reader.read() != BYTE_ORDER_MARK) {
            reader.reset();
        }
    }

    private Map<String, Object[]> csv(Reader reader) throws IOException, RecordFault {
        Map<String, Object[]> rows = new HashMap<>();
        try (CsvReader<NamedCsvRecord> lines =
                CsvReader.builder().maxBufferSize(Integer.MAX_VALUE).ofNamedCsvRecord(reader)) {
            for (NamedCsvRecord line : lines) {
                Object[] values = new Object[columns.length];
                for (int i = 0; i < columns.length; i++) {
                    String value = csvField(line, columns[i]);
                    values[i] = value.isEmpty() ? null : value;
                }
                rows.put(csvField(line, key), values);
            }
        }
        return rows;
    }

    private static String csvField(NamedCsvRecord line, String column) throws RecordFault {
        return line.findField(column).orElseThrow(() -> new RecordFault("it has no column " + column));
    }

    private Map<String, Object[]> jsonLines(BufferedReader lines) throws IOException, RecordFault {
        RecordParser parser = RecordParser.factory(InputFormat.json()).create();
        Map<String, Object[]> rows = new HashMap<>();
        String line;
        while ((line = lines.readLine()) != null) {
            if (line.isBlank()) {
                continue;
            }
            DataRecord record = parser.parse(line.getBytes(StandardCharsets.UTF_8));
            String own = ScalarText.of(record.get(key));
            if (own == null) {
                throw new RecordFault("a row has no key " + key);
            }
            Object[] values = new Object[columns.length];
            for (int i = 0; i < columns.length; i++) {
                values[i] = record.get(columns[i]);
            }
            rows.put(own, values);
        }
        return rows;
    }
}
