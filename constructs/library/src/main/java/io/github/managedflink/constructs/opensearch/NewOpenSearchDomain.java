package io.github.managedflink.constructs.opensearch;

import io.github.managedflink.constructs.connector.BindingContext;
import io.github.managedflink.constructs.internal.NewOrExisting;
import io.github.managedflink.constructs.internal.Setting;
import io.github.managedflink.constructs.internal.VpcSubnets;
import io.github.managedflink.model.settings.Violations;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.opensearchservice.CfnDomain;
import software.amazon.awscdk.services.opensearchservice.CfnDomain.ClusterConfigProperty;
import software.amazon.awscdk.services.opensearchservice.CfnDomain.DomainEndpointOptionsProperty;
import software.amazon.awscdk.services.opensearchservice.CfnDomain.EBSOptionsProperty;
import software.amazon.awscdk.services.opensearchservice.CfnDomain.EncryptionAtRestOptionsProperty;
import software.amazon.awscdk.services.opensearchservice.CfnDomain.NodeToNodeEncryptionOptionsProperty;
import software.amazon.awscdk.services.opensearchservice.CfnDomain.VPCOptionsProperty;
import software.amazon.awscdk.services.opensearchservice.CfnDomain.ZoneAwarenessConfigProperty;
import software.amazon.awscdk.services.opensearchservice.Domain;
import software.amazon.awscdk.services.opensearchservice.DomainAttributes;
import software.amazon.awscdk.services.opensearchservice.IDomain;

/**
 * What a new domain is like. It is made of the CDK's lowest layer, because the layer above has classes of constants
 * that take hundreds of calls to load.
 *
 * @param masterNodeType null for none
 * @param network where it is, unless it is in no VPC
 */
