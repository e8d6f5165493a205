package io.github.managedflink.constructs.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.managedflink.constructs.FlinkApplication;
import io.github.managedflink.constructs.StreamingEtlApp;
import io.github.managedflink.constructs.application.ApplicationCode;
import io.github.managedflink.constructs.application.KpuScaling;
import io.github.managedflink.constructs.fixture.CdkApps;
import io.github.managedflink.constructs.fixture.Networks;
import io.github.managedflink.constructs.iam.IamStatement;
import io.github.managedflink.constructs.kinesis.KinesisSource;
import io.github.managedflink.constructs.msk.MskCluster;
import io.github.managedflink.constructs.msk.MskSink;
import io.github.managedflink.constructs.msk.MskSource;
import io.github.managedflink.constructs.opensearch.OpenSearchDomain;
import io.github.managedflink.constructs.opensearch.OpenSearchSink;
import io.github.managedflink.constructs.sns.SnsSink;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Annotations;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.services.ec2.IpAddresses;
import software.amazon.awscdk.services.ec2.SubnetConfiguration;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.ec2.VpcAttributes;
import software.amazon.awscdk.services.kinesis.Stream;
import software.amazon.awscdk.services.s3.Bucket;

/** What is refused of applications in a VPC. */
class NetworkRulesTest {
    private final App app = new App();
    private Stack stack;

    @BeforeEach
    void createStack() {
        stack = new Stack(app, "Test");
    }

    @Test
    void aDomainOutsideOfVpcsCannotBeReachedFromIsolatedSubnets() {
        StreamingEtlApp.Builder.create(stack, "Orders")
                .source(KinesisSource.newStream())
                .sink(OpenSearchSink.newDomain())
                .vpc(Networks.isolated(stack, "Network"))
                .build();

        assertThatThrownBy(this::template)
                .hasMessageContaining(
                        "network.endpoints = \"OpenSearch domain outside of VPCs\": cannot be reached through"
                                + " any endpoint: Test/Orders/Application calls es:ESHttpPost. Put it into the VPC, or the"
                                + " application into subnets with a way to the internet.");
    }

    @Test
    void aGatewayNeedsKnownRouteTables() {
        Networks.kinesisToSns(stack, "Orders")
                .vpc(Vpc.fromVpcAttributes(
                        stack,
                        "Network",
                        VpcAttributes.builder()
                                .vpcId("vpc-1")
                                .availabilityZones(List.of("eu-west-1a"))
                                .isolatedSubnetIds(List.of("subnet-1"))
                                .build()))
                .build();

        assertThatThrownBy(this::template)
                .hasMessageContaining(
                        "network.subnets = \"subnet-1\": has no known route table for the gateway to s3 that"
                                + " Test/Orders/Application needs. Import the VPC with the ids of its route tables");
    }

    @Test
    void aBucketOrStreamOfAnotherRegionCannotBeReachedFromIsolatedSubnets() {
        Stack here = CdkApps.stackWithEnvironment();
        StreamingEtlApp.Builder.create(here, "Orders")
                .source(KinesisSource.of(
                        Stream.fromStreamArn(here, "Far", "arn:aws:kinesis:us-east-1:111122223333:stream/orders")))
                .sink(SnsSink.newTopic())
                .vpc(Networks.isolated(here, "Network"))
                .build();

        assertThatThrownBy(() -> Template.fromStack(here))
                .hasMessageContaining(
                        "network.endpoints = \"arn:aws:kinesis:us-east-1:111122223333:stream/orders\": is in"
                                + " another Region than the VPC, eu-west-1, from whose isolated subnets Test/Orders/Application"
                                + " cannot reach it.");
    }

    @Test
    void subnetsMustHaveAnAddressForEachKpu() {
        Networks.kinesisToSns(stack, "Orders").vpc(small("Network", 28)).build();

        // Two subnets of 16 addresses, of which AWS keeps five; each has an endpoint for Kinesis and one for SNS.
        assertThatThrownBy(this::template)
                .hasMessageContaining(
                        "network.subnets = \"10.0.0.0/28, 10.0.0.16/28\": have 18 addresses to give, too few for"
                                + " the up to 64 KPUs of Test/Orders/Application, each of which takes one. Select larger subnets,"
                                + " or lower what the application can scale to with scaling(…) or quota(…).");
    }

    @ParameterizedTest
    @CsvSource({"18, true", "19, false"})
    void asManyKpusAsThereAreAddressesFit(int kpus, boolean fit) {
        Networks.kinesisToSns(stack, "Orders")
                .vpc(small("Network", 28))
                .scaling(KpuScaling.fixed(kpus).withParallelismPerKpu(2))
                .build();

        assertThatCode(this::template)
                .satisfies(thrown -> assertThat(thrown == null).isEqualTo(fit));
    }

    @Test
    void applicationsShareAddresses() {
        Vpc vpc = small("Network", 28);
        Networks.kinesisToSns(stack, "Orders")
                .vpc(vpc)
                .scaling(KpuScaling.fixed(10))
                .build();
        Networks.kinesisToSns(stack, "Payments")
                .vpc(vpc)
                .scaling(KpuScaling.fixed(9))
                .build();

        assertThatThrownBy(this::template)
                .hasMessageContaining(
                        "have 18 addresses to give, too few for the up to 19 KPUs of Test/Orders/Application,"
                                + " Test/Payments/Application");
    }

