package io.github.managedflink.constructs.msk;

import io.github.managedflink.constructs.connector.PipelineSinkConfig;
import io.github.managedflink.constructs.iam.IamStatement;
import io.github.managedflink.constructs.network.NetworkAccess;
import io.github.managedflink.model.sink.MskSinkSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.iam.IRole;

/** A topic of a Kafka cluster, as an application writes it. */
public final class MskSinkConfig implements PipelineSinkConfig {
    private final MskClusterConfig cluster;
    private final MskSinkSpec spec;

    MskSinkConfig(MskClusterConfig cluster, MskSinkSpec spec) {
        this.cluster = cluster;
        this.spec = spec;
    }

    /** Returns the cluster. */
    public MskClusterConfig cluster() {
        return cluster;
    }

    @Override
    public MskSinkSpec spec() {
        return spec;
    }

    @Override
    public List<IamStatement> permissions() {
        List<IamStatement> statements = new ArrayList<>();
        cluster.underIam().ifPresent(arn -> {
            statements.add(IamStatement.allow("kafka-cluster:Connect", "kafka-cluster:WriteDataIdempotently")
                    .on(arn.text()));
            statements.add(IamStatement.allow("kafka-cluster:DescribeTopic", "kafka-cluster:WriteData")
                    .on(arn.topic(spec.topic())));
            if (spec.transactionalIdPrefix() != null) {
                statements.add(IamStatement.allow(
                                "kafka-cluster:DescribeTransactionalId", "kafka-cluster:AlterTransactionalId")
                        .on(arn.transactionalIds(spec.transactionalIdPrefix())));
            }
        });
        statements.addAll(cluster.secretPermissions());
        return statements;
    }

    @Override
    public List<NetworkAccess> network() {
        return cluster.network();
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
