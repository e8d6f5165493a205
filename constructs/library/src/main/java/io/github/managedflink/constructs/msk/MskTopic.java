package io.github.managedflink.constructs.msk;

import io.github.managedflink.model.settings.NamedValues;
import io.github.managedflink.model.settings.Tokens;
import io.github.managedflink.model.settings.Violations;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.msk.CfnTopic;
import software.constructs.Construct;

/**
 * A topic that is created with the stack, in a provisioned cluster with Kafka 3.6 or later. When it leaves the stack it
 * stays, with its records, unless it is in a new cluster whose removal policy is another. A value: each {@code with}
 * method returns a changed copy.
 *
 * @see <a href="https://docs.aws.amazon.com/msk/latest/developerguide/msk-topic-operations-information.html">Topic
 *     operations</a>
 */
public final class MskTopic {
    private static final int MOST_DEFAULT_REPLICAS = 3;
    private static final Pattern NAME = Pattern.compile("(?!\\.{1,2}$)[a-zA-Z0-9._-]{1,249}");
    /** Kafka's settings and their values are names, numbers, and lists of them. */
    private static final Pattern SETTING = Pattern.compile("[a-zA-Z0-9._:,*-]+");

    private final String name;
    private final int partitions;
    /** Null for the default. */
    private final Integer replicationFactor;

    private final NamedValues<String> settings;

    private MskTopic(String name, int partitions, Integer replicationFactor, NamedValues<String> settings) {
        this.name = name;
        this.partitions = partitions;
        this.replicationFactor = replicationFactor;
        this.settings = settings;
    }

    /**
     * Returns a topic.
     *
     * @param name 1 to 249 letters, digits, dots, underscores and hyphens
     * @param partitions at least 1; they can become more later, never fewer
     */
    public static MskTopic of(String name, int partitions) {
        return new MskTopic(name, partitions, null, NamedValues.none());
    }

    /**
     * Sets how many brokers hold each partition, 1 to the number of brokers. Default: 3, or 2 in a cluster of two
     * brokers, as MSK has it. It cannot be changed later.
     *
     * @see <a href="https://docs.aws.amazon.com/msk/latest/developerguide/msk-default-configuration.html">Default
     *     configuration</a>
     */
    public MskTopic withReplicationFactor(int replicas) {
        return new MskTopic(name, partitions, replicas, settings);
    }

    /**
     * Adds a setting of the topic by Kafka's name, such as {@code retention.ms}. Default: the cluster's.
     *
     * @see <a href="https://kafka.apache.org/39/documentation.html#topicconfigs">Settings of topics</a>
     */
    public MskTopic withSetting(String key, String value) {
        return new MskTopic(name, partitions, replicationFactor, settings.with(key, value));
    }

    String name() {
        return name;
    }

    int partitions() {
        return partitions;
    }

    /** How many brokers of a cluster hold each partition. */
    int replicas(int brokers) {
        return replicationFactor == null ? Math.min(brokers, MOST_DEFAULT_REPLICAS) : replicationFactor;
    }

    void check(Violations violations) {
        if (violations.require("name", name)) {
            if (Tokens.isToken(name)) {
                violations.add("name", name, "is known only at deployment. Give a name that is known at synth.");
            }
            violations.matches(
                    "name",
                    name,
                    NAME,
                    "is no name of a topic; it has 1 to 249 letters, digits, dots, underscores or hyphens.");
        }
        violations.range("partitions", partitions, 1, Integer.MAX_VALUE);
        violations.range("replicationFactor", replicationFactor, 1, Integer.MAX_VALUE);
        settings.forEach((key, value) -> {
            if (key == null || value == null || !SETTING.matcher(key + value).matches()) {
                violations.add("setting." + key, String.valueOf(value), "is no setting of a topic.");
            }
        });
        settings.repeated()
                .forEach(key -> violations.add("setting." + key, key, "is given twice. Leave one of them out."));
    }

    /** @param brokers how many the cluster has, as far as it is known */
    void create(Construct scope, String clusterArn, int brokers, RemovalPolicy removalPolicy) {
        CfnTopic.Builder.create(scope, "Topic-" + name)
                .clusterArn(clusterArn)
                .topicName(name)
                .partitionCount(partitions)
                .replicationFactor(replicas(brokers))
                .configs(settings.names().isEmpty() ? null : Base64.getEncoder().encodeToString(json()))
                .build()
                .applyRemovalPolicy(removalPolicy);
    }

    /** The checked settings have nothing that JSON would escape. */
    private byte[] json() {
        return settings.asMap().entrySet().stream()
                .map(entry -> "\"" + entry.getKey() + "\":\"" + entry.getValue() + "\"")
                .collect(Collectors.joining(",", "{", "}"))
                .getBytes(StandardCharsets.UTF_8);
    }
}
