package io.github.managedflink.constructs.msk;

import io.github.managedflink.constructs.connector.BindingContext;
import io.github.managedflink.constructs.internal.Unresolved;
import io.github.managedflink.model.settings.Violations;
import java.util.List;
import software.amazon.awscdk.RemovalPolicy;
import software.constructs.Construct;

/** An MSK cluster that exists. */
record ImportedMskCluster(String id, String arn) implements MskClusterOrigin {
    /** What a cluster that exists is taken to have at least. */
    private static final int BROKERS = 3;

    @Override
    public void check(MskClusterOptions options, Violations violations) {
        MskClusterOrigin.checkId(id, violations);
        MskClusterArn.check(violations, "arn", arn);
        options.securityGroup().check("securityGroup", violations);
        options.authentication().checkForExisting(violations.at("authentication"));
    }

    @Override
    public List<String> constructIds() {
        return id == null ? List.of() : List.of(id);
    }

    @Override
    public String plannedBootstrapServers() {
        return Unresolved.text("BootstrapServers." + id);
    }

    @Override
    public boolean isInVpc() {
        return true;
    }

    @Override
    public MskClusterConfig create(BindingContext context, MskClusterOptions options) {
        Construct scope = new Construct(context.scope(), id);
        options.topics().forEach(topic -> topic.create(scope, arn, BROKERS, RemovalPolicy.RETAIN));
        BootstrapBrokers brokers =
                MskEndpoint.of(options.authentication().kind()).lookUp(scope, arn);
        return new MskClusterConfig(
                MskClusterArn.of(arn),
                brokers,
                options.securityGroup().value(),
                List.of(),
                options.authentication(),
                null);
    }
}
