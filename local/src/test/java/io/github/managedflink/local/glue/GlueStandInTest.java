package io.github.managedflink.local.glue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.github.managedflink.local.gate.Gate;
import io.github.managedflink.local.gate.ServiceCall;
import io.github.managedflink.local.gate.ServiceFault;
import io.github.managedflink.local.http.AwsClients;
import io.github.managedflink.local.http.AwsEndpoint;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.AlreadyExistsException;
import software.amazon.awssdk.services.glue.model.CreateSchemaResponse;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.GetSchemaVersionResponse;
import software.amazon.awssdk.services.glue.model.GlueException;
import software.amazon.awssdk.services.glue.model.InvalidInputException;
import software.amazon.awssdk.services.glue.model.RegisterSchemaVersionResponse;
import software.amazon.awssdk.services.glue.model.SchemaId;
import software.amazon.awssdk.services.glue.model.SchemaVersionStatus;

/**
 * Conformance with the <a href="https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-schema-registry-api.html">API
 * reference</a>.
 */
class GlueStandInTest {
    private static final String REGISTRY = "arn:aws:glue:us-east-1:111122223333:registry/shop";
    private static final String SCHEMA = "arn:aws:glue:us-east-1:111122223333:schema/shop/orders";
    private static final SchemaId ID =
            SchemaId.builder().registryName("shop").schemaName("orders").build();

    private static final String V1 =
            "{\"type\":\"record\",\"name\":\"Order\",\"fields\":[{\"name\":\"id\",\"type\":\"long\"}]}";
    private static final String WITH_OPTIONAL = "{\"type\":\"record\",\"name\":\"Order\",\"fields\":["
            + "{\"name\":\"id\",\"type\":\"long\"},{\"name\":\"note\",\"type\":\"string\",\"default\":\"\"}]}";
    private static final String WITH_REQUIRED = "{\"type\":\"record\",\"name\":\"Order\",\"fields\":["
            + "{\"name\":\"id\",\"type\":\"long\"},{\"name\":\"note\",\"type\":\"string\"}]}";
    private static final String WITHOUT_ID = "{\"type\":\"record\",\"name\":\"Order\",\"fields\":["
            + "{\"name\":\"note\",\"type\":\"string\",\"default\":\"\"}]}";

    private final Gate gate = Gate.open();
    private final GlueStandIn glue = new GlueStandIn();
    private final AwsEndpoint endpoint = AwsEndpoint.start(gate, List.of(glue));
    private final GlueClient client = AwsClients.pointedTo(endpoint.endpoint(), GlueClient.builder());

    GlueStandInTest() {
        glue.createRegistry(REGISTRY);
    }

    @AfterEach
    void close() {
        client.close();
        endpoint.close();
    }

    // API_CreateSchema, API_GetSchemaVersion, API_GetSchemaByDefinition, API_GetSchema
    @Test
    void findsAVersionByIdByNumberAndByDefinition() {
        CreateSchemaResponse created = create("BACKWARD");
        String id = created.schemaVersionId();

        assertThat(created.schemaArn()).isEqualTo(SCHEMA);
        assertThat(created.schemaVersionStatus()).isEqualTo(SchemaVersionStatus.AVAILABLE);
        assertThat(List.of(
                        client.getSchemaVersion(r -> r.schemaVersionId(id)),
                        client.getSchemaVersion(r -> r.schemaId(ID).schemaVersionNumber(n -> n.latestVersion(true))),
                        client.getSchemaVersion(r ->
                                r.schemaId(s -> s.schemaArn(SCHEMA)).schemaVersionNumber(n -> n.versionNumber(1L)))))
                .allSatisfy(version -> {
                    assertThat(version.schemaVersionId()).isEqualTo(id);
                    assertThat(version.schemaDefinition()).isEqualTo(V1);
                    assertThat(version.dataFormatAsString()).isEqualTo("AVRO");
                    assertThat(version.schemaArn()).isEqualTo(SCHEMA);
                });
        assertThat(client.getSchemaByDefinition(r -> r.schemaId(ID).schemaDefinition(V1.replace(",", " ,\n")))
                        .schemaVersionId())
                .isEqualTo(id);
        assertThat(client.getSchema(r -> r.schemaId(ID)).latestSchemaVersion()).isEqualTo(1);
    }

