package io.github.managedflink.local.glue;

import io.github.managedflink.local.http.Arn;
import io.github.managedflink.local.http.AwsError;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** All registries and their schemas. */
final class SchemaStore {
    private final Map<String, Arn> registries = new ConcurrentHashMap<>();
    private final Map<String, RegisteredSchema> schemas = new ConcurrentHashMap<>();
    private final Clock clock;

    SchemaStore(Clock clock) {
        this.clock = clock;
    }

    Collection<Arn> registries() {
        return registries.values();
    }

    Optional<RegisteredSchema> schema(String arn) {
        return Optional.ofNullable(schemas.get(arn));
    }

    /** @throws AwsError if it exists */
    void createRegistry(Arn arn) {
        if (registries.putIfAbsent(arn.toString(), arn) != null) {
            throw alreadyExists("Registry already exists. RegistryName: " + arn.name());
        }
    }

    /** @throws AwsError if it exists, or its registry does not, or the definition is not valid */
    RegisteredSchema createSchema(Arn arn, DataFormat format, Compatibility compatibility, String definition) {
        Arn registry = registryOf(arn);
        if (!registries.containsKey(registry.toString())) {
            throw new AwsError(
                    400, "EntityNotFoundException", "Registry is not found. RegistryName: " + registry.name());
        }
        RegisteredSchema schema = new RegisteredSchema(arn, format, compatibility, clock.instant());
        schema.register(definition, clock.instant());
        if (schemas.putIfAbsent(arn.toString(), schema) != null) {
            throw alreadyExists("Schema already exists. SchemaName: " + arn.name());
        }
        return schema;
    }

    private static Arn registryOf(Arn schema) {
        String name = schema.resource().split("/", -1)[1];
        return new Arn(schema.partition(), schema.service(), schema.region(), schema.account(), "registry/" + name);
    }

    private static AwsError alreadyExists(String message) {
        return AwsError.badRequest("AlreadyExistsException", message);
    }

    SchemaVersion register(RegisteredSchema schema, String definition) {
        return schema.register(definition, clock.instant());
    }

    Optional<SchemaVersion> version(String id) {
        return schemas.values().stream()
                .flatMap(schema -> schema.versions().stream())
                .filter(version -> version.id().equals(id))
                .findFirst();
    }
}