record NewOpenSearchDomain(
        String engineVersion,
        String dataNodeType,
        int dataNodes,
        String masterNodeType,
        int storageGibibytes,
        Setting<VpcSubnets> network) {

    static final NewOpenSearchDomain DEFAULTS = new NewOpenSearchDomain(
            "OpenSearch_2.19", "m6g.large.search", 3, "m6g.large.search", 100, Setting.nothing());

    private static final String SECURITY_GROUP = "SecurityGroup";
    private static final String REFERENCE = "Reference";
    /** What is added to a domain's id for the constructs beside it. */
    static final String[] PARTS = {SECURITY_GROUP, REFERENCE};

    private static final Pattern ENGINE_VERSION = Pattern.compile("OpenSearch_[0-9]+\\.[0-9]+");
    private static final Pattern INSTANCE_TYPE = Pattern.compile("[a-z0-9-]+\\.[a-z0-9]+\\.search");
    private static final int MASTER_NODES = 3;
    private static final int MAX_ZONES = 3;
    private static final int MAX_DATA_NODES = 1_002;
    private static final int ADDRESSES_PER_NODE = 3;
    private static final int MIN_STORAGE = 10;
    private static final int MAX_STORAGE = 24_576;
    private static final String TLS_POLICY = "Policy-Min-TLS-1-2-PFS-2023-10";

    NewOpenSearchDomain withEngineVersion(String version) {
        return new NewOpenSearchDomain(version, dataNodeType, dataNodes, masterNodeType, storageGibibytes, network);
    }

    NewOpenSearchDomain withDataNodes(String type, int count) {
        return new NewOpenSearchDomain(engineVersion, type, count, masterNodeType, storageGibibytes, network);
    }

    NewOpenSearchDomain withMasterNodes(String type) {
        return new NewOpenSearchDomain(engineVersion, dataNodeType, dataNodes, type, storageGibibytes, network);
    }

    NewOpenSearchDomain withStorage(int gibibytes) {
        return new NewOpenSearchDomain(engineVersion, dataNodeType, dataNodes, masterNodeType, gibibytes, network);
    }

    NewOpenSearchDomain withVpc(IVpc vpc, SubnetSelection selection) {
        return new NewOpenSearchDomain(
                engineVersion,
                dataNodeType,
                dataNodes,
                masterNodeType,
                storageGibibytes,
                Setting.of(new VpcSubnets(vpc, selection)));
    }

    void check(Violations violations) {
        violations.require("engineVersion", engineVersion);
        violations.matches(
                "engineVersion",
                engineVersion,
                ENGINE_VERSION,
                "is no version of OpenSearch; write one such as OpenSearch_2.19.");
        violations.require("dataNodes.instanceType", dataNodeType);
        checkType("dataNodes.instanceType", dataNodeType, violations);
        checkType("masterNodes.instanceType", masterNodeType, violations);
        violations.range("dataNodes.count", dataNodes, 1, MAX_DATA_NODES);
        violations.range("storageGibibytes", storageGibibytes, MIN_STORAGE, MAX_STORAGE);
        network.toOptional().ifPresent(subnets -> checkNetwork(subnets, violations));
    }

    private void checkNetwork(VpcSubnets subnets, Violations violations) {
        Setting.of(subnets.vpc()).check("vpc", violations);
        if (subnets.vpc() != null && violations.require("vpcSubnets", subnets.selection()) && dataNodes >= 1) {
            int found = subnetIds().size();
            if (subnets.areListedAtDeployment()) {
                subnets.refuseList("vpcSubnets", violations);
            } else if (found < zones()) {
                violations.add(
                        "vpcSubnets",
                        found,
                        "is too few; " + dataNodes + " data nodes need subnets in " + zones()
                                + " zones. Give the domain other subnets, or fewer data nodes.");
            }
        }
    }

    private static void checkType(String setting, String type, Violations violations) {
        violations.matches(
                setting,
                type,
                INSTANCE_TYPE,
                "is no instance type of OpenSearch Service; write one such as m6g.large.search.");
    }

    /** The service spreads data nodes over two or three zones, or has them all in one. */
    private int zones() {
        return Math.min(dataNodes, MAX_ZONES);
    }

    private List<String> subnetIds() {
        return network.value().ids();
    }

    OpenSearchDomainConfig create(BindingContext context, NewOrExisting<IDomain> settings) {
        ISecurityGroup securityGroup = !network.asked()
                ? null
                : SecurityGroup.Builder.create(context.scope(), settings.id() + SECURITY_GROUP)
                        .vpc(network.value().vpc())
                        .description("An OpenSearch domain")
                        .allowAllOutbound(false)
                        .build();
        IKey key = settings.encryptionKey();
        CfnDomain domain = CfnDomain.Builder.create(context.scope(), settings.id())
                .engineVersion(engineVersion)
                .clusterConfig(cluster())
                .ebsOptions(EBSOptionsProperty.builder()
                        .ebsEnabled(true)
                        .volumeType("gp3")
                        .volumeSize(storageGibibytes)
                        .build())
                .encryptionAtRestOptions(EncryptionAtRestOptionsProperty.builder()
                        .enabled(true)
                        .kmsKeyId(key == null ? null : key.getKeyId())
                        .build())
                .nodeToNodeEncryptionOptions(NodeToNodeEncryptionOptionsProperty.builder()
                        .enabled(true)
                        .build())
                .domainEndpointOptions(DomainEndpointOptionsProperty.builder()
                        .enforceHttps(true)
                        .tlsSecurityPolicy(TLS_POLICY)
                        .build())
                .vpcOptions(securityGroup == null ? null : network(securityGroup))
                .build();
        domain.applyRemovalPolicy(settings.removalPolicy().orElse(RemovalPolicy.RETAIN));
        IDomain reference = Domain.fromDomainAttributes(
                context.scope(),
                settings.id() + REFERENCE,
                DomainAttributes.builder()
                        .domainArn(domain.getAttrArn())
                        .domainEndpoint(domain.getAttrDomainEndpoint())
                        .build());
        return new OpenSearchDomainConfig(reference, securityGroup, addresses(), settings.output(domain.getRef()));
    }

    private ClusterConfigProperty cluster() {
        ClusterConfigProperty.Builder cluster = ClusterConfigProperty.builder()
                .instanceType(dataNodeType)
                .instanceCount(dataNodes)
                .dedicatedMasterEnabled(masterNodeType != null)
                .zoneAwarenessEnabled(zones() > 1);
        if (masterNodeType != null) {
            cluster.dedicatedMasterType(masterNodeType).dedicatedMasterCount(MASTER_NODES);
        }
        if (zones() > 1) {
            cluster.zoneAwarenessConfig(ZoneAwarenessConfigProperty.builder()
                    .availabilityZoneCount(zones())
                    .build());
        }
        return cluster.build();
    }

    /**
     * Three addresses for each data node, for the nodes that stand beside them during a change.
     *
     * @see <a href="https://docs.aws.amazon.com/opensearch-service/latest/developerguide/vpc.html">Addresses in a
     *     VPC</a>
     */
    private List<String> addresses() {
        return network.asked()
                ? IntStream.range(0, ADDRESSES_PER_NODE * dataNodes)
                        .mapToObj(address -> subnetIds().get(address % zones()))
                        .toList()
                : List.of();
    }

    private VPCOptionsProperty network(ISecurityGroup securityGroup) {
        return VPCOptionsProperty.builder()
                .subnetIds(subnetIds().subList(0, zones()))
                .securityGroupIds(List.of(securityGroup.getSecurityGroupId()))
                .build();
    }
}
