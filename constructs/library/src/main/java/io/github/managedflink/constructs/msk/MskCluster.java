package io.github.managedflink.constructs.msk;

import io.github.managedflink.constructs.connector.BindingContext;
import io.github.managedflink.constructs.connector.SharedResource;
import io.github.managedflink.constructs.internal.Unresolved;
import io.github.managedflink.constructs.internal.VpcSubnets;
import io.github.managedflink.model.msk.MskAuthentication;
import io.github.managedflink.model.settings.Violations;
import java.util.List;
import java.util.Optional;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.IVpc;

/**
 * An MSK cluster, a new one or one that exists, or any other Kafka cluster, which sources and sinks of a pipeline may
 * share: what is given the same value uses the same cluster. A value: each {@code with} method returns a changed copy,
 * which is another cluster.
 *
 * <p>A cluster of MSK is reached inside its VPC only; public access is not offered.
 *
 * @see <a href="https://docs.aws.amazon.com/msk/latest/developerguide/what-is-msk.html">Amazon MSK</a>
 */
public final class MskCluster implements SharedResource {
    private static final String DEFAULT_ID = "Cluster";

    private final MskClusterOrigin origin;
    private final MskClusterOptions options;

    private MskCluster(MskClusterOrigin origin, MskClusterOptions options) {
        this.origin = origin;
        this.options = options;
    }

    private static MskCluster of(MskClusterOrigin origin) {
        return new MskCluster(origin, MskClusterOptions.of(MskClientAuthentication.iam()));
    }

    /** Returns a new provisioned cluster with the defaults of {@link ProvisionedClusterOptions}, with IAM. */
    public static MskCluster newCluster(IVpc vpc) {
        return newCluster(ProvisionedClusterOptions.builder(vpc).build());
    }

    /** Returns a new provisioned cluster, with IAM unless told otherwise. */
    public static MskCluster newCluster(ProvisionedClusterOptions cluster) {
        return of(cluster);
    }

    /** Returns a new MSK Serverless cluster in the private subnets of a VPC. It has IAM alone. */
    public static MskCluster newServerless(IVpc vpc) {
        return newServerless(vpc, DEFAULT_ID);
    }

    /** Returns a new MSK Serverless cluster with this construct id, for a pipeline with more than one cluster. */
    public static MskCluster newServerless(IVpc vpc, String id) {
        return of(new ServerlessMskCluster(id, new MskNetwork(new VpcSubnets(vpc, null))));
    }

    /** Returns an MSK cluster that exists, provisioned or Serverless, with IAM unless told otherwise. */
    public static MskCluster of(String clusterArn) {
        return of(clusterArn, DEFAULT_ID);
    }

    /**
     * Returns an MSK cluster that exists, with the construct id of what looks up its brokers, for a pipeline with more
     * than one cluster.
     */
    public static MskCluster of(String clusterArn, String id) {
        return of(new ImportedMskCluster(id, clusterArn));
    }

    /**
     * Returns any Kafka cluster by its brokers, {@code host:port} with commas between; over TLS without authentication
     * unless told otherwise. Its network is yours: nothing is opened in its security groups.
     */
    public static MskCluster fromBootstrapServers(String brokers) {
        return new MskCluster(new KafkaByBrokers(brokers), MskClusterOptions.of(MskClientAuthentication.tls()));
    }

    /**
     * Sets the security group of an MSK cluster that exists, in which the port of the brokers is opened for the
     * application. Default: none, its rules let the application in already.
     */
    public MskCluster withSecurityGroup(ISecurityGroup group) {
        return new MskCluster(origin, options.withSecurityGroup(group));
    }

    /**
     * Sets how jobs prove to the cluster who they are. Default: IAM, or TLS without authentication for brokers by name.
     */
    public MskCluster withAuthentication(MskClientAuthentication how) {
        return new MskCluster(origin, options.withAuthentication(how));
    }

    /** Adds a topic that is created with the stack. Default: topics exist. */
    public MskCluster withTopic(MskTopic topic) {
        return new MskCluster(origin, options.withTopic(topic));
    }

    @Override
    public List<String> constructIds() {
        return origin == null ? List.of() : origin.constructIds();
    }

    boolean isInVpc() {
        return origin != null && origin.isInVpc();
    }

    /** Whether a topic is created here, with a single partition. */
    boolean hasOnePartition(String topic) {
        return options.topics().stream().anyMatch(each -> each.name().equals(topic) && each.partitions() == 1);
    }

    Optional<String> knownKafkaVersion() {
        return origin.knownKafkaVersion();
    }

    Optional<IVpc> vpc() {
        return origin == null ? Optional.empty() : origin.vpc();
    }

    String plannedBootstrapServers() {
        return origin == null ? Unresolved.text("BootstrapServers") : origin.plannedBootstrapServers();
    }

    MskAuthentication plannedAuthentication() {
        return options.authentication() == null
                ? MskAuthentication.iam()
                : options.authentication().toSpec();
    }

    void check(Violations violations) {
        Violations at = violations.at("cluster");
        if (violations.require("cluster", origin) && options.check(at)) {
            origin.check(options, at);
        }
    }

    MskClusterConfig bind(BindingContext context) {
        return context.shared(this, MskClusterConfig.class, () -> origin.create(context, options));
    }
}
