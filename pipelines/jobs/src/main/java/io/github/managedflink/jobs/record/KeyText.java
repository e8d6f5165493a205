package io.github.managedflink.jobs.record;

import java.util.List;

/**
 * The values of key fields as one text, joined by vertical bars; those in a value, and backslashes, have a backslash
 * before them.
 */
public final class KeyText {
    private static final char SEPARATOR = '|';
    private static final char ESCAPE = '\\';

    private final RecordPath[] fields;

    public KeyText(List<String> fields) {
        this.fields = fields.stream().map(RecordPath::of).toArray(RecordPath[]::new);
    }

    /**
     * The key of a record.
     *
     * @throws RecordFault if a field is missing, null, an object or a list
     */
    public String of(DataRecord record) throws RecordFault {
        if (fields.length == 1) {
            return value(fields[0], record);
        }
        StringBuilder key = new StringBuilder();
        for (int i = 0; i < fields.length; i++) {
            if (i > 0) {
                key.append(SEPARATOR);
            }
            String value = value(fields[i], record);
            for (int at = 0; at < value.length(); at++) {
                char c = value.charAt(at);
                if (c == SEPARATOR || c == ESCAPE) {
                    key.append(ESCAPE);
                }
                key.append(c);
            }
        }
        return key.toString();
    }

    private static String value(RecordPath field, DataRecord record) throws RecordFault {
        String text = ScalarText.of(field.get(record));
        if (text == null) {
            throw new RecordFault("the key field " + field + " is missing, null, an object or a list");
        }
        return text;
    }
}
