package io.github.managedflink.local.glue;

import io.github.managedflink.local.glue.SchemaVersion.Status;
import io.github.managedflink.local.http.Arn;
import io.github.managedflink.local.http.AwsError;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** A schema with its versions. */
final class RegisteredSchema {
    private final Arn arn;
    private final DataFormat format;
    private final Compatibility compatibility;
    private final Instant created;
    private final List<SchemaVersion> versions = new ArrayList<>();

    RegisteredSchema(Arn arn, DataFormat format, Compatibility compatibility, Instant created) {
        this.arn = arn;
        this.format = format;
        this.compatibility = compatibility;
        this.created = created;
    }

    Arn arn() {
        return arn;
    }

    DataFormat format() {
        return format;
    }

    Compatibility compatibility() {
        return compatibility;
    }

    Instant created() {
        return created;
    }

    synchronized List<SchemaVersion> versions() {
        return List.copyOf(versions);
    }

    synchronized Optional<SchemaVersion> latest() {
        return available().reduce((first, second) -> second);
    }

    /** The version in force with this definition. */
    synchronized Optional<SchemaVersion> find(String definition) {
        Object parsed = format.parse(definition);
        return available().filter(each -> each.parsed().equals(parsed)).findFirst();
    }

    private Stream<SchemaVersion> available() {
        return versions.stream().filter(each -> each.status() == Status.AVAILABLE);
    }

    /**
     * Adds a version, which becomes available or fails, unless there is one with this definition: then that is the
     * result.
     *
     * @throws AwsError if the definition is not valid or there may be no more versions
     */
    synchronized SchemaVersion register(String definition, Instant now) {
        Optional<SchemaVersion> existing = find(definition);
        if (existing.isPresent()) {
            return existing.get();
        }
        List<Object> earlier = available().map(SchemaVersion::parsed).toList();
        if (!earlier.isEmpty() && compatibility == Compatibility.DISABLED) {
            throw AwsError.badRequest(
                    "InvalidInputException",
                    "Versioning is disabled for the schema " + arn + ": it takes no new version.");
        }
        boolean compatible = earlier.isEmpty() || compatibility.allows(format.parse(definition), earlier);
        SchemaVersion version = new SchemaVersion(
                UUID.randomUUID().toString(),
                arn.toString(),
                format,
                versions.size() + 1L,
                definition,
                compatible ? Status.AVAILABLE : Status.FAILURE,
                now);
        versions.add(version);
        return version;
    }
}
