package io.github.managedflink.jobs.connector;

import io.github.managedflink.jobs.avro.AvroDecoder;
import io.github.managedflink.jobs.format.JsonRecordWriter;
import io.github.managedflink.jobs.format.MessageEncoder;
import io.github.managedflink.jobs.format.RecordParser;
import io.github.managedflink.jobs.glue.AvroData;
import io.github.managedflink.jobs.glue.GlueEncoder;
import io.github.managedflink.jobs.glue.GlueParser;
import io.github.managedflink.jobs.glue.GlueRegistry;
import io.github.managedflink.jobs.glue.JsonData;
import io.github.managedflink.jobs.glue.JsonRules;
import io.github.managedflink.jobs.glue.SchemaVersion;
import io.github.managedflink.jobs.record.RecordFault;
import io.github.managedflink.model.LocalEndpoints;
import io.github.managedflink.model.format.GlueAvroInput;
import io.github.managedflink.model.format.GlueJsonInput;
import io.github.managedflink.model.format.GlueSchema;
import io.github.managedflink.model.format.InputFormat;
import io.github.managedflink.model.format.MessageFormat;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/** The formats that may have schemas of a registry. */
public final class MessageFormats {
    private MessageFormats() {}

    /** Makes parsers of any format where the job runs. */
    public static RecordParser.Factory parsers(InputFormat format, LocalEndpoints endpoints) {
        if (format instanceof GlueAvroInput) {
            GlueRegistry registry = new GlueRegistry(((GlueAvroInput) format).registryArn(), endpoints);
            Schema reader = ((GlueAvroInput) format).readerSchema();
            String readerText = reader == null ? null : reader.toString();
            return () -> new GlueParser(registry, avro(readerText == null ? null : parse(readerText)));
        }
        if (format instanceof GlueJsonInput) {
            GlueRegistry registry = new GlueRegistry(((GlueJsonInput) format).registryArn(), endpoints);
            return () -> new GlueParser(registry, MessageFormats::json);
        }
        return RecordParser.factory(format);
    }

    /**
     * How messages are written. For one thread.
     *
     * @throws io.github.managedflink.jobs.record.ServiceFailure if the registry does not have the format's schema
     */
    public static MessageEncoder encoder(MessageFormat format, LocalEndpoints endpoints) {
        if (format.schema().isEmpty()) {
            return new JsonRecordWriter()::bytes;
        }
        GlueSchema schema = format.schema().get();
        GlueRegistry registry = new GlueRegistry(schema.registryArn(), endpoints);
        GlueEncoder.Data data = schema.dataFormat() == GlueSchema.DataFormat.AVRO
                ? new AvroData(parse(schema.definition()))
                : new JsonData(schema.definition());
        return new GlueEncoder(registry.versionOf(schema), data, schema.isCompressed());
    }

    /**
     * Reads Avro.
     *
     * @param reader null to read each version as it is
     */
    public static GlueParser.Reading avro(Schema reader) {
        return version -> {
            requireFormat(version, "AVRO");
            try {
                Schema writer = parse(version.definition());
                AvroDecoder decoder = new AvroDecoder(writer, reader == null ? writer : reader);
                return decoder::decode;
            } catch (AvroRuntimeException e) {
                throw new RecordFault("the schema that the message names is no use: " + e.getMessage());
            }
        };
    }

    public static RecordParser json(SchemaVersion version) throws RecordFault {
        requireFormat(version, "JSON");
        JsonRules rules;
        try {
            rules = new JsonRules(version.definition());
        } catch (IllegalArgumentException e) {
            throw new RecordFault("the schema that the message names is no use: " + e.getMessage());
        }
        RecordParser parser = RecordParser.factory(InputFormat.json()).create();
        return message -> rules.checked(parser.parse(message));
    }

    private static void requireFormat(SchemaVersion version, String expected) throws RecordFault {
        if (!version.dataFormat().equals(expected)) {
            throw new RecordFault("the message is written in " + version.dataFormat() + ", not in " + expected);
        }
    }

    private static Schema parse(String definition) {
        return new Schema.Parser().parse(definition);
    }
}
