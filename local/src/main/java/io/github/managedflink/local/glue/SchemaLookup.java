package io.github.managedflink.local.glue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.managedflink.local.http.Arn;
import io.github.managedflink.local.http.AwsError;
import io.github.managedflink.local.http.AwsRequest;
import java.util.Optional;

/** Finds what a request names by ARN, by names or by the id of a version. */
final class SchemaLookup {
    private static final String DEFAULT_REGISTRY = "default-registry";
    private static final String SCHEMA_ID = "SchemaId";

    private final SchemaStore store;

    SchemaLookup(SchemaStore store) {
        this.store = store;
    }

    /** The registry of {@code RegistryId} or {@code RegistryName}, which need not exist. */
    Arn registryArn(AwsRequest request) {
        JsonNode id = request.body().path("RegistryId");
        return AwsRequest.textOf(id, "RegistryArn")
                .map(Arn::parse)
                .orElseGet(() -> registryArn(
                        request,
                        AwsRequest.textOf(id, "RegistryName")
                                .or(() -> request.optional("RegistryName"))
                                .orElse(DEFAULT_REGISTRY)));
    }

    private Arn registryArn(AwsRequest request, String name) {
        Arn arn = request.caller().arnOf("registry/" + name);
        return store.registries().stream()
                .filter(each ->
                        each.region().equals(arn.region()) && each.resource().equals(arn.resource()))
                .findFirst()
                .orElse(arn);
    }

    /** The schema that is to be created. */
    Arn newSchemaArn(AwsRequest request) {
        return schemaArn(registryArn(request), request.required("SchemaName"));
    }

    private static Arn schemaArn(Arn registry, String name) {
        return new Arn(
                registry.partition(),
                registry.service(),
                registry.region(),
                registry.account(),
                "schema/" + registry.name() + "/" + name);
    }

    /**
     * The schema that the request is about, be it by {@code SchemaId} or by {@code SchemaVersionId}; it need not exist.
     */
    String schemaArn(AwsRequest request) {
        Optional<String> versionId = request.optional("SchemaVersionId");
        if (versionId.isPresent()) {
            return versionById(versionId.get()).schemaArn();
        }
        JsonNode id = request.body().path(SCHEMA_ID);
        return AwsRequest.textOf(id, "SchemaArn").orElseGet(() -> {
            String name = AwsRequest.textOf(id, "SchemaName")
                    .orElseThrow(
                            () -> request.invalid("SchemaId needs a SchemaArn, or a SchemaName and a RegistryName"));
            String registry = AwsRequest.textOf(id, "RegistryName").orElse(DEFAULT_REGISTRY);
            return schemaArn(registryArn(request, registry), name).toString();
        });
    }

    /** @throws AwsError if it does not exist */
    RegisteredSchema schema(AwsRequest request) {
        String arn = schemaArn(request);
        return store.schema(arn).orElseThrow(() -> notFound("Schema is not found. SchemaArn: " + arn));
    }

    /** @throws AwsError if it does not exist */
    SchemaVersion version(AwsRequest request) {
        Optional<String> id = request.optional("SchemaVersionId");
        if (id.isPresent()) {
            return versionById(id.get());
        }
        RegisteredSchema schema = schema(request);
        JsonNode number = request.body().path("SchemaVersionNumber");
        if (number.path("LatestVersion").asBoolean()) {
            return schema.latest().orElseThrow(() -> versionNotFound(schema));
        }
        return schema.versions().stream()
                .filter(each -> each.number() == number.path("VersionNumber").asLong())
                .findFirst()
                .orElseThrow(() -> versionNotFound(schema));
    }

    private SchemaVersion versionById(String id) {
        return store.version(id).orElseThrow(() -> notFound("Schema version is not found. SchemaVersionId: " + id));
    }

    static AwsError versionNotFound(RegisteredSchema schema) {
        return notFound("Schema version is not found. SchemaArn: " + schema.arn());
    }

    static AwsError notFound(String message) {
        return AwsError.badRequest("EntityNotFoundException", message);
    }
}
