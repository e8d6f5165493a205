package io.github.managedflink.jobs.format;

import io.github.managedflink.jobs.record.DataRecord;
import io.github.managedflink.jobs.record.RecordFault;
import io.github.managedflink.model.format.CsvInput;
import io.github.managedflink.model.format.InputFormat;
import io.github.managedflink.model.format.JsonInput;
import io.github.managedflink.model.format.RegexInput;
import java.io.Serializable;
import java.util.ArrayList;

/** Makes a record of a message. For one thread. */
@FunctionalInterface
public interface RecordParser {
    /**
     * The record.
     *
     * @return null if the message is a header, which holds no record
     * @throws RecordFault if the message is not in the format
     */
    DataRecord parse(byte[] message) throws RecordFault;

    /** Makes parsers where the job runs. */
    @FunctionalInterface
    interface Factory extends Serializable {
        RecordParser create();
    }

    /** A factory for a format. */
    static Factory factory(InputFormat format) {
        return factory(format, null);
    }

    /**
     * A factory for a format, of parsers that read what is needed.
     *
     * @param selection the fields that are needed; null for all
     */
    static Factory factory(InputFormat format, FieldSelection selection) {
        if (format instanceof JsonInput) {
            return () -> new JsonRecordParser(selection);
        }
        if (format instanceof CsvInput) {
            CsvInput csv = (CsvInput) format;
            ArrayList<String> columns = new ArrayList<>(csv.columns());
            char delimiter = csv.delimiter();
            Character quote = csv.quote();
            boolean header = csv.hasHeader();
            return () -> new CsvRecordParser(columns, delimiter, quote, header, selection);
        }
        if (format instanceof RegexInput) {
            String expression = ((RegexInput) format).expression();
            return () -> new RegexRecordParser(expression, selection);
        }
        throw new IllegalArgumentException("no parser for the format " + format.type());
    }
}
