package io.github.managedflink.jobs.glue;

import io.github.managedflink.jobs.format.RecordParser;
import io.github.managedflink.jobs.record.DataRecord;
import io.github.managedflink.jobs.record.RecordFault;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * Makes records of messages, each by the version of the schema that it names. Versions never change, so each is asked
 * for once. For one thread.
 */
public final class GlueParser implements RecordParser {
    /** A version that is unknown may be one of another region that has yet to arrive, so it is asked for again. */
    private static final long UNKNOWN_NANOS = 60_000_000_000L;
    /** Damaged messages name any number of versions; beyond this many, all that are unknown are forgotten. */
    private static final int MAX_UNKNOWN = 10_000;

    /** Makes what parses the messages of one version. */
    @FunctionalInterface
    public interface Reading {
        RecordParser of(SchemaVersion version) throws RecordFault;
    }

    private final SchemaVersions versions;
    private final Reading reading;
    private final LongSupplier nanoTime;
    private final Map<UUID, RecordParser> parsers = new HashMap<>();
    private final Map<UUID, Long> unknown = new HashMap<>();

    public GlueParser(SchemaVersions versions, Reading reading) {
        this(versions, reading, System::nanoTime);
    }

    public GlueParser(SchemaVersions versions, Reading reading, LongSupplier nanoTime) {
        this.versions = versions;
        this.reading = reading;
        this.nanoTime = nanoTime;
    }

    @Override
    public DataRecord parse(byte[] message) throws RecordFault {
        GlueMessage parsed = GlueMessage.parse(message);
        RecordParser parser = parsers.get(parsed.schemaVersion());
        if (parser == null) {
            parser = parser(parsed.schemaVersion());
        }
        return parser.parse(parsed.data());
    }

    private RecordParser parser(UUID id) throws RecordFault {
        Long askedAt = unknown.get(id);
        if (askedAt != null && nanoTime.getAsLong() - askedAt < UNKNOWN_NANOS) {
            throw unknown(id);
        }
        Optional<SchemaVersion> version = versions.find(id);
        if (version.isEmpty()) {
            if (unknown.size() >= MAX_UNKNOWN) {
                unknown.clear();
            }
            unknown.put(id, nanoTime.getAsLong());
            throw unknown(id);
        }
        unknown.remove(id);
        RecordParser parser = orRefusal(version.get());
        parsers.put(id, parser);
        return parser;
    }

    /** A version that messages cannot be read with refuses them all. */
    private RecordParser orRefusal(SchemaVersion version) {
        try {
            return reading.of(version);
        } catch (RecordFault e) {
            String reason = e.getMessage();
            return message -> {
                throw new RecordFault(reason);
            };
        }
    }

    private static RecordFault unknown(UUID id) {
        return new RecordFault("the registry has no schema version " + id + ", which the message names");
    }
}
