package io.github.managedflink.constructs;

import io.github.managedflink.spec.MskAuthentication;
import io.github.managedflink.spec.MskSource;
import io.github.managedflink.spec.MskStartOffsets;
import io.github.managedflink.spec.settings.Faults;
import java.util.List;
import java.util.Optional;

/**
 * Reads topics of an MSK cluster or of any other Kafka cluster. A value: each method gives a changed copy, and copies
 * share their cluster.
 *
 * <p>Permissions with IAM: {@code kafka-cluster:Connect} on the cluster, {@code DescribeTopic} and {@code ReadData} on
 * the topics, {@code DescribeGroup} and {@code AlterGroup} on the consumer group. With SCRAM and mutual TLS: {@code
 * secretsmanager:GetSecretValue} on the secret, and {@code kms:Decrypt} on its key.
 */
public final class MskSourceBinding implements SourceBinding {
    private static final String SOURCE = "Source";

    private final MskClusterBinding cluster;
    private final List<String> topics;
    private final String topicPattern;
    private final Given<String> groupId;
    private final MskStartOffsets startOffsets;

    private MskSourceBinding(
            MskClusterBinding cluster,
            List<String> topics,
            String topicPattern,
            Given<String> groupId,
            MskStartOffsets startOffsets) {
        this.cluster = cluster;
        this.topics = topics;
        this.topicPattern = topicPattern;
        this.groupId = groupId;
        this.startOffsets = startOffsets;
    }

    /** Reads these topics. */
    public static MskSourceBinding of(MskClusterBinding cluster, String... topics) {
        return new MskSourceBinding(cluster, List.of(topics), null, Given.nothing(), MskStartOffsets.earliest());
    }

    /**
     * Reads all topics whose whole names match a regular expression in Java's syntax. There is no alarm on the lag,
     * which MSK measures by topic, and IAM allows all topics that begin as the expression does.
     */
    public static MskSourceBinding ofPattern(MskClusterBinding cluster, String regularExpression) {
        return new MskSourceBinding(cluster, List.of(), regularExpression, Given.nothing(), MskStartOffsets.earliest());
    }

    /**
     * The consumer group, 1 to 200 letters, digits, dots, underscores or hyphens, which no other job may use. Default:
     * made of the names of stack and pipeline.
     */
    public MskSourceBinding groupId(String id) {
        return new MskSourceBinding(cluster, topics, topicPattern, Given.of(id), startOffsets);
    }

    /** From where a job without state reads. Default: the oldest records. */
    public MskSourceBinding startOffsets(MskStartOffsets offsets) {
        return new MskSourceBinding(cluster, topics, topicPattern, groupId, offsets);
    }

    @Override
    public void check(Faults faults) {
        groupId.check("groupId", faults);
        if (faults.require("cluster", cluster)) {
            cluster.check(faults);
        }
    }

    @Override
    public List<ResourceBinding> resources() {
        return Optional.<ResourceBinding>ofNullable(cluster).stream().toList();
    }

    @Override
    public boolean needsVpc() {
        return cluster != null && cluster.isInVpc();
    }

    @Override
    public MskSource plan() {
        String group = groupId.toOptional().orElseGet(() -> Unresolved.text("GroupId"));
        return cluster == null
                ? spec(Unresolved.text("BootstrapServers"), MskAuthentication.iam(), group)
                : spec(cluster.plannedBootstrapServers(), cluster.plannedAuthentication(), group);
    }

    @Override
    public BoundMskSource bind(BindingContext context) {
        BoundMskCluster bound = cluster.bind(context);
        String group = groupId.toOptional().orElseGet(() -> DefaultName.of(context.scope(), SOURCE));
        return new BoundMskSource(bound, spec(bound.bootstrapServers(), bound.authentication(), group));
    }

    private MskSource spec(String brokers, MskAuthentication authentication, String group) {
        return MskSource.builder()
                .bootstrapServers(brokers)
                .topics(topics.toArray(String[]::new))
                .topicPattern(topicPattern)
                .groupId(group)
                .startOffsets(startOffsets)
                .authentication(authentication)
                .build();
    }
}