    // https://docs.aws.amazon.com/glue/latest/dg/schema-registry-gs.html#schema-registry-gs1b: GetSchemaVersion is
    // permitted on "*"
    // alone (https://github.com/awslabs/aws-glue-schema-registry/issues/68), the others on the registry and the schema.
    @Test
    void recordsCallsByTheResourcesThatPermissionsName() {
        String id = create("BACKWARD").schemaVersionId();
        client.getSchemaVersion(r -> r.schemaVersionId(id));
        client.getSchemaByDefinition(r -> r.schemaId(ID).schemaDefinition(V1));

        assertThat(gate.served())
                .containsOnly(
                        Map.entry(new ServiceCall("glue", "CreateSchema", SCHEMA), 1L),
                        Map.entry(new ServiceCall("glue", "GetSchemaVersion", "*"), 1L),
                        Map.entry(new ServiceCall("glue", "GetSchemaByDefinition", SCHEMA), 1L));
    }

    // https://docs.aws.amazon.com/glue/latest/dg/schema-registry.html#schema-registry-compatibility: "BACKWARD: you can
    // delete
    // fields and add optional fields", "FORWARD: add fields and delete optional fields". A version that does not go
    // with the
    // others gets the status FAILURE (API_RegisterSchemaVersion).
    @ParameterizedTest
    @CsvSource({
        "NONE,         true,  true,  true",
        "BACKWARD,     true,  false, true",
        "BACKWARD_ALL, true,  false, true",
        "FORWARD,      true,  true,  false",
        "FORWARD_ALL,  true,  true,  false",
        "FULL,         true,  false, false",
        "FULL_ALL,     true,  false, false"
    })
    void checksAvroForCompatibility(String mode, boolean optional, boolean required, boolean without) {
        create(mode);

        assertThat(isAvailable(WITH_REQUIRED)).isEqualTo(required);
        if (!required) { // Else the next ones would be compared with that.
            assertThat(isAvailable(WITH_OPTIONAL)).isEqualTo(optional);
            assertThat(isAvailable(WITHOUT_ID)).isEqualTo(without);
        }
        GetSchemaVersionResponse latest =
                client.getSchemaVersion(r -> r.schemaId(ID).schemaVersionNumber(n -> n.latestVersion(true)));
        assertThat(latest.status()).isEqualTo(SchemaVersionStatus.AVAILABLE);
    }

    // BACKWARD compares with the last version alone, BACKWARD_ALL with every one.
    @ParameterizedTest
    @CsvSource({"BACKWARD, true", "BACKWARD_ALL, false"})
    void comparesWithAsManyVersionsAsTheModeSays(String mode, boolean available) {
        create(mode);
        assertThat(isAvailable(WITH_OPTIONAL)).isTrue();

        // Without a default, a note can be read from the last version, which has one, but not from the first.
        assertThat(isAvailable(WITH_REQUIRED)).isEqualTo(available);
    }

    @Test
    void takesNoSecondVersionWhereVersioningIsDisabled() {
        create("DISABLED");

        assertThatThrownBy(() -> register(WITH_OPTIONAL)).isInstanceOf(InvalidInputException.class);
        assertThat(register(V1).versionNumber()).isEqualTo(1);
    }

    // API_RegisterSchemaVersion: "If the same schema definition is already stored ... the schema ID of the existing
    // schema is
    // returned".
    @Test
    void registersADefinitionOnce() {
        CreateSchemaResponse created = create("BACKWARD");
        RegisterSchemaVersionResponse second = register(WITH_OPTIONAL);

        assertThat(register(V1).schemaVersionId()).isEqualTo(created.schemaVersionId());
        assertThat(register(WITH_OPTIONAL).schemaVersionId()).isEqualTo(second.schemaVersionId());
        assertThat(second.versionNumber()).isEqualTo(2);
        assertThat(glue.versions(SCHEMA)).hasSize(2);
    }

    @Test
    void takesJsonSchemas() {
        client.createSchema(r -> r.registryId(i -> i.registryArn(REGISTRY))
                .schemaName("orders")
                .dataFormat("JSON")
                .compatibility("BACKWARD")
                .schemaDefinition("{\"type\":\"object\"}"));

        assertThat(client.getSchemaByDefinition(r -> r.schemaId(ID).schemaDefinition("{ \"type\": \"object\" }"))
                        .dataFormatAsString())
                .isEqualTo("JSON");
    }

