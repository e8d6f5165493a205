package io.github.managedflink.local.glue;

import java.time.Instant;

/**
 * A version of a schema.
 *
 * @param id a UUID
 * @param number from 1 on
 * @param status whether it is in force, or was refused because it does not go with the earlier versions
 */
public record SchemaVersion(
        String id,
        String schemaArn,
        DataFormat format,
        long number,
        String definition,
        Status status,
        Instant created) {

    /** The states that the stand-in knows; the service has more for a time. */
    public enum Status {
        /** In force. */
        AVAILABLE,
        /** Not compatible. */
        FAILURE
    }

    Object parsed() {
        return format.parse(definition);
    }
}
