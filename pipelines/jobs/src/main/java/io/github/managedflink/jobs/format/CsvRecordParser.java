package io.github.managedflink.jobs.format;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.RecordWrapper;
import io.github.managedflink.jobs.record.DataRecord;
import io.github.managedflink.jobs.record.RecordFault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * One line of separated values a message. Lines without quotes, which are most, are split; FastCSV reads the others.
 */
final class CsvRecordParser extends TextRecordParser {
    private final String[] columns;
    private final char delimiter;
    private final Character quote;
    private final boolean header;
    /** Which columns are needed. */
    private final boolean[] needed;

    /** @param selection the columns that are needed; null for all */
    CsvRecordParser(List<String> columns, char delimiter, Character quote, boolean header, FieldSelection selection) {
        this.columns = columns.stream().map(String::intern).toArray(String[]::new);
        this.delimiter = delimiter;
        this.quote = quote;
        this.header = header;
        this.needed = new boolean[this.columns.length];
        for (int i = 0; i < needed.length; i++) {
            needed[i] = selection == null || selection.has(this.columns[i]);
        }
    }

    @Override
    DataRecord parse(byte[] message, int from, int to) throws RecordFault {
        if (from == to && columns.length > 1) {
            throw new RecordFault(EMPTY);
        }
        String line = new String(message, from, to - from, StandardCharsets.UTF_8);
        List<String> values = quote != null && line.indexOf(quote) >= 0 ? quoted(line) : split(line);
        if (values.size() != columns.length) {
            throw new RecordFault(
                    "the line has " + values.size() + " values, and there are " + columns.length + " columns");
        }
        if (header && isHeader(values)) {
            return null;
        }
        DataRecord record = new DataRecord(columns.length + 4);
        for (int i = 0; i < columns.length; i++) {
            if (needed[i]) {
                record.add(columns[i], values.get(i));
            }
        }
        return record;
    }

    private List<String> split(String line) throws RecordFault {
        if (line.indexOf('\n') >= 0 || line.indexOf('\r') >= 0) {
            throw new RecordFault("the message has more than one line");
        }
        List<String> values = new ArrayList<>(columns.length);
        int start = 0;
        while (true) {
            int end = line.indexOf(delimiter, start);
            String value = line.substring(start, end < 0 ? line.length() : end);
            values.add(value.isEmpty() ? null : value);
            if (end < 0) {
                return values;
            }
            start = end + 1;
        }
    }

    private List<String> quoted(String line) throws RecordFault {
        FieldHandler fields = new FieldHandler(quote);
        try (CsvReader<List<String>> reader = CsvReader.builder()
                        .fieldSeparator(delimiter)
                        .quoteCharacter(quote)
                        .acceptCharsAfterQuotes(false)
                        .skipEmptyLines(false)
                        .maxBufferSize(Integer.MAX_VALUE)
                        .build(fields, line);
                CloseableIterator<List<String>> lines = reader.iterator()) {
            List<String> values = lines.hasNext() ? lines.next() : List.of();
            // FastCSV takes the end of the text for the closing quote that is missing.
            long quotes = line.chars().filter(c -> c == quote).count();
            if ((quotes - fields.quotesInUnquoted) % 2 != 0) {
                throw new RecordFault("a quote is not closed");
            }
            if (lines.hasNext()) {
                throw new RecordFault("the message has more than one line");
            }
            return values;
        } catch (CsvParseException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new RecordFault("not valid CSV: " + cause.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isHeader(List<String> values) {
        for (int i = 0; i < columns.length; i++) {
            if (!columns[i].equals(values.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static final class FieldHandler extends AbstractBaseCsvCallbackHandler<List<String>> {
        private final char quote;
        private List<String> values = new ArrayList<>();
        private long quotesInUnquoted;

        FieldHandler(char quote) {
            this.quote = quote;
        }

        @Override
        protected void handleBegin(long line) {
            values = new ArrayList<>();
        }

        @Override
        protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
            String value = new String(buffer, offset, length);
            if (!quoted) {
                quotesInUnquoted += value.chars().filter(c -> c == quote).count();
            }
            values.add(value.isEmpty() && !quoted ? null : value);
        }

        @Override
        protected RecordWrapper<List<String>> buildRecord() {
            return wrapRecord(values);
        }
    }
}
