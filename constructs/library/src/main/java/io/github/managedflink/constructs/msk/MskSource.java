package io.github.managedflink.constructs.msk;

import io.github.managedflink.constructs.connector.BindingContext;
import io.github.managedflink.constructs.connector.PipelineSource;
import io.github.managedflink.constructs.connector.SharedResource;
import io.github.managedflink.constructs.internal.Setting;
import io.github.managedflink.model.msk.MskAuthentication;
import io.github.managedflink.model.settings.Arguments;
import io.github.managedflink.model.settings.Violations;
import io.github.managedflink.model.source.KafkaStartingOffsets;
import io.github.managedflink.model.source.MskSourceSpec;
import java.util.List;
import java.util.Optional;
import software.amazon.awscdk.services.ec2.IVpc;

/**
 * Reads topics of an MSK cluster or of any other Kafka cluster. A value: each {@code with} method returns a changed
 * copy, and copies share their cluster.
 *
 * <p>Permissions with IAM: {@code kafka-cluster:Connect} on the cluster, {@code DescribeTopic} and {@code ReadData} on
 * the topics, {@code DescribeGroup} and {@code AlterGroup} on the consumer group. With SCRAM and mutual TLS:
 * {@code secretsmanager:GetSecretValue} on the secret, and {@code kms:Decrypt} on its key.
 */
public final class MskSource implements PipelineSource {
    private static final String SOURCE = "Source";

    private final MskMembership group;
    private final List<String> topics;
    private final String topicPattern;
    private final KafkaStartingOffsets startOffsets;

    private MskSource(
            MskMembership group, List<String> topics, String topicPattern, KafkaStartingOffsets startOffsets) {
        this.group = group;
        this.topics = topics;
        this.topicPattern = topicPattern;
        this.startOffsets = startOffsets;
    }

    /** Reads these topics. */
    public static MskSource of(MskCluster cluster, String... topics) {
        return new MskSource(groupOf(cluster), Arguments.all("topics", topics), null, KafkaStartingOffsets.earliest());
    }

    /**
     * Reads all topics whose whole names match a regular expression in Java's syntax. There is no alarm on the lag,
     * which MSK measures by topic, and IAM allows all topics that begin as the expression does.
     */
    public static MskSource ofPattern(MskCluster cluster, String regularExpression) {
        return new MskSource(groupOf(cluster), List.of(), regularExpression, KafkaStartingOffsets.earliest());
    }

    private static MskMembership groupOf(MskCluster cluster) {
        return new MskMembership(cluster, "groupId", Setting.nothing());
    }

    /**
     * Sets the consumer group, 1 to 200 letters, digits, dots, underscores or hyphens, which no other job may use.
     * Default: made of the names of stack and pipeline.
     */
    public MskSource withGroupId(String id) {
        return new MskSource(group.withName(Setting.of(id)), topics, topicPattern, startOffsets);
    }

    /** Sets from where a job without state reads. Default: the oldest records. */
    public MskSource withStartOffsets(KafkaStartingOffsets offsets) {
        return new MskSource(group, topics, topicPattern, offsets);
    }

    @Override
    public void check(Violations violations) {
        group.check(violations);
    }

    @Override
    public List<SharedResource> resources() {
        return group.resources();
    }

    @Override
    public Optional<IVpc> vpc() {
        return group.vpc();
    }

    @Override
    public boolean needsVpc() {
        return group.needsVpc();
    }

    @Override
    public boolean hasOneShard() {
        return topics.size() == 1 && group.cluster() != null && group.cluster().hasOnePartition(topics.get(0));
    }

    @Override
    public MskSourceSpec plan() {
        return group.plan(this::spec);
    }

    @Override
    public MskSourceConfig bind(BindingContext context) {
        MskClusterConfig bound = group.cluster().bind(context);
        return new MskSourceConfig(bound, group.in(bound, context, SOURCE, this::spec));
    }

    private MskSourceSpec spec(String brokers, MskAuthentication authentication, String groupId) {
        return MskSourceSpec.builder()
                .bootstrapServers(brokers)
                .topics(topics.toArray(String[]::new))
                .topicPattern(topicPattern)
                .groupId(groupId)
                .startOffsets(startOffsets)
                .authentication(authentication)
                .build();
    }
}
