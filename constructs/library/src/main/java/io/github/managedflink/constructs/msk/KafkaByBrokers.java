package io.github.managedflink.constructs.msk;

import io.github.managedflink.constructs.connector.BindingContext;
import io.github.managedflink.model.msk.MskAuthentication;
import io.github.managedflink.model.settings.Violations;
import java.util.List;

/** A Kafka cluster of which nothing but its brokers is known. The brokers are checked with the pipeline. */
record KafkaByBrokers(String bootstrapServers) implements MskClusterOrigin {

    @Override
    public void check(MskClusterOptions options, Violations violations) {
        options.authentication().checkForExisting(violations.at("authentication"));
        if (options.authentication().kind() == MskAuthentication.Kind.IAM) {
            violations.add(
                    "authentication",
                    "iam",
                    "needs the ARN of an MSK cluster. Give the cluster by MskCluster.of(…), or another"
                            + " authentication.");
        }
        options.refuseTopics(
                "can be created in a provisioned MSK cluster only. Leave it out, and create it with Kafka's tools.",
                violations);
        options.refuseSecurityGroup(violations);
    }

    @Override
    public List<String> constructIds() {
        return List.of();
    }

    @Override
    public String plannedBootstrapServers() {
        return bootstrapServers;
    }

    @Override
    public boolean isInVpc() {
        return false;
    }

    @Override
    public MskClusterConfig create(BindingContext context, MskClusterOptions options) {
        return new MskClusterConfig(
                null, BootstrapBrokers.known(bootstrapServers), null, List.of(), options.authentication(), null);
    }
}
