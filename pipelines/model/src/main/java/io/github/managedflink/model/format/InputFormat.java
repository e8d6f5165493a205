package io.github.managedflink.model.format;

import io.github.managedflink.model.record.RecordShape;
import io.github.managedflink.model.settings.Arguments;
import io.github.managedflink.model.settings.SettingsReader;
import io.github.managedflink.model.settings.SpecValue;
import io.github.managedflink.model.settings.TypeReaders;

/** How the source's bytes become records. */
public abstract class InputFormat extends SpecValue {
    InputFormat() {}

    /** Returns one JSON object a message. */
    public static JsonInput json() {
        return new JsonInput();
    }

    /** Returns one line of comma-separated values a message; the columns' names are given here. */
    public static CsvInput csv(String... columns) {
        return CsvInput.of(Arguments.all("columns", columns));
    }

    /** Returns one line of tab-separated values a message; the columns' names are given here. */
    public static CsvInput tsv(String... columns) {
        return CsvInput.of(Arguments.all("columns", columns)).withDelimiter('\t');
    }

    /** Returns one text a message, taken apart by a regular expression whose named groups are the fields. */
    public static RegexInput regex(String expression) {
        return new RegexInput(expression);
    }

    /**
     * Returns the format of Avro that is written with schemas of AWS Glue Schema Registry; {@code registryArn} is the
     * registry's ARN.
     */
    public static GlueAvroInput glueAvro(String registryArn) {
        return new GlueAvroInput(registryArn);
    }

    /**
     * Returns the format of JSON that is written with schemas of AWS Glue Schema Registry; {@code registryArn} is the
     * registry's ARN.
     */
    public static GlueJsonInput glueJson(String registryArn) {
        return new GlueJsonInput(registryArn);
    }

    /** Returns the word for the format, in settings and messages. */
    public abstract String type();

    /** Returns what is known of a record's fields before the first step. */
    public abstract RecordShape shape();

    /** Reads what was written; null where it is missing or unknown. */
    public static InputFormat read(SettingsReader settings) {
        return Types.READERS.read(settings);
    }

    /** A class of its own, because a class must not be initialized together with its subclasses. */
    private static final class Types {
        static final TypeReaders<InputFormat> READERS = new TypeReaders<InputFormat>("input format")
                .with(JsonInput.TYPE, JsonInput::read)
                .with(CsvInput.TYPE, CsvInput::read)
                .with(RegexInput.TYPE, RegexInput::read)
                .with(GlueAvroInput.TYPE, GlueAvroInput::read)
                .with(GlueJsonInput.TYPE, GlueJsonInput::read);
    }
}
