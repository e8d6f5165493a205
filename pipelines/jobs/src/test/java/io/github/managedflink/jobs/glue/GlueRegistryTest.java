package io.github.managedflink.jobs.glue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.managedflink.jobs.record.ServiceFailure;
import io.github.managedflink.model.format.GlueSchema;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GlueRegistryTest {
    private static final UUID ID = UUID.fromString("b7b4a7f0-9c96-4e4a-a687-fb5de9ef0c63");
    private static final String NOT_FOUND = "EntityNotFoundException";
    private static final String AVAILABLE =
            "{\"SchemaVersionId\":\"" + ID + "\",\"VersionNumber\":1,\"Status\":\"AVAILABLE\"}";
    private static final String PENDING = AVAILABLE.replace("AVAILABLE", "PENDING");
    private static final GlueSchema SCHEMA =
            GlueSchema.avro(ScriptedRegistry.ARN, "orders", "{\"type\":\"record\",\"name\":\"Order\",\"fields\":[]}");

    private final ScriptedRegistry service = new ScriptedRegistry();
    private final GlueRegistry registry = service.registry();

    GlueRegistryTest() throws IOException {}

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void findsAVersionWhenTheServiceIsBack() {
        service.refuses("GetSchemaVersion", 503, "ServiceUnavailable")
                .refuses("GetSchemaVersion", 400, "ThrottlingException")
                .answers("GetSchemaVersion", "{\"DataFormat\":\"AVRO\",\"SchemaDefinition\":\"{}\"}");

        Optional<SchemaVersion> version = registry.find(ID);

        assertThat(version.map(SchemaVersion::dataFormat)).contains("AVRO");
        assertThat(service.calls()).hasSize(3);
    }

    @Test
    void findsNoVersionThatIsNotThere() {
        service.refuses("GetSchemaVersion", 400, NOT_FOUND);

        assertThat(registry.find(ID)).isEmpty();
    }

    @Test
    void failsTheJobThatMayNotCall() {
        service.refuses("GetSchemaVersion", 400, "AccessDeniedException");

        assertThatThrownBy(() -> registry.find(ID))
                .isInstanceOf(ServiceFailure.class)
                .hasMessageStartingWith("The schema registry " + ScriptedRegistry.ARN
                        + " does not let the job call glue:GetSchemaVersion: scripted")
                .hasMessageEndingWith("Check that the application's role allows the action.");
    }

    @Test
    void endsWithTheJob() throws InterruptedException {
        for (int i = 0; i < 100; i++) {
            service.refuses("GetSchemaVersion", 503, "ServiceUnavailable");
        }
        AtomicReference<Throwable> end = new AtomicReference<>();
        Thread task = new Thread(() -> end.set(catchThrowable(() -> registry.find(ID))));
        task.start();
        service.awaitCall();

        task.interrupt();
        task.join();

        assertThat(end.get()).isInstanceOf(ServiceFailure.class).hasMessageContaining("The job was stopped");
    }

    @Test
    void takesTheVersionThatHasTheDefinition() {
        service.answers("GetSchemaByDefinition", AVAILABLE);

        assertThat(registry.versionOf(SCHEMA)).isEqualTo(ID);
    }

    @Test
    void namesTheAccountOfTheRegistryWhichNeedNotBeThatOfTheJob() {
        service.refuses("GetSchemaByDefinition", 400, NOT_FOUND).answers("RegisterSchemaVersion", AVAILABLE);

        registry.versionOf(SCHEMA.withAutoRegistration());

        assertThat(service.bodies()).hasSize(2).allSatisfy(body -> assertThat(body)
                .contains("{\"SchemaId\":{\"SchemaArn\":\"arn:aws:glue:eu-west-1:111122223333:schema/shop/orders\"}"));
    }

    @Test
    void registersNothingUnlessToldTo() {
        service.refuses("GetSchemaByDefinition", 400, NOT_FOUND);

        assertThatThrownBy(() -> registry.versionOf(SCHEMA))
                .isInstanceOf(ServiceFailure.class)
                .hasMessageContaining("has no version of the schema orders")
                .hasMessageContaining("auto-registration");
        assertThat(service.calls()).containsExactly("GetSchemaByDefinition");
    }

    @Test
    void createsASchemaAndWaitsUntilItsVersionIsAvailable() {
        service.refuses("GetSchemaByDefinition", 400, NOT_FOUND)
                .refuses("RegisterSchemaVersion", 400, NOT_FOUND)
                .answers("CreateSchema", "{}")
                .answers("RegisterSchemaVersion", PENDING)
                .answers("RegisterSchemaVersion", AVAILABLE);

        assertThat(registry.versionOf(SCHEMA.withAutoRegistration())).isEqualTo(ID);
    }

    @Test
    void doesNotMindThatAnotherSubtaskCreatesTheSchema() {
        service.refuses("GetSchemaByDefinition", 400, NOT_FOUND)
                .refuses("RegisterSchemaVersion", 400, NOT_FOUND)
                .refuses("CreateSchema", 400, "AlreadyExistsException")
                .refuses("RegisterSchemaVersion", 400, "ConcurrentModificationException")
                .answers("RegisterSchemaVersion", AVAILABLE);

        assertThat(registry.versionOf(SCHEMA.withAutoRegistration())).isEqualTo(ID);
    }

    @Test
    void failsTheJobWhoseVersionIsNotCompatible() {
        service.refuses("GetSchemaByDefinition", 400, NOT_FOUND)
                .answers("RegisterSchemaVersion", PENDING.replace("PENDING", "FAILURE"));

        assertThatThrownBy(() -> registry.versionOf(SCHEMA.withAutoRegistration()))
                .isInstanceOf(ServiceFailure.class)
                .hasMessageContaining("has refused version 1 of the schema orders: its status is FAILURE");
    }
}
