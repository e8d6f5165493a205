package io.github.managedflink.constructs.application;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.managedflink.constructs.FlinkApplication;
import io.github.managedflink.constructs.fixture.CdkApps;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.services.kinesisanalyticsv2.CfnApplication;

class ApplicationResourceTest {
    private static final String FLINK = "ApplicationConfiguration.FlinkApplicationConfiguration.";

    static List<Arguments> mistakes() {
        return List.of(
                mistake(
                        "RuntimeEnvironment = \"FLINK-1_8\": is retired",
                        resource -> resource.setRuntimeEnvironment("FLINK-1_8")),
                mistake(
                        "ApplicationMode = \"INTERACTIVE\": does not go with a Flink runtime",
                        resource -> resource.addPropertyOverride("ApplicationMode", "INTERACTIVE")),
                mistake(
                        "ApplicationConfiguration.SqlApplicationConfiguration = \"set\": does not go",
                        resource -> resource.addPropertyOverride(
                                "ApplicationConfiguration.SqlApplicationConfiguration", Map.of("Inputs", List.of()))),
                mistake(
                        "CheckpointConfiguration.CheckpointInterval = \"1000\": is not taken beside the ConfigurationType DEFAULT",
                        resource -> resource.addOverride(
                                "Properties." + FLINK + "CheckpointConfiguration",
                                Map.of("ConfigurationType", "DEFAULT", "CheckpointInterval", 1000))),
                mistake(
                        "ParallelismConfiguration.ParallelismPerKPU = \"9\": must be between 1 and 8",
                        resource ->
                                resource.addPropertyOverride(FLINK + "ParallelismConfiguration.ParallelismPerKPU", 9)),
                mistake(
                        "ServiceExecutionRole: is required but missing",
                        resource -> resource.addPropertyDeletionOverride("ServiceExecutionRole")),
                mistake(
                        "PropertyGroups.orders.PropertyMap.a = \"orders\": is no element of the list there",
                        resource -> resource.addPropertyOverride(
                                "ApplicationConfiguration.EnvironmentProperties.PropertyGroups.orders.PropertyMap.a",
                                "b")),
                mistake(
                        "PropertyGroups.last = \"last\": is no element of the list there",
                        resource -> resource.addPropertyOverride(
                                "ApplicationConfiguration.EnvironmentProperties.PropertyGroups.last", Map.of())),
                mistake(
                        "ApplicationConfiguration.EnvironmentProperties.PropertyGroups.PropertyGroupId = \"a b\": must have 1 to 50",
                        resource -> resource.addPropertyOverride(
                                "ApplicationConfiguration.EnvironmentProperties.PropertyGroups.0.PropertyGroupId",
                                "a b")));
    }

    private static Arguments mistake(String message, Consumer<CfnApplication> override) {
        return Arguments.of(message, override);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void overrideThatTheServiceRefusesIsAnErrorAtSynth(String message, Consumer<CfnApplication> override) {
        Stack stack = CdkApps.stack();
        override.accept(application(stack).getResource());

        assertThatThrownBy(() -> Template.fromStack(stack)).hasMessageContaining(message);
    }

    @Test
    void overrideThatTheServiceTakesPasses() {
        Stack stack = CdkApps.stack();
        CfnApplication resource = application(stack).getResource();
        resource.addPropertyOverride(
                "ApplicationConfiguration.ApplicationSnapshotConfiguration.SnapshotMode", "ENHANCED_SNAPSHOTS");
        resource.addPropertyOverride(FLINK + "ParallelismConfiguration.ParallelismPerKPU", 9);
        resource.addPropertyOverride(FLINK + "ParallelismConfiguration.ParallelismPerKPU", 2);

        assertThatCode(() -> Template.fromStack(stack)).doesNotThrowAnyException();
    }

    private static FlinkApplication application(Stack stack) {
        return FlinkApplication.Builder.create(stack, "Orders")
                .code(ApplicationCode.bundledPipeline())
                .propertyGroup("orders", Map.of("a", "b"))
                .build();
    }
}
