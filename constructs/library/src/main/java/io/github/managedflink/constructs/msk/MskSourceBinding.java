package io.github.managedflink.constructs.msk;

import io.github.managedflink.constructs.connector.BindingContext;
import io.github.managedflink.constructs.connector.ResourceBinding;
import io.github.managedflink.constructs.connector.SourceBinding;
import io.github.managedflink.constructs.internal.Given;
import io.github.managedflink.model.msk.MskAuthentication;
import io.github.managedflink.model.settings.Arguments;
import io.github.managedflink.model.settings.Faults;
import io.github.managedflink.model.source.MskSource;
import io.github.managedflink.model.source.MskStartOffsets;
import java.util.List;
import java.util.Optional;
import software.amazon.awscdk.services.ec2.IVpc;

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

    private final MskMembership group;
    private final List<String> topics;
    private final String topicPattern;
    private final MskStartOffsets startOffsets;

    private MskSourceBinding(
            MskMembership group, List<String> topics, String topicPattern, MskStartOffsets startOffsets) {
        this.group = group;
        this.topics = topics;
        this.topicPattern = topicPattern;
        this.startOffsets = startOffsets;
    }

    /** Reads these topics. */
    public static MskSourceBinding of(MskClusterBinding cluster, String... topics) {
        return new MskSourceBinding(
                groupOf(cluster), Arguments.all("topics", topics), null, MskStartOffsets.earliest());
    }

    /**
     * Reads all topics whose whole names match a regular expression in Java's syntax. There is no alarm on the lag,
     * which MSK measures by topic, and IAM allows all topics that begin as the expression does.
     */
    public static MskSourceBinding ofPattern(MskClusterBinding cluster, String regularExpression) {
        return new MskSourceBinding(groupOf(cluster), List.of(), regularExpression, MskStartOffsets.earliest());
    }

    private static MskMembership groupOf(MskClusterBinding cluster) {
        return new MskMembership(cluster, "groupId", Given.nothing());
    }

    /**
     * The consumer group, 1 to 200 letters, digits, dots, underscores or hyphens, which no other job may use. Default:
     * made of the names of stack and pipeline.
     */
    public MskSourceBinding groupId(String id) {
        return new MskSourceBinding(group.named(Given.of(id)), topics, topicPattern, startOffsets);
    }

    /** From where a job without state reads. Default: the oldest records. */
    public MskSourceBinding startOffsets(MskStartOffsets offsets) {
        return new MskSourceBinding(group, topics, topicPattern, offsets);
    }

    @Override
    public void check(Faults faults) {
        group.check(faults);
    }

    @Override
    public List<ResourceBinding> resources() {
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
    public MskSource plan() {
        return group.plan(this::spec);
    }

    @Override
    public BoundMskSource bind(BindingContext context) {
        BoundMskCluster bound = group.cluster().bind(context);
        return new BoundMskSource(bound, group.in(bound, context, SOURCE, this::spec));
    }

    private MskSource spec(String brokers, MskAuthentication authentication, String groupId) {
        return MskSource.builder()
                .bootstrapServers(brokers)
                .topics(topics.toArray(String[]::new))
                .topicPattern(topicPattern)
                .groupId(groupId)
                .startOffsets(startOffsets)
                .authentication(authentication)
                .build();
    }
}
