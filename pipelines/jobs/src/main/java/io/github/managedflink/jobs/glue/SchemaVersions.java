package io.github.managedflink.jobs.glue;

import java.util.Optional;
import java.util.UUID;

/** Where versions of schemas are found. */
@FunctionalInterface
interface SchemaVersions {
    /**
     * The version of that id; empty if there is none.
     *
     * @throws io.github.managedflink.jobs.record.ServiceFailure if the registry will not tell
     */
    Optional<SchemaVersion> find(UUID id);
}
