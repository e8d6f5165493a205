package io.github.managedflink.constructs.msk;

import io.github.managedflink.constructs.connector.PipelineSourceConfig;
import io.github.managedflink.constructs.iam.IamStatement;
import io.github.managedflink.constructs.network.NetworkAccess;
import io.github.managedflink.model.source.MskSourceSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.iam.IRole;

/** Topics of a Kafka cluster, as an application reads them. */
public final class MskSourceConfig implements PipelineSourceConfig {
    /** An alarm takes no more metrics, and their maximum is one. */
    private static final int MOST_METRICS = 9;

    private final MskClusterConfig cluster;
    private final MskSourceSpec spec;

    MskSourceConfig(MskClusterConfig cluster, MskSourceSpec spec) {
        this.cluster = cluster;
        this.spec = spec;
    }

    /** Returns the cluster. */
    public MskClusterConfig cluster() {
        return cluster;
    }

    @Override
    public MskSourceSpec spec() {
        return spec;
    }

    @Override
    public List<IamStatement> permissions() {
        List<IamStatement> statements = new ArrayList<>();
        cluster.underIam().ifPresent(arn -> {
            statements.add(IamStatement.allow("kafka-cluster:Connect").on(arn.text()));
            statements.add(IamStatement.allow("kafka-cluster:DescribeTopic", "kafka-cluster:ReadData")
                    .on(topics().stream().map(arn::topic).toList()));
            statements.add(IamStatement.allow("kafka-cluster:DescribeGroup", "kafka-cluster:AlterGroup")
                    .on(arn.group(spec.groupId())));
        });
        statements.addAll(cluster.secretPermissions());
        return statements;
    }

    private List<String> topics() {
        return spec.topicPattern() == null ? spec.topics() : List.of(TopicPatterns.toIam(spec.topicPattern()));
    }

    @Override
    public List<NetworkAccess> network() {
        return cluster.network();
    }

    /**
     * {@inheritDoc}
     *
     * @see <a href="https://docs.aws.amazon.com/msk/latest/developerguide/consumer-lag.html">Consumer lag</a>
     */
    @Override
    public Optional<IMetric> lag() {
        List<String> topics = spec.topics();
        if (topics.isEmpty() || topics.size() > MOST_METRICS) {
            return Optional.empty();
        }
        return cluster.mskArn().map(arn -> {
            String name = arn.name();
            Map<String, IMetric> metrics = new LinkedHashMap<>();
            topics.forEach(topic -> metrics.put("lag" + metrics.size(), lag(name, topic)));
            return MathExpression.Builder.create()
                    .expression(milliseconds(metrics))
                    .usingMetrics(metrics)
                    .period(Duration.minutes(1))
                    .build();
        });
    }

    /** MSK estimates seconds. */
    private static String milliseconds(Map<String, IMetric> metrics) {
        return metrics.size() == 1 ? "1000 * lag0" : "1000 * MAX([" + String.join(", ", metrics.keySet()) + "])";
    }

    private Metric lag(String clusterName, String topic) {
        return Metric.Builder.create()
                .namespace("AWS/Kafka")
                .metricName("EstimatedMaxTimeLag")
                .dimensionsMap(Map.of("Cluster Name", clusterName, "Consumer Group", spec.groupId(), "Topic", topic))
                .statistic("Maximum")
                .period(Duration.minutes(1))
                .build();
    }

    @Override
    public List<IRole> roles() {
        return cluster.roles();
    }

    @Override
    public Map<String, String> outputs() {
        return cluster.outputs();
    }
}