    // The words "Schema is not found" and "Schema version is not found" are what AWS's own serializer decides upon.
    @Test
    void namesWhatItDoesNotFind() {
        assertThatThrownBy(
                        () -> client.getSchemaByDefinition(r -> r.schemaId(ID).schemaDefinition(V1)))
                .isInstanceOf(EntityNotFoundException.class)
                .hasMessageContaining("Schema is not found.");
        create("NONE");
        assertThatThrownBy(
                        () -> client.getSchemaByDefinition(r -> r.schemaId(ID).schemaDefinition(WITH_OPTIONAL)))
                .isInstanceOf(EntityNotFoundException.class)
                .hasMessageContaining("Schema version is not found.");
        assertThatThrownBy(() -> client.getSchemaVersion(
                        r -> r.schemaVersionId(UUID.randomUUID().toString())))
                .isInstanceOf(EntityNotFoundException.class);
        assertThatThrownBy(() -> client.getRegistry(r -> r.registryId(i -> i.registryName("missing"))))
                .isInstanceOf(EntityNotFoundException.class);
        assertThatThrownBy(() -> client.createSchema(r -> r.registryId(i -> i.registryName("missing"))
                        .schemaName("orders")
                        .dataFormat("AVRO")
                        .schemaDefinition(V1)))
                .isInstanceOf(EntityNotFoundException.class);
    }

    @Test
    void refusesInvalidInput() {
        create("NONE");

        assertThatThrownBy(() -> create("NONE")).isInstanceOf(AlreadyExistsException.class);
        assertThatThrownBy(() -> client.createRegistry(r -> r.registryName("shop 2")))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> register("{\"type\":\"recor\"}")).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> client.createSchema(r -> r.registryId(i -> i.registryName("shop"))
                        .schemaName("payments")
                        .dataFormat("PROTOBUF")
                        .schemaDefinition("x")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("DataFormat 'PROTOBUF' is not supported; it has to be one of [AVRO, JSON]");
    }

    // API_CreateRegistry, API_GetRegistry
    @Test
    void createsRegistries() {
        String arn = client.createRegistry(r -> r.registryName("other")).registryArn();

        assertThat(client.getRegistry(r -> r.registryId(i -> i.registryArn(arn)))
                        .registryName())
                .isEqualTo("other");
        assertThatThrownBy(() -> client.createRegistry(r -> r.registryName("other")))
                .isInstanceOf(AlreadyExistsException.class);
    }

    // API_PutSchemaVersionMetadata, API_QuerySchemaVersionMetadata
    @Test
    void keepsMetadataOfVersions() {
        String id = create("NONE").schemaVersionId();

        client.putSchemaVersionMetadata(r -> r.schemaVersionId(id)
                .metadataKeyValue(m -> m.metadataKey("topic").metadataValue("orders")));

        assertThat(client.querySchemaVersionMetadata(r -> r.schemaVersionId(id))
                        .metadataInfoMap()
                        .get("topic")
                        .metadataValue())
                .isEqualTo("orders");
        assertThatThrownBy(() -> client.putSchemaVersionMetadata(r -> r.schemaVersionId(id)
                        .metadataKeyValue(m -> m.metadataKey("topic").metadataValue("other"))))
                .isInstanceOf(AlreadyExistsException.class);
    }

    @Test
    void throttles() {
        gate.inject(ServiceFault.throttle("glue", Duration.ofHours(1)));

        assertThatThrownBy(() -> client.getRegistry(r -> r.registryId(i -> i.registryName("shop"))))
                .asInstanceOf(type(GlueException.class))
                .satisfies(e -> assertThat(e.isThrottlingException()).isTrue());
    }

    private CreateSchemaResponse create(String compatibility) {
        return client.createSchema(r -> r.registryId(i -> i.registryName("shop"))
                .schemaName("orders")
                .dataFormat("AVRO")
                .compatibility(compatibility)
                .schemaDefinition(V1));
    }

    private RegisterSchemaVersionResponse register(String definition) {
        return client.registerSchemaVersion(r -> r.schemaId(ID).schemaDefinition(definition));
    }

    private boolean isAvailable(String definition) {
        return register(definition).status() == SchemaVersionStatus.AVAILABLE;
    }
}