    @Test
    void brokersAndDomainsTakeAddresses() {
        Vpc vpc = small("Network", 27);
        MskCluster cluster = MskCluster.newCluster(vpc);
        StreamingEtlApp.Builder.create(stack, "Orders")
                .source(MskSource.of(cluster, "in"))
                .sink(MskSink.of(cluster, "out"))
                .sink(
                        "search",
                        OpenSearchSink.in(OpenSearchDomain.newDomain()
                                .withDataNodes("m6g.large.search", 2)
                                .withVpc(vpc)))
                .vpc(vpc)
                .build();

        // Two subnets with 27 addresses to give, of which two brokers take two and two data nodes six.
        assertThatThrownBy(this::template).hasMessageContaining("have 46 addresses to give");
    }

    @Test
    void subnetsOfUnknownSizeAreNotJudged() {
        Networks.kinesisToSns(stack, "Orders")
                .vpc(Networks.imported(stack, "Network", "vpc-1"))
                .build();

        assertThatCode(this::template).doesNotThrowAnyException();
    }

    @Test
    void aClusterOrDomainInAnotherVpcIsRefused() {
        Vpc own = Networks.isolated(stack, "Own");
        Vpc other = Networks.isolated(stack, "Other");
        StreamingEtlApp.Builder app = StreamingEtlApp.Builder.create(stack, "Orders")
                .source(MskSource.of(MskCluster.newCluster(other), "in"))
                .sink(OpenSearchSink.in(OpenSearchDomain.newDomain()
                        .withDataNodes("m6g.large.search", 2)
                        .withVpc(other)));

        assertThatThrownBy(() -> app.vpc(own).build())
                .hasMessageContaining(
                        "vpc = \"Test/Own\": is not the VPC of source, Test/Other. Put both into one, or tell of"
                                + " the connection between them with FlinkNetwork.builder(vpc).peeredWith(…).")
                .hasMessageContaining("vpc = \"Test/Own\": is not the VPC of sink.main, Test/Other.");
    }

    @Test
    void aClusterInAPeeredVpcIsReached() {
        Vpc other = Networks.isolated(stack, "Other");
        FlinkNetwork network = FlinkNetwork.builder(Networks.isolated(stack, "Own"))
                .peeredWith(other)
                .build();
        StreamingEtlApp.Builder.create(stack, "Orders")
                .source(MskSource.of(MskCluster.newCluster(other), "in"))
                .sink(SnsSink.newTopic())
                .network(network)
                .build();

        assertThat(Networks.rules(template()))
                .contains(
                        "${OrdersClusterSecurityGroup.GroupId} lets in ${OrdersApplicationSecurityGroup.GroupId} to 9098");
    }

    @Test
    void oneNetworkIsEnough() {
        Vpc vpc = Networks.isolated(stack, "Network");
        StreamingEtlApp.Builder app = Networks.kinesisToSns(stack, "Orders")
                .vpc(vpc)
                .vpcSubnets(SubnetSelection.builder().build())
                .network(FlinkNetwork.of(vpc));

        assertThatThrownBy(app::build)
                .hasMessageContaining(
                        "vpc = \"a VPC\": is there beside network(…), which has its own. Leave one of them out.");
    }

    @Test
    void nothingIsSetToNothing() {
        StreamingEtlApp.Builder app = Networks.kinesisToSns(stack, "Orders")
                .network(FlinkNetwork.builder(null)
                        .endpoints(null)
                        .existingEndpoint(null)
                        .existingEndpoint(EndpointService.SNS, null)
                        .peeredWith(null)
                        .build());

        assertThatThrownBy(app::build)
                .hasMessageContaining("has 5 faults")
                .hasMessageContaining("network.vpc = \"null\": sets nothing.")
                .hasMessageContaining("network.endpoints = \"null\": sets nothing.")
                .hasMessageContaining("network.existingEndpoint = \"null\": is no service.")
                .hasMessageContaining("network.existingEndpoint.sns (interface) = \"null\": sets nothing.")
                .hasMessageContaining("network.peeredWith = \"null\": is no VPC.");
    }

    @Test
    void anActionWithoutAKnownEndpointIsWarnedOf() {
        FlinkApplication.Builder.create(stack, "Orders")
                .code(ApplicationCode.fromBucket(Bucket.fromBucketName(stack, "Jars", "jars"), "a.jar"))
                .connector(() -> List.of(IamStatement.allow("sqs:SendMessage", "aps:RemoteWrite", "kms:Decrypt")
                        .on("*")))
                .vpc(Networks.isolated(stack, "Network"))
                .build();

        assertThat(Networks.services(template())).containsExactly("sqs Interface");
        Annotations.fromStack(stack)
                .hasWarning(
                        "/Test/Orders", Match.stringLikeRegexp("aps:RemoteWrite may have no way from the isolated.*"));
    }

    private Vpc small(String id, int mask) {
        return Vpc.Builder.create(stack, id)
                .ipAddresses(IpAddresses.cidr("10.0.0.0/24"))
                .subnetConfiguration(List.of(SubnetConfiguration.builder()
                        .name("Jobs")
                        .subnetType(SubnetType.PRIVATE_ISOLATED)
                        .cidrMask(mask)
                        .build()))
                .build();
    }

    private Template template() {
        return Template.fromStack(stack);
    }
}
