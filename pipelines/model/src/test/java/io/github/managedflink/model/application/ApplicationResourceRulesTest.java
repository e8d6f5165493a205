package io.github.managedflink.model.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.managedflink.model.settings.Violation;
import io.github.managedflink.model.settings.Violations;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ApplicationResourceRulesTest {
    private static final Map<String, Object> CODE = Map.of(
            "CodeContentType",
            "ZIPFILE",
            "CodeContent",
            Map.of("S3ContentLocation", Map.of("BucketARN", "arn:aws:s3:::jars", "FileKey", "a.jar")));
    /** As the CDK encodes a number that only the deployment knows. */
    private static final double NUMBER_TOKEN = -1.8881545897087626E289;

    private static final Map<String, Object> REFERENCE = Map.of("Fn::GetAtt", List.of("Role", "Arn"));

    static List<Arguments> refused() {
        return List.of(
                Arguments.of(
                        configuration("FlinkApplicationConfiguration", custom("Parallelism", "abc")),
                        "Parallelism = \"abc\": must be a whole number"),
                Arguments.of(
                        configuration("FlinkApplicationConfiguration", custom("ParallelismPerKPU", 9)),
                        "ParallelismPerKPU = \"9\": must be between 1 and 8"),
                Arguments.of(
                        configuration("FlinkApplicationConfiguration", custom("Parallelism", 0)),
                        "Parallelism = \"0\": must be between 1 and"),
                Arguments.of(
                        configuration("FlinkApplicationConfiguration", custom("AutoScalingEnabled", "yes")),
                        "AutoScalingEnabled = \"yes\": must be one of false, true"),
                Arguments.of(
                        configuration(
                                "FlinkApplicationConfiguration",
                                Map.of(
                                        "MonitoringConfiguration",
                                        Map.of("ConfigurationType", "DEFAULT", "LogLevel", "INFO"))),
                        "MonitoringConfiguration.LogLevel = \"INFO\": is not taken beside the ConfigurationType DEFAULT. Use CUSTOM."),
                Arguments.of(
                        configuration("EnvironmentProperties", groups(group("a"), group("a"))),
                        "PropertyGroupId = \"a\": is there twice"),
                Arguments.of(
                        configuration(
                                "EnvironmentProperties",
                                groups(Map.of("PropertyGroupId", "a", "PropertyMap", Map.of()))),
                        "PropertyMap = \"set\": must have 1 to 50 properties"),
                Arguments.of(
                        configuration(
                                "EnvironmentProperties",
                                groups(Map.of("PropertyGroupId", "a", "PropertyMap", Map.of("k", "")))),
                        "PropertyMap.k = \"\": must have 1 to 2,048 characters"),
                Arguments.of(
                        configuration(
                                "ApplicationCodeConfiguration",
                                Map.of("CodeContentType", "PLAINTEXT", "CodeContent", Map.of("TextContent", "x"))),
                        "CodeContentType = \"PLAINTEXT\": is not for Flink"),
                Arguments.of(
                        configuration(
                                "VpcConfigurations",
                                List.of(Map.of("SubnetIds", List.of(), "SecurityGroupIds", List.of("sg-1")))),
                        "SubnetIds = \"0 subnets\": must be 1 to 16"),
                Arguments.of(
                        configuration(
                                "ApplicationEncryptionConfiguration", Map.of("KeyType", "AWS_OWNED_KEY", "KeyId", "k")),
                        "KeyId = \"k\": does not go with the key type AWS_OWNED_KEY"),
                Arguments.of(
                        configuration("ApplicationEncryptionConfiguration", Map.of("KeyType", "CUSTOMER_MANAGED_KEY")),
                        "KeyId: is required but missing"),
                Arguments.of(
                        configuration("ZeppelinApplicationConfiguration", Map.of()),
                        "ZeppelinApplicationConfiguration = \"set\": does not go with a Flink runtime"),
                Arguments.of(with("RuntimeEnvironment", "FLINK-1_8"), "RuntimeEnvironment = \"FLINK-1_8\": is retired"),
                Arguments.of(with("RuntimeEnvironment", "FLINK-1_17"), "has never been a runtime"),
                Arguments.of(with("RuntimeEnvironment", null), "RuntimeEnvironment: is required but missing"),
                Arguments.of(
                        with("RuntimeEnvironment", List.of("FLINK-1_20")),
                        "RuntimeEnvironment = \"set\": must be a text"),
                Arguments.of(
                        with("ServiceExecutionRole", "Orders-Role"),
                        "ServiceExecutionRole = \"Orders-Role\": must be the ARN of a role"),
                Arguments.of(
                        with("ApplicationConfiguration", "text"),
                        "ApplicationConfiguration = \"text\": must be an object"),
                Arguments.of(
                        configuration("EnvironmentProperties", List.of()),
                        "EnvironmentProperties = \"set\": must be an object"),
                Arguments.of(with("ApplicationMode", "INTERACTIVE"), "ApplicationMode = \"INTERACTIVE\""),
                Arguments.of(
                        with(
                                "RunConfiguration",
                                Map.of(
                                        "ApplicationRestoreConfiguration",
                                        Map.of("ApplicationRestoreType", "RESTORE_FROM_CUSTOM_SNAPSHOT"))),
                        "SnapshotName: is required"),
                Arguments.of(
                        with("Tags", List.of(Map.of("Key", "team", "Value", "a"), Map.of("Key", "team", "Value", "b"))),
                        "Tags.Key = \"team\": is there twice"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("refused")
    void whatTheServiceRefusesIsOneFault(Map<String, Object> properties, String message) {
        assertThat(violations(properties)).anySatisfy(fault -> assertThat(fault).contains(message));
    }

    static List<Map<String, Object>> taken() {
        return List.of(
                with("ApplicationName", "orders"),
                with("RuntimeEnvironment", Map.of("Ref", "Runtime")),
                with("RuntimeEnvironment", "FLINK-9_9"),
                with("ApplicationConfiguration", Map.of("Fn::If", List.of("Big", Map.of(), Map.of()))),
                configuration("FlinkApplicationConfiguration", custom("Parallelism", "2")),
                configuration("FlinkApplicationConfiguration", custom("Parallelism", 2.0)),
                configuration("FlinkApplicationConfiguration", custom("Parallelism", Map.of("Ref", "Parallelism"))),
                configuration("FlinkApplicationConfiguration", custom("ParallelismPerKPU", NUMBER_TOKEN)),
                configuration(
                        "VpcConfigurations",
                        List.of(Map.of("SubnetIds", Map.of("Ref", "Subnets"), "SecurityGroupIds", List.of("sg-1")))),
                configuration("EnvironmentProperties", groups(group("a"), group("b"))),
                configuration("EnvironmentProperties", Map.of("PropertyGroups", Map.of("Fn::If", List.of()))));
    }

    @ParameterizedTest
    @MethodSource("taken")
    void whatTheServiceTakesPasses(Map<String, Object> properties) {
        assertThat(violations(properties)).isEmpty();
    }

    @Test
    void allFaultsAreFoundAtOnce() {
        assertThat(violations(Map.of("ApplicationName", "a b")))
                .hasSize(4)
                .anySatisfy(fault -> assertThat(fault).startsWith("ApplicationName = \"a b\""))
                .anySatisfy(fault -> assertThat(fault).startsWith("ServiceExecutionRole"))
                .anySatisfy(
                        fault -> assertThat(fault).startsWith("ApplicationConfiguration.ApplicationCodeConfiguration"));
    }

    private static List<String> violations(Map<String, Object> properties) {
        Violations violations = new Violations();
        ApplicationResourceRules.check(properties, violations);
        return violations.all().stream().map(Violation::toString).collect(Collectors.toUnmodifiableList());
    }

    private static Map<String, Object> with(String name, Object value) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("RuntimeEnvironment", "FLINK-1_20");
        properties.put("ServiceExecutionRole", REFERENCE);
        properties.put("ApplicationConfiguration", Map.of("ApplicationCodeConfiguration", CODE));
        properties.put(name, value);
        return properties;
    }

    private static Map<String, Object> configuration(String name, Object value) {
        Map<String, Object> configuration = new LinkedHashMap<>(Map.of("ApplicationCodeConfiguration", CODE));
        configuration.put(name, value);
        return with("ApplicationConfiguration", configuration);
    }

    private static Map<String, Object> custom(String name, Object value) {
        return Map.of("ParallelismConfiguration", Map.of("ConfigurationType", "CUSTOM", name, value));
    }

    private static Map<String, Object> groups(Map<?, ?>... groups) {
        return Map.of("PropertyGroups", List.of(groups));
    }

    private static Map<String, Object> group(String id) {
        return Map.of("PropertyGroupId", id, "PropertyMap", Map.of("k", "v"));
    }
}
