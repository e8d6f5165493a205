package io.github.managedflink.jobs.glue;

import io.github.managedflink.jobs.format.MessageEncoder;
import io.github.managedflink.jobs.record.DataRecord;
import io.github.managedflink.jobs.record.RecordFault;
import java.util.UUID;

/** Writes messages with one version of a schema. For one thread. */
public final class GlueEncoder implements MessageEncoder {
    /** Makes a message's data of a record. */
    @FunctionalInterface
    public interface Data {
        byte[] of(DataRecord record) throws RecordFault;
    }

    private final UUID schemaVersion;
    private final Data data;
    private final boolean compressed;

    public GlueEncoder(UUID schemaVersion, Data data, boolean compressed) {
        this.schemaVersion = schemaVersion;
        this.data = data;
        this.compressed = compressed;
    }

    @Override
    public byte[] encode(DataRecord record) throws RecordFault {
        return GlueMessage.bytes(schemaVersion, data.of(record), compressed);
    }
}
