package io.github.managedflink.model.format;

import io.github.managedflink.model.record.FieldType;
import io.github.managedflink.model.record.RecordShape;
import io.github.managedflink.model.settings.SettingsReader;
import io.github.managedflink.model.settings.SettingsWriter;
import io.github.managedflink.model.settings.Violations;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One line of separated values a message, in UTF-8. All fields are texts until a step casts them; an empty unquoted
 * value is null. A line with another number of values than columns goes to the dead letters.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180</a>
 */
public final class CsvInput extends InputFormat {
    static final String TYPE = "csv";

    private final List<String> columns;
    private final Character delimiter;
    private final Character quote;
    private final boolean header;

    private CsvInput(List<String> columns, Character delimiter, Character quote, boolean header) {
        this.columns = List.copyOf(columns);
        this.delimiter = delimiter;
        this.quote = quote;
        this.header = header;
    }

    static CsvInput of(List<String> columns) {
        return new CsvInput(columns, ',', '"', false);
    }

    /** Returns the same with another character between values; default a comma. */
    public CsvInput withDelimiter(char character) {
        return new CsvInput(columns, character, quote, header);
    }

    /**
     * Returns the same with another character around values that hold delimiters; within a value it is doubled. Default
     * {@code "}.
     */
    public CsvInput withQuote(char character) {
        return new CsvInput(columns, delimiter, character, header);
    }

    /** Returns the same where quotes mean nothing, as in many TSV files. */
    public CsvInput withoutQuotes() {
        return new CsvInput(columns, delimiter, null, header);
    }

    /**
     * Returns the same where a line that holds just the columns' names is a header: it is left out and counted as
     * filtered.
     */
    public CsvInput withHeader() {
        return new CsvInput(columns, delimiter, quote, true);
    }

    /** Reads what was written. */
    public static CsvInput read(SettingsReader settings) {
        return new CsvInput(
                settings.texts("column"),
                character(settings, "delimiter", ','),
                settings.flag("unquoted") ? null : character(settings, "quote", '"'),
                settings.flag("header"));
    }

    private static Character character(SettingsReader settings, String name, char ifAbsent) {
        String text = settings.text(name);
        if (text == null) {
            return ifAbsent;
        }
        if (text.equals("tab")) {
            return '\t';
        }
        if (text.equals("space")) {
            return ' ';
        }
        if (text.length() != 1) {
            settings.violations().add(name, text, "must be one character, or tab or space.");
            return ifAbsent;
        }
        return text.charAt(0);
    }

    private static String word(Character character) {
        if (character == null) {
            return null;
        }
        return character == '\t' ? "tab" : character == ' ' ? "space" : character.toString();
    }

    @Override
    public String type() {
        return TYPE;
    }

    /** Returns the columns' names. */
    public List<String> columns() {
        return columns;
    }

    /** Returns the character between values. */
    public char delimiter() {
        return delimiter;
    }

    /** Returns the character around values; null if quotes mean nothing. */
    public Character quote() {
        return quote;
    }

    /** Returns whether a line that holds just the columns' names is left out. */
    public boolean hasHeader() {
        return header;
    }

    @Override
    public RecordShape shape() {
        RecordShape shape = RecordShape.closed();
        for (String column : columns) {
            shape = shape.with(column, RecordShape.celType(FieldType.STRING));
        }
        return shape;
    }

    @Override
    public void writeTo(SettingsWriter settings) {
        settings.put("type", TYPE)
                .put("delimiter", word(delimiter))
                .put("quote", word(quote))
                .put("unquoted", quote == null)
                .put("header", header)
                .put("column", columns);
    }

    @Override
    public void check(Violations violations) {
        if (violations.require("column", columns)) {
            Set<String> seen = new HashSet<>();
            for (int i = 0; i < columns.size(); i++) {
                String setting = "column." + (i + 1);
                if (violations.require(setting, columns.get(i)) && !seen.add(columns.get(i))) {
                    violations.add(setting, columns.get(i), "names a column twice.");
                }
            }
        }
        if (delimiter.equals(quote)) {
            violations.add("quote", quote, "must differ from the delimiter.");
        }
        checkCharacter(violations, "delimiter", delimiter);
        checkCharacter(violations, "quote", quote);
    }

    private static void checkCharacter(Violations violations, String setting, Character character) {
        if (character != null && character < ' ' && character != '\t') {
            violations.add(
                    setting, "\\u" + String.format("%04x", (int) character), "may not be a control character but tab.");
        }
    }
}
