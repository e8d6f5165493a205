package io.github.managedflink.model.format;

import io.github.managedflink.model.record.RecordShape;
import io.github.managedflink.model.settings.SettingsReader;
import io.github.managedflink.model.settings.SettingsWriter;
import io.github.managedflink.model.settings.SpecValue;
import io.github.managedflink.model.settings.Violations;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** How records are written to files. */
public final class OutputFormat extends SpecValue {
    /** The kinds of file. */
    public enum Type {
        /** One JSON object a line. */
        JSON_LINES,
        /** Apache Parquet. */
        PARQUET,
        /** Returns the format of Avro object container files. */
        AVRO
    }

    /** How files are compressed. */
    public enum Compression {
        /** Not at all. */
        NONE,
        /** Gzip: the whole file of JSON lines, the pages of Parquet. */
        GZIP,
        /** Snappy: Parquet pages and Avro blocks. */
        SNAPPY,
        /** Deflate: Avro blocks. */
        DEFLATE,
        /** Zstandard: Parquet pages and Avro blocks. */
        ZSTD
    }

    private final Type type;
    private final Compression compression;
    private final RecordSchema schema;

    private OutputFormat(Type type, Compression compression, RecordSchema schema) {
        this.type = type;
        this.compression = compression;
        this.schema = schema;
    }

    /** Returns one JSON object a line, not compressed. */
    public static OutputFormat jsonLines() {
        return new OutputFormat(Type.JSON_LINES, Compression.NONE, null);
    }

    /** Returns the format Apache Parquet by an Avro schema, compressed with Snappy. */
    public static OutputFormat parquet(RecordSchema schema) {
        return new OutputFormat(Type.PARQUET, Compression.SNAPPY, schema);
    }

    /** Returns the format of Avro object container files, compressed with Snappy. */
    public static OutputFormat avro(RecordSchema schema) {
        return new OutputFormat(Type.AVRO, Compression.SNAPPY, schema);
    }

    /**
     * Returns the same with another compression. JSON lines: none, gzip. Parquet: none, gzip, Snappy, Zstandard. Avro:
     * none, deflate, Snappy, Zstandard.
     */
    public OutputFormat withCompression(Compression other) {
        return new OutputFormat(type, other, schema);
    }

    public static OutputFormat read(SettingsReader settings) {
        return new OutputFormat(
                settings.word("type", Type.class),
                settings.word("compression", Compression.class),
                settings.has("schema") ? RecordSchema.read(settings.at("schema")) : null);
    }

    /** Returns the kind of file. */
    public Type type() {
        return type;
    }

    /** Returns how files are compressed. */
    public Compression compression() {
        return compression;
    }

    /** Returns the records' schema; null for JSON lines. */
    public RecordSchema schema() {
        return schema;
    }

    @Override
    public void writeTo(SettingsWriter settings) {
        settings.put("type", type).put("compression", compression).put("schema", schema);
    }

    @Override
    public void check(Violations violations) {
        check(violations, RecordShape.open());
    }

    /** Records what is wrong with the format, given what is known of the finished records. */
    public void check(Violations violations, RecordShape finished) {
        if (violations.require("type", type) && violations.require("compression", compression)) {
            List<Compression> allowed = allowed();
            if (!allowed.contains(compression)) {
                violations.add(
                        "compression", compression, "does not go with " + type + "; use one of " + allowed + ".");
            }
            if (type != Type.JSON_LINES && violations.require("schema", schema)) {
                Objects.requireNonNull(schema).check(violations.at("schema"), finished);
            }
        }
    }

    private List<Compression> allowed() {
        switch (type) {
            case JSON_LINES:
                return Arrays.asList(Compression.NONE, Compression.GZIP);
            case PARQUET:
                return Arrays.asList(Compression.NONE, Compression.GZIP, Compression.SNAPPY, Compression.ZSTD);
            default:
                return Arrays.asList(Compression.NONE, Compression.DEFLATE, Compression.SNAPPY, Compression.ZSTD);
        }
    }
}
