package io.github.managedflink.constructs.msk;

import io.github.managedflink.constructs.connector.BindingContext;
import io.github.managedflink.constructs.internal.RemovalPolicies;
import io.github.managedflink.constructs.internal.Setting;
import io.github.managedflink.constructs.internal.Unresolved;
import io.github.managedflink.constructs.internal.VpcSubnets;
import io.github.managedflink.model.msk.MskAuthentication;
import io.github.managedflink.model.settings.Violations;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.amazon.awscdk.services.msk.CfnCluster;
import software.constructs.Construct;

/**
 * A new MSK cluster with brokers that are paid by the hour. Clients and brokers talk by TLS, there is no public access,
 * and the brokers' logs go to a log group that keeps them for a month.
 *
 * @see <a href="https://docs.aws.amazon.com/msk/latest/developerguide/msk-provisioned.html">MSK Provisioned</a>
 */
public final class ProvisionedClusterOptions implements MskClusterOrigin {
    /** What a new cluster runs when nothing is said; it keeps its metadata in Kafka itself. */
    public static final String DEFAULT_KAFKA_VERSION = "3.9.x.kraft";
    /** The brokers' type when nothing is said. */
    public static final String DEFAULT_INSTANCE_TYPE = "kafka.m7g.large";

    private static final int MAX_STORAGE_GIB = 16384;
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9-]{0,63}");
    private static final Pattern VERSION = Pattern.compile("[0-9]+\\.[0-9]+\\.[0-9x]+(\\.[a-z0-9]+)?");
    private static final Pattern INSTANCE_TYPE = Pattern.compile("kafka\\.[a-z0-9]+\\.[a-z0-9]+");

    /** How much MSK measures of a cluster, which costs the more the finer it is. */
    public enum Monitoring {
        /** The cluster, its brokers, and the lag of consumer groups; free. */
        DEFAULT,
        /** More of each broker. */
        PER_BROKER,
        /** Each topic in each broker. */
        PER_TOPIC_PER_BROKER,
        /** Each partition too. */
        PER_TOPIC_PER_PARTITION
    }

    private final String id;
    private final MskNetwork network;
    private final String clusterName;
    private final String kafkaVersion;
    private final Integer brokers;
    private final String instanceType;
    private final int storageGib;
    private final Setting<IKey> encryptionKey;
    private final Monitoring monitoring;
    private final RemovalPolicy removalPolicy;

    private ProvisionedClusterOptions(Builder builder) {
        this.id = builder.id;
        this.network = new MskNetwork(new VpcSubnets(builder.vpc, builder.subnets));
        this.clusterName = builder.clusterName;
        this.kafkaVersion = builder.kafkaVersion;
        this.brokers = builder.brokers;
        this.instanceType = builder.instanceType;
        this.storageGib = builder.storageGib;
        this.encryptionKey = builder.encryptionKey;
        this.monitoring = builder.monitoring;
        this.removalPolicy = builder.removalPolicy;
    }

    /** Returns a broker in each of the private subnets of a VPC, three at most, with 100 GiB of storage each. */
    public static Builder builder(IVpc vpc) {
        return new Builder(vpc);
    }

    @Override
    public void check(MskClusterOptions options, Violations violations) {
        MskClusterOrigin.checkId(id, violations);
        network.check(violations);
        violations.matches("clusterName", clusterName, NAME, "must have 1 to 64 letters, digits or hyphens.");
        if (violations.require("kafkaVersion", kafkaVersion)) {
            violations.matches("kafkaVersion", kafkaVersion, VERSION, "is no version; write one such as 3.9.x.kraft.");
        }
        if (violations.require("instanceType", instanceType)) {
            violations.matches(
                    "instanceType",
                    instanceType,
                    INSTANCE_TYPE,
                    "is no type of broker; write one such as kafka.m7g.large.");
        }
        violations.range("storageGib", storageGib, 1, MAX_STORAGE_GIB);
        encryptionKey.check("encryptionKey", violations);
        violations.require("monitoring", monitoring);
        RemovalPolicies.check(removalPolicy, violations);
        options.authentication().check(violations.at("authentication"));
        checkAuthentication(options.authentication(), violations);
        options.refuseSecurityGroup(violations);
        if (network.vpc() != null) {
            checkBrokers(options.topics(), violations);
        }
    }

    private void checkBrokers(List<MskTopic> topics, Violations violations) {
        int zones = network.subnetIds().size();
        if (brokers != null && zones > 0 && (brokers < zones || brokers % zones != 0)) {
            violations.add("brokers", brokers, "must be a multiple of the " + zones + " subnets that they are in.");
        }
        int count = brokerCount(zones);
        for (MskTopic topic : topics) {
            if (topic.replicas(count) > count) {
                violations.add(
                        "topic." + topic.name() + ".replicationFactor",
                        topic.replicas(count),
                        "is more than the " + count + " brokers. Lower it, or add brokers.");
            }
        }
    }

    private static void checkAuthentication(MskClientAuthentication authentication, Violations violations) {
        if (authentication.kind() == MskAuthentication.Kind.PLAINTEXT) {
            violations.add("authentication", "plaintext", "is not for a new cluster, whose brokers talk by TLS only.");
        }
        if (authentication.kind() == MskAuthentication.Kind.MUTUAL_TLS
                && authentication.authorities().isEmpty()) {
            violations.add(
                    "authentication.authorityArns",
                    null,
                    "are needed for a new cluster: the authorities whose certificates it takes.");
        }
    }

    private int brokerCount(int zones) {
        return brokers == null ? zones : brokers;
    }

    @Override
    public List<String> constructIds() {
        return id == null ? List.of() : List.of(id, outputId());
    }

    private String outputId() {
        return id + "Arn";
    }

    @Override
    public String plannedBootstrapServers() {
        return Unresolved.text("BootstrapServers." + id);
    }

    @Override
    public Optional<String> knownKafkaVersion() {
        return Optional.of(kafkaVersion);
    }

    @Override
    public boolean isInVpc() {
        return true;
    }

    @Override
    public Optional<IVpc> vpc() {
        return Optional.ofNullable(network.vpc());
    }

    @Override
    public MskClusterConfig create(BindingContext context, MskClusterOptions options) {
        MskClientAuthentication authentication = options.authentication();
        Construct scope = new Construct(context.scope(), id);
        String name = clusterName == null ? MskClusterName.of(context.scope(), id) : clusterName;
        SecurityGroup group = network.securityGroup(scope);
        List<String> subnets = network.subnetIds();
        CfnCluster cluster = CfnCluster.Builder.create(scope, "Resource")
                .clusterName(name)
                .kafkaVersion(kafkaVersion)
                .numberOfBrokerNodes(brokerCount(subnets.size()))
                .brokerNodeGroupInfo(nodes(subnets, group.getSecurityGroupId()))
                .clientAuthentication(toProperty(authentication))
                .encryptionInfo(encryption())
                .enhancedMonitoring(monitoring.name())
                .loggingInfo(logging(scope))
                .build();
        cluster.applyRemovalPolicy(removalPolicy);
        String arn = cluster.getAttrArn();
        MskClientAuthentication complete = authentication.needsNewSecret()
                ? authentication.withSecret(MskScramUser.createSecret(scope, name, removalPolicy))
                : authentication;
        if (authentication.kind() == MskAuthentication.Kind.SCRAM) {
            MskScramUser.associate(scope, arn, complete.secret());
        }
        options.topics().forEach(topic -> topic.create(scope, arn, brokerCount(subnets.size()), removalPolicy));
        BootstrapBrokers brokerAddresses = MskEndpoint.of(authentication.kind()).lookUp(scope, arn);
        return new MskClusterConfig(
                MskClusterArn.of(arn),
                brokerAddresses,
                group,
                network.addresses(brokerCount(subnets.size())),
                complete,
                outputId());
    }

    private CfnCluster.BrokerNodeGroupInfoProperty nodes(List<String> subnets, String groupId) {
        return CfnCluster.BrokerNodeGroupInfoProperty.builder()
                .clientSubnets(subnets)
                .securityGroups(List.of(groupId))
                .instanceType(instanceType)
                .storageInfo(CfnCluster.StorageInfoProperty.builder()
                        .ebsStorageInfo(CfnCluster.EBSStorageInfoProperty.builder()
                                .volumeSize(storageGib)
                                .build())
                        .build())
                .build();
    }

    private static CfnCluster.ClientAuthenticationProperty toProperty(MskClientAuthentication authentication) {
        CfnCluster.ClientAuthenticationProperty.Builder property = CfnCluster.ClientAuthenticationProperty.builder();
        return switch (authentication.kind()) {
            case IAM ->
                property.sasl(CfnCluster.SaslProperty.builder()
                                .iam(CfnCluster.IamProperty.builder()
                                        .enabled(true)
                                        .build())
                                .build())
                        .build();
            case SCRAM ->
                property.sasl(CfnCluster.SaslProperty.builder()
                                .scram(CfnCluster.ScramProperty.builder()
                                        .enabled(true)
                                        .build())
                                .build())
                        .build();
            case MUTUAL_TLS ->
                property.tls(CfnCluster.TlsProperty.builder()
                                .enabled(true)
                                .certificateAuthorityArnList(authentication.authorities())
                                .build())
                        .build();
            case TLS, PLAINTEXT ->
                property.unauthenticated(CfnCluster.UnauthenticatedProperty.builder()
                                .enabled(true)
                                .build())
                        .build();
        };
    }

    private CfnCluster.EncryptionInfoProperty encryption() {
        CfnCluster.EncryptionInfoProperty.Builder encryption = CfnCluster.EncryptionInfoProperty.builder()
                .encryptionInTransit(CfnCluster.EncryptionInTransitProperty.builder()
                        .clientBroker("TLS")
                        .inCluster(true)
                        .build());
        encryptionKey
                .toOptional()
                .ifPresent(key -> encryption.encryptionAtRest(CfnCluster.EncryptionAtRestProperty.builder()
                        .dataVolumeKmsKeyId(key.getKeyArn())
                        .build()));
        return encryption.build();
    }

    private CfnCluster.LoggingInfoProperty logging(Construct scope) {
        LogGroup group = LogGroup.Builder.create(scope, "Logs")
                .retention(RetentionDays.ONE_MONTH)
                .removalPolicy(removalPolicy)
                .build();
        return CfnCluster.LoggingInfoProperty.builder()
                .brokerLogs(CfnCluster.BrokerLogsProperty.builder()
                        .cloudWatchLogs(CfnCluster.CloudWatchLogsProperty.builder()
                                .enabled(true)
                                .logGroup(group.getLogGroupName())
                                .build())
                        .build())
                .build();
    }

    /** Builds a {@link ProvisionedClusterOptions}. */
    public static final class Builder {
        private final IVpc vpc;
        private String id = "Cluster";
        private SubnetSelection subnets;
        private String clusterName;
        private String kafkaVersion = DEFAULT_KAFKA_VERSION;
        private Integer brokers;
        private String instanceType = DEFAULT_INSTANCE_TYPE;
        private int storageGib = 100;
        private Setting<IKey> encryptionKey = Setting.nothing();
        private Monitoring monitoring = Monitoring.DEFAULT;
        private RemovalPolicy removalPolicy = RemovalPolicy.RETAIN;

        private Builder(IVpc vpc) {
            this.vpc = vpc;
        }

        /** Sets the construct id, for a pipeline with more than one cluster. Default: {@code Cluster}. */
        public Builder id(String constructId) {
            this.id = constructId;
            return this;
        }

        /** Sets the subnets of the brokers: two or three, in different zones. Default: private ones, three at most. */
        public Builder subnets(SubnetSelection selection) {
            this.subnets = selection;
            return this;
        }

        /** Sets the name, 1 to 64 letters, digits and hyphens. Default: made of the names of stack and pipeline. */
        public Builder clusterName(String name) {
            this.clusterName = name;
            return this;
        }

        /**
         * Sets the version of Kafka as MSK writes it. Default: {@link ProvisionedClusterOptions#DEFAULT_KAFKA_VERSION}.
         *
         * @see <a
         *     href="https://docs.aws.amazon.com/msk/latest/developerguide/supported-kafka-versions.html">Versions</a>
         */
        public Builder kafkaVersion(String version) {
            this.kafkaVersion = version;
            return this;
        }

        /** Sets the number of brokers, a multiple of the number of subnets. Default: one in each. */
        public Builder brokers(int count) {
            this.brokers = count;
            return this;
        }

        /**
         * Sets the brokers' type. Default: {@link ProvisionedClusterOptions#DEFAULT_INSTANCE_TYPE}.
         *
         * @see <a href="https://docs.aws.amazon.com/msk/latest/developerguide/broker-instance-types.html">Types</a>
         */
        public Builder instanceType(String type) {
            this.instanceType = type;
            return this;
        }

        /** Sets the storage of each broker, 1 to 16,384 GiB; it can only grow later. Default: 100. */
        public Builder storageGib(int gibibytes) {
            this.storageGib = gibibytes;
            return this;
        }

        /** Sets your own key for the brokers' storage. Default: the key that AWS manages for MSK. */
        public Builder encryptionKey(IKey key) {
            this.encryptionKey = Setting.of(key);
            return this;
        }

        /** Sets how much MSK measures. Default: {@link Monitoring#DEFAULT}, with which the alarms work. */
        public Builder monitoring(Monitoring level) {
            this.monitoring = level;
            return this;
        }

        /**
         * Sets what becomes of the cluster, its topics, log and users' secret when they leave the stack. Default: they
         * stay.
         */
        public Builder removalPolicy(RemovalPolicy policy) {
            this.removalPolicy = policy;
            return this;
        }

        /** Returns the cluster. It is checked with the pipeline that it is part of. */
        public ProvisionedClusterOptions build() {
            return new ProvisionedClusterOptions(this);
        }
    }
}
