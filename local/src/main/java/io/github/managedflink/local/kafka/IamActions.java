package io.github.managedflink.local.kafka;

import io.github.managedflink.local.gate.ServiceCall;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.server.authorizer.Action;

/**
 * Says in MSK's IAM actions what Kafka asks its authorizer for.
 *
 * @see <a href="https://docs.aws.amazon.com/msk/latest/developerguide/kafka-actions.html">Semantics of IAM
 *     authorization policy actions and resources</a>
 */
final class IamActions {

    static final String SERVICE = "kafka-cluster";

    private static final String CONNECT = "Connect";

    private static final Map<AclOperation, String> ON_TOPIC = Map.of(
            AclOperation.READ, "ReadData",
            AclOperation.WRITE, "WriteData",
            AclOperation.CREATE, "CreateTopic",
            AclOperation.DELETE, "DeleteTopic",
            AclOperation.ALTER, "AlterTopic",
            AclOperation.DESCRIBE, "DescribeTopic",
            AclOperation.DESCRIBE_CONFIGS, "DescribeTopicDynamicConfiguration",
            AclOperation.ALTER_CONFIGS, "AlterTopicDynamicConfiguration");

    private static final Map<AclOperation, String> ON_CLUSTER = Map.of(
            AclOperation.DESCRIBE, "DescribeCluster",
            AclOperation.ALTER, "AlterCluster",
            AclOperation.DESCRIBE_CONFIGS, "DescribeClusterDynamicConfiguration",
            AclOperation.ALTER_CONFIGS, "AlterClusterDynamicConfiguration",
            AclOperation.IDEMPOTENT_WRITE, "WriteDataIdempotently");

    private static final Map<AclOperation, String> ON_GROUP = Map.of(
            AclOperation.READ, "AlterGroup",
            AclOperation.DESCRIBE, "DescribeGroup",
            AclOperation.DELETE, "DeleteGroup");

    private static final Map<AclOperation, String> ON_TRANSACTIONAL_ID = Map.of(
            AclOperation.WRITE, "AlterTransactionalId",
            AclOperation.DESCRIBE, "DescribeTransactionalId");

    private final ClusterArn cluster;

    IamActions(ClusterArn cluster) {
        this.cluster = cluster;
    }

    /** The names of all of them. */
    static Set<String> names() {
        return Stream.concat(
                        Stream.of(CONNECT),
                        Stream.of(ON_TOPIC, ON_CLUSTER, ON_GROUP, ON_TRANSACTIONAL_ID)
                                .flatMap(actions -> actions.values().stream()))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** What every connection needs. */
    ServiceCall connect() {
        return new ServiceCall(SERVICE, CONNECT, cluster.arn());
    }

    /** The call that the action is, or nothing for what IAM access control grants to no client. */
    Optional<ServiceCall> of(Action action) {
        String name = action.resourcePattern().name();
        AclOperation operation = action.operation();
        ResourceType type = action.resourcePattern().resourceType();
        return switch (type) {
            case TOPIC -> call(ON_TOPIC, operation, cluster.topic(name));
            case CLUSTER -> call(ON_CLUSTER, operation, cluster.arn());
            case GROUP -> call(ON_GROUP, operation, cluster.group(name));
            case TRANSACTIONAL_ID -> call(ON_TRANSACTIONAL_ID, operation, cluster.transactionalId(name));
            case DELEGATION_TOKEN, USER, ANY, UNKNOWN -> Optional.empty();
        };
    }

    private static Optional<ServiceCall> call(
            Map<AclOperation, String> actions, AclOperation operation, String resource) {
        return Optional.ofNullable(actions.get(operation)).map(action -> new ServiceCall(SERVICE, action, resource));
    }
}
