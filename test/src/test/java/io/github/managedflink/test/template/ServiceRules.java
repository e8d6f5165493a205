package io.github.managedflink.test.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Rules of the service that no schema has: what the API answers to an application whose every property is well formed.
 * They are written here once more, from the API's documentation, so that the library's own checks are held against
 * something else.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/managed-flink/latest/apiv2/API_CreateApplication.html">CreateApplication</a>
 */
final class ServiceRules {
    private static final Set<String> RUNTIMES =
            Set.of("FLINK-1_15", "FLINK-1_18", "FLINK-1_19", "FLINK-1_20", "FLINK-2_2", "FLINK-2_3");

    private final String resource;
    private final List<Finding> findings = new ArrayList<>();

    private ServiceRules(String resource) {
        this.resource = resource;
    }

    static List<Finding> check(Path template) {
        List<Finding> findings = new ArrayList<>();
        read(template).path("Resources").properties().forEach(entry -> {
            ServiceRules rules = new ServiceRules(entry.getKey());
            JsonNode properties = entry.getValue().path("Properties");
            switch (entry.getValue().path("Type").asText()) {
                case "AWS::KinesisAnalyticsV2::Application" -> rules.checkApplication(properties);
                case "AWS::KinesisAnalyticsV2::ApplicationCloudWatchLoggingOption" -> rules.checkLogging(properties);
                default -> {
                    // The service has no word in what other resources are.
                }
            }
            findings.addAll(rules.findings);
        });
        return findings;
    }

    private static JsonNode read(Path template) {
        try {
            return new JsonMapper().readTree(template.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void checkApplication(JsonNode application) {
        JsonNode configuration = application.path("ApplicationConfiguration");
        JsonNode flink = configuration.path("FlinkApplicationConfiguration");
        require(
                "runtime",
                RUNTIMES.contains(application.path("RuntimeEnvironment").asText()),
                "RuntimeEnvironment");
        require("mode", application.path("ApplicationMode").asText("STREAMING").equals("STREAMING"), "ApplicationMode");
        require("studio", !configuration.has("ZeppelinApplicationConfiguration"), "ZeppelinApplicationConfiguration");
        require("sql", !configuration.has("SqlApplicationConfiguration"), "SqlApplicationConfiguration");
        for (String block : List.of("CheckpointConfiguration", "MonitoringConfiguration", "ParallelismConfiguration")) {
            checkConfigurationType(block, flink.path(block));
        }
        checkParallelism(flink.path("ParallelismConfiguration"));
        checkCode(configuration.path("ApplicationCodeConfiguration"));
        checkPropertyGroups(configuration.path("EnvironmentProperties").path("PropertyGroups"));
        checkKey(configuration.path("ApplicationEncryptionConfiguration"));
        checkRestore(application.path("RunConfiguration").path("ApplicationRestoreConfiguration"));
        require("vpc", configuration.path("VpcConfigurations").size() <= 1, "VpcConfigurations");
    }

    private void checkConfigurationType(String path, JsonNode block) {
        boolean custom = block.path("ConfigurationType").asText().equals("CUSTOM");
        require("configuration-type", custom || block.size() <= 1, path);
    }

    private void checkParallelism(JsonNode block) {
        JsonNode perKpu = block.path("ParallelismPerKPU");
        require(
                "parallelism-per-kpu",
                !perKpu.isNumber() || (perKpu.isInt() && perKpu.asInt() <= 8),
                "ParallelismPerKPU");
        JsonNode parallelism = block.path("Parallelism");
        require("parallelism", !parallelism.isNumber() || parallelism.isInt(), "Parallelism");
    }

    private void checkCode(JsonNode code) {
        require("code", code.path("CodeContentType").asText().equals("ZIPFILE"), "CodeContentType");
        JsonNode content = code.path("CodeContent");
        require("code", content.size() == 1 && content.has("S3ContentLocation"), "CodeContent");
        JsonNode place = content.path("S3ContentLocation");
        require("code", place.has("BucketARN") && place.has("FileKey"), "S3ContentLocation");
    }

    private void checkPropertyGroups(JsonNode groups) {
        require("property-groups", groups.size() <= 50, "PropertyGroups");
        Set<String> ids = new HashSet<>();
        for (JsonNode group : groups) {
            String id = group.path("PropertyGroupId").asText();
            String path = "PropertyGroups." + id;
            require("property-groups", ids.add(id), path);
            JsonNode map = group.path("PropertyMap");
            require("property-groups", map.size() >= 1 && map.size() <= 50, path);
            map.properties().forEach(entry -> {
                require("property-groups", hasLength(entry.getKey()), path);
                JsonNode value = entry.getValue();
                require(
                        "property-groups",
                        !value.isTextual() || hasLength(value.asText()),
                        path + "." + entry.getKey());
            });
        }
    }

    private static boolean hasLength(String text) {
        return !text.isEmpty() && text.length() <= 2048;
    }

    private void checkKey(JsonNode encryption) {
        boolean own = encryption.path("KeyType").asText().equals("CUSTOMER_MANAGED_KEY");
        require("key", own == encryption.has("KeyId"), "ApplicationEncryptionConfiguration");
    }

    private void checkRestore(JsonNode restore) {
        boolean custom = restore.path("ApplicationRestoreType").asText().equals("RESTORE_FROM_CUSTOM_SNAPSHOT");
        require("restore", custom == restore.has("SnapshotName"), "ApplicationRestoreConfiguration");
    }

    private void checkLogging(JsonNode option) {
        String arn = option.path("CloudWatchLoggingOption").path("LogStreamARN").toString();
        require("log-stream", arn.contains(":log-stream:"), "CloudWatchLoggingOption.LogStreamARN");
    }

    private void require(String rule, boolean holds, String path) {
        if (!holds) {
            findings.add(new Finding("MSF-" + rule, resource, path, "the service refuses this"));
        }
    }
}
