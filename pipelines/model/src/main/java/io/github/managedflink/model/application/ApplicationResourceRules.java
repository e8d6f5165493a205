package io.github.managedflink.model.application;

import io.github.managedflink.model.PropertyGroups;
import io.github.managedflink.model.settings.Violations;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What the service refuses of an {@code AWS::KinesisAnalyticsV2::Application} that runs Flink, read off its final
 * properties as a template has them. Values that only the deployment knows pass.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/managed-flink/latest/apiv2/API_CreateApplication.html">CreateApplication</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-kinesisanalyticsv2-application.html">AWS::KinesisAnalyticsV2::Application</a>
 */
public final class ApplicationResourceRules {
    /** How many subnets an application may have. */
    public static final int MAX_SUBNETS = 16;
    /** How many security groups an application may have. */
    public static final int MAX_SECURITY_GROUPS = 5;
    /** How many parallel tasks may share a KPU. */
    public static final int MAX_PARALLELISM_PER_KPU = 8;
    /** A name of an application. */
    public static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_.-]{1,128}");
    /** A description of an application. */
    public static final Pattern DESCRIPTION = Pattern.compile("(?s).{0,1024}");
    /** A time of day at which a maintenance window begins. */
    public static final Pattern TIME = Pattern.compile("([01][0-9]|2[0-3]):[0-5][0-9]");
    /** An id of a property group. */
    public static final Pattern GROUP_ID = Pattern.compile("[a-zA-Z0-9_.-]{1," + PropertyGroups.MAX_ID + "}");
    /** A key or a value in a property group. */
    public static final Pattern PROPERTY = Pattern.compile("(?s).{1," + PropertyGroups.MAX_TEXT + "}");

    private static final int MAX_TAGS = 50;
    private static final Pattern ROLE = Pattern.compile("arn:[^:]+:iam::\\d{12}:role/.+");
    private static final List<String> CONFIGURATIONS = List.of(
            "ApplicationCodeConfiguration",
            "ApplicationEncryptionConfiguration",
            "ApplicationSnapshotConfiguration",
            "ApplicationSystemRollbackConfiguration",
            "EnvironmentProperties",
            "FlinkApplicationConfiguration");
    private static final String TYPE = "ConfigurationType";
    private static final Pattern S3_TEXT = Pattern.compile("(?s).{1,1024}");
    private static final Set<String> TYPES = new TreeSet<>(Set.of("CUSTOM", "DEFAULT"));
    private static final Set<String> LOG_LEVELS = new TreeSet<>(Set.of("DEBUG", "ERROR", "INFO", "WARN"));
    private static final Set<String> METRICS_LEVELS =
            new TreeSet<>(Set.of("APPLICATION", "OPERATOR", "PARALLELISM", "TASK"));
    private static final Set<String> FLAGS = new TreeSet<>(Set.of("false", "true"));
    private static final Set<String> RESTORE_TYPES = new TreeSet<>(
            Set.of("RESTORE_FROM_CUSTOM_SNAPSHOT", "RESTORE_FROM_LATEST_SNAPSHOT", "SKIP_RESTORE_FROM_SNAPSHOT"));
    private static final String OWNED = "AWS_OWNED_KEY";
    private static final String CUSTOMER = "CUSTOMER_MANAGED_KEY";

    private final TemplateValue properties;
    private final TemplateValue configuration;

    private ApplicationResourceRules(TemplateValue properties) {
        this.properties = properties;
        this.configuration = properties.at("ApplicationConfiguration");
    }

    /**
     * Records all that the service would refuse.
     *
     * @param properties the resource's properties, of maps, lists, texts, numbers and flags, under the names that
     *     CloudFormation has
     */
    public static void check(Map<String, ?> properties, Violations violations) {
        new ApplicationResourceRules(new TemplateValue("", properties, violations)).check(violations);
    }

    private void check(Violations violations) {
        properties.at("RuntimeEnvironment").requireText();
        properties
                .at("RuntimeEnvironment")
                .text()
                .ifPresent(name -> RuntimeEnvironments.check("RuntimeEnvironment", name, violations));
        properties.at("ServiceExecutionRole").requireText();
        properties
                .at("ServiceExecutionRole")
                .matches(
                        ROLE,
                        "must be the ARN of a role. In a template, take it with Fn::GetAtt; Ref gives the role's name.");
        properties
                .at("ApplicationName")
                .matches(NAME, "must have 1 to 128 letters, digits, underscores, dots or hyphens.");
        properties.at("ApplicationDescription").matches(DESCRIPTION, "must have at most 1,024 characters.");
        properties
                .at("ApplicationMode")
                .text()
                .filter(mode -> !mode.equals("STREAMING"))
                .ifPresent(mode -> properties
                        .at("ApplicationMode")
                        .refuse("does not go with a Flink runtime. Use STREAMING, or leave it out."));
        checkTags(violations);
        properties
                .at("ApplicationMaintenanceConfiguration")
                .at("ApplicationMaintenanceWindowStartTime")
                .matches(TIME, "must be a time of day in UTC such as 02:30, from 00:00 to 23:59.");
        configuration.mustBeObject();
        CONFIGURATIONS.forEach(name -> configuration.at(name).mustBeObject());
        String otherRuntime = "does not go with a Flink runtime. Leave it out.";
        configuration.at("SqlApplicationConfiguration").refuseIfPresent(otherRuntime);
        configuration.at("ZeppelinApplicationConfiguration").refuseIfPresent(otherRuntime);
        checkCode(configuration.at("ApplicationCodeConfiguration"));
        checkFlink(configuration.at("FlinkApplicationConfiguration"));
        checkPropertyGroups(configuration.at("EnvironmentProperties").at("PropertyGroups"));
        checkVpc(configuration.at("VpcConfigurations"));
        checkEncryption(configuration.at("ApplicationEncryptionConfiguration"));
        configuration
                .at("ApplicationSnapshotConfiguration")
                .at("SnapshotsEnabled")
                .oneOf(FLAGS);
        configuration
                .at("ApplicationSystemRollbackConfiguration")
                .at("RollbackEnabled")
                .oneOf(FLAGS);
        checkRestore(properties.at("RunConfiguration").at("ApplicationRestoreConfiguration"));
    }

    private void checkTags(Violations violations) {
        List<TemplateValue> tags = properties.at("Tags").elements();
        if (tags.size() > MAX_TAGS) {
            violations.add(
                    "tags",
                    tags.size() + " tags",
                    "are too many; the service takes " + MAX_TAGS
                            + ". Remove some from the application, or from the stack and app that pass them on.");
        }
        Set<String> keys = new HashSet<>();
        for (TemplateValue tag : tags) {
            TemplateValue key = tag.at("Key");
            key.text().filter(text -> !keys.add(text)).ifPresent(text -> key.refuse("is there twice. Leave one out."));
        }
    }

    private static void checkCode(TemplateValue code) {
        code.require();
        TemplateValue type = code.at("CodeContentType");
        type.text()
                .filter(text -> !text.equals("ZIPFILE"))
                .ifPresent(text -> type.refuse("is not for Flink, whose code is a jar or a zip. Use ZIPFILE."));
        TemplateValue content = code.at("CodeContent");
        content.at("TextContent").refuseIfPresent("is not for Flink, whose code is a jar or a zip in S3.");
        TemplateValue location = content.at("S3ContentLocation");
        if (code.isPresent() && !content.at("ZipFileContent").isPresent()) {
            location.require();
        }
        if (location.isPresent()) {
            location.at("BucketARN").require();
            location.at("FileKey").require();
        }
        location.at("FileKey").matches(S3_TEXT, "must have 1 to 1,024 characters.");
        location.at("ObjectVersion").matches(S3_TEXT, "must have 1 to 1,024 characters.");
    }

    private static void checkFlink(TemplateValue flink) {
        TemplateValue checkpoints = part(
                flink.at("CheckpointConfiguration"),
                List.of("CheckpointInterval", "CheckpointingEnabled", "MinPauseBetweenCheckpoints"));
        checkpoints.at("CheckpointingEnabled").oneOf(FLAGS);
        checkpoints.at("CheckpointInterval").wholeNumber(1, Long.MAX_VALUE);
        checkpoints.at("MinPauseBetweenCheckpoints").wholeNumber(0, Long.MAX_VALUE);
        TemplateValue monitoring = part(flink.at("MonitoringConfiguration"), List.of("LogLevel", "MetricsLevel"));
        monitoring.at("LogLevel").oneOf(LOG_LEVELS);
        monitoring.at("MetricsLevel").oneOf(METRICS_LEVELS);
        TemplateValue parallelism = part(
                flink.at("ParallelismConfiguration"),
                List.of("AutoScalingEnabled", "Parallelism", "ParallelismPerKPU"));
        parallelism.at("Parallelism").wholeNumber(1, Integer.MAX_VALUE);
        parallelism.at("ParallelismPerKPU").wholeNumber(1, MAX_PARALLELISM_PER_KPU);
        parallelism.at("AutoScalingEnabled").oneOf(FLAGS);
    }

    /** A part that must be custom to hold values. */
    private static TemplateValue part(TemplateValue part, List<String> settings) {
        if (part.isPresent()) {
            TemplateValue type = part.at(TYPE);
            type.require();
            type.oneOf(TYPES);
            if (type.isText("DEFAULT")) {
                settings.forEach(name -> part.at(name)
                        .refuseIfPresent("is not taken beside the ConfigurationType DEFAULT. Use CUSTOM."));
            }
        }
        return part;
    }

    private static void checkPropertyGroups(TemplateValue groups) {
        groups.size(0, PropertyGroups.MAX_GROUPS, "groups");
        Set<String> ids = new HashSet<>();
        for (TemplateValue group : groups.elements()) {
            TemplateValue id = group.at("PropertyGroupId");
            id.require();
            id.matches(
                    GROUP_ID,
                    "must have 1 to " + PropertyGroups.MAX_ID + " letters, digits, underscores, dots or hyphens.");
            id.text()
                    .filter(text -> !ids.add(text))
                    .ifPresent(text -> id.refuse("is there twice. Merge the two groups."));
            checkEntries(group.at("PropertyMap"));
        }
    }

    private static void checkEntries(TemplateValue map) {
        int count = map.entries().size();
        if (!map.isPresent() || map.isEmptyMap()) {
            map.refuse("must have 1 to " + PropertyGroups.MAX_ENTRIES + " properties. Leave the group out.");
        } else if (count > PropertyGroups.MAX_ENTRIES) {
            map.refuse("must have 1 to " + PropertyGroups.MAX_ENTRIES + " properties. Split the group.");
        }
        for (Object key : map.entries().keySet()) {
            map.at(String.valueOf(key))
                    .matches(
                            PROPERTY, "must have 1 to 2,048 characters. Leave the property out where it has no value.");
        }
    }

    private static void checkVpc(TemplateValue configurations) {
        configurations.size(0, 1, "networks");
        for (TemplateValue vpc : configurations.elements()) {
            vpc.at("SubnetIds").require();
            vpc.at("SubnetIds").size(1, MAX_SUBNETS, "subnets");
            vpc.at("SecurityGroupIds").require();
            vpc.at("SecurityGroupIds").size(1, MAX_SECURITY_GROUPS, "groups");
        }
    }

    private static void checkEncryption(TemplateValue encryption) {
        TemplateValue type = encryption.at("KeyType");
        TemplateValue key = encryption.at("KeyId");
        if (encryption.isPresent()) {
            type.require();
        }
        type.oneOf(new TreeSet<>(Set.of(OWNED, CUSTOMER)));
        if (type.isText(OWNED)) {
            key.refuseIfPresent("does not go with the key type " + OWNED + ". Leave it out, or use " + CUSTOMER + ".");
        }
        if (type.isText(CUSTOMER)) {
            key.require();
        }
    }

    private static void checkRestore(TemplateValue restore) {
        TemplateValue type = restore.at("ApplicationRestoreType");
        type.oneOf(RESTORE_TYPES);
        boolean custom = type.isText("RESTORE_FROM_CUSTOM_SNAPSHOT");
        TemplateValue name = restore.at("SnapshotName");
        if (custom && !name.isPresent() && !restore.at("SnapshotArn").isPresent()) {
            name.refuse("is required but missing.");
        }
    }
}
