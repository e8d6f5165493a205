package io.github.managedflink.jobs.glue;

import io.github.managedflink.jobs.aws.AwsService;
import io.github.managedflink.jobs.record.ServiceFailure;
import io.github.managedflink.model.LocalEndpoints;
import io.github.managedflink.model.format.GlueSchema;
import java.io.Serializable;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.glue.model.GetSchemaVersionResponse;
import software.amazon.awssdk.services.glue.model.RegisterSchemaVersionResponse;
import software.amazon.awssdk.services.glue.model.SchemaId;
import software.amazon.awssdk.services.glue.model.SchemaVersionStatus;

/**
 * A registry of schemas.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-schema-registry-api.html">Schema registry
 *     API</a>
 */
public final class GlueRegistry implements SchemaVersions, Serializable {
    private static final long serialVersionUID = 1L;
    private static final String NOT_FOUND = "EntityNotFoundException";
    private static final String ALREADY_THERE = "AlreadyExistsException";
    /** How long the service takes to check a new version, more or less. */
    private static final long CHECK_MILLIS = 1_000;

    private final String arn;
    private final AwsService service;

    public GlueRegistry(String arn, LocalEndpoints endpoints) {
        this.arn = arn;
        this.service = AwsService.of(arn, endpoints);
    }

    @Override
    public Optional<SchemaVersion> find(UUID id) {
        try (RegistryCalls calls = new RegistryCalls(service, arn)) {
            GetSchemaVersionResponse version = calls.call(
                    "glue:GetSchemaVersion", client -> client.getSchemaVersion(r -> r.schemaVersionId(id.toString())));
            return Optional.of(new SchemaVersion(version.dataFormatAsString(), version.schemaDefinition()));
        } catch (RegistryRefusal e) {
            if (e.code().equals(NOT_FOUND)) {
                return Optional.empty();
            }
            throw failure("does not give the version " + id + " of a schema", e);
        }
    }

    /**
     * The id of the version that has a schema's definition. If there is none, it is registered, where the schema allows
     * that.
     *
     * @throws ServiceFailure if there is none and none can be made
     */
    public UUID versionOf(GlueSchema schema) {
        try (RegistryCalls calls = new RegistryCalls(service, arn)) {
            try {
                return UUID.fromString(calls.call(
                                "glue:GetSchemaByDefinition",
                                client -> client.getSchemaByDefinition(
                                        r -> r.schemaId(idOf(schema)).schemaDefinition(schema.definition())))
                        .schemaVersionId());
            } catch (RegistryRefusal e) {
                if (!e.code().equals(NOT_FOUND) || !schema.isAutoRegistered()) {
                    throw failure(
                            "has no version of the schema " + schema.name()
                                    + " with the definition that the job writes with. Register it, or let the job do so"
                                    + " (auto-registration)",
                            e);
                }
                return register(schema, calls);
            }
        } catch (RegistryRefusal e) {
            throw failure("does not take the schema " + schema.name(), e);
        }
    }

    /**
     * Registering a definition that is there already gives its version, so that it does no harm when others do the
     * same.
     */
    private UUID register(GlueSchema schema, RegistryCalls calls) throws RegistryRefusal {
        while (true) {
            try {
                RegisterSchemaVersionResponse version = calls.call(
                        "glue:RegisterSchemaVersion",
                        client -> client.registerSchemaVersion(
                                r -> r.schemaId(idOf(schema)).schemaDefinition(schema.definition())));
                if (version.status() == SchemaVersionStatus.AVAILABLE) {
                    return UUID.fromString(version.schemaVersionId());
                }
                if (version.status() != SchemaVersionStatus.PENDING) {
                    throw new ServiceFailure(
                            "The schema registry " + arn + " has refused version " + version.versionNumber()
                                    + " of the schema " + schema.name() + ": its status is " + version.statusAsString()
                                    + ". It must go with the earlier versions as the schema's compatibility mode says.");
                }
                calls.pause(CHECK_MILLIS);
            } catch (RegistryRefusal e) {
                if (!e.code().equals(NOT_FOUND)) {
                    throw e;
                }
                create(schema, calls);
            }
        }
    }

    private void create(GlueSchema schema, RegistryCalls calls) throws RegistryRefusal {
        try {
            calls.call(
                    "glue:CreateSchema",
                    client -> client.createSchema(r -> r.registryId(id -> id.registryArn(arn))
                            .schemaName(schema.name())
                            .dataFormat(schema.dataFormat().name())
                            .compatibility(schema.compatibility().name())
                            .schemaDefinition(schema.definition())));
        } catch (RegistryRefusal e) {
            if (!e.code().equals(ALREADY_THERE)) {
                throw e;
            }
        }
    }

    /**
     * By its ARN: names alone would be looked up in the account that calls, which may have a registry of the same name.
     */
    private SchemaId idOf(GlueSchema schema) {
        return SchemaId.builder()
                .schemaArn(arn.replaceFirst(":registry/", ":schema/") + "/" + schema.name())
                .build();
    }

    private ServiceFailure failure(String what, RegistryRefusal refusal) {
        return new ServiceFailure("The schema registry " + arn + " " + what + ": " + refusal.getMessage(), refusal);
    }
}
