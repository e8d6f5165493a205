package io.github.managedflink.constructs.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.managedflink.constructs.StreamingEtlApp;
import io.github.managedflink.constructs.fixture.Networks;
import io.github.managedflink.constructs.kinesis.KinesisSource;
import io.github.managedflink.constructs.sns.SnsSink;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.SubnetConfiguration;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.iam.Role;

/** Which endpoints a VPC gets, and what they and the security groups let through. */
class FlinkNetworkTest {
    private static final String SUBNETS = "${NetworkJobsSubnet1Subnet}, ${NetworkJobsSubnet2Subnet}";
    private static final String ROUTES = "${NetworkJobsSubnet1RouteTable}, ${NetworkJobsSubnet2RouteTable}";

    private final App app = new App();
    private Stack stack;

    @BeforeEach
    void createStack() {
        stack = new Stack(app, "Test");
    }

    @Test
    void anApplicationInIsolatedSubnetsGetsWhatItsConnectorsCall() {
        Networks.kinesisToSns(stack, "Orders")
                .vpc(Networks.isolated(stack, "Network"))
                .build();

        assertThat(Networks.endpoints(template()))
                .containsExactly(
                        "kinesis-streams Interface in " + SUBNETS,
                        "s3 Gateway in " + ROUTES,
                        "sns Interface in " + SUBNETS);
    }

    @Test
    void applicationsShareEndpoints() {
        Vpc vpc = Networks.isolated(stack, "Network");
        Networks.kinesisToSns(stack, "Orders").vpc(vpc).build();
        Networks.kinesisToDynamoDb(stack, "Quakes").vpc(vpc).build();
        Networks.kinesisToSns(stack, "Payments").network(FlinkNetwork.of(vpc)).build();

        Template template = template();

        assertThat(Networks.services(template))
                .containsExactly("dynamodb Gateway", "kinesis-streams Interface", "s3 Gateway", "sns Interface");
        assertThat(Networks.policy(template, "kinesis-streams"))
                .containsExactly(Networks.reading("Orders"), Networks.reading("Payments"), Networks.reading("Quakes"));
        assertThat(Networks.policy(template, "sns"))
                .containsExactly(
                        "*: sns:Publish on ${OrdersTopic} if ArnEquals aws:PrincipalArn ${OrdersApplicationRole.Arn}",
                        "*: sns:Publish on ${PaymentsTopic} if ArnEquals aws:PrincipalArn ${PaymentsApplicationRole.Arn}");
    }

    @Test
    void theOrderInWhichApplicationsAreMadeDoesNotMatter() {
        Vpc vpc = Networks.isolated(stack, "Network");
        Networks.kinesisToSns(stack, "Orders").vpc(vpc).build();
        Networks.kinesisToDynamoDb(stack, "Quakes").vpc(vpc).build();
        Map<String, Object> one = template().toJSON();

        Stack again = new Stack(new App(), "Test");
        Vpc same = Networks.isolated(again, "Network");
        Networks.kinesisToDynamoDb(again, "Quakes").vpc(same).build();
        Networks.kinesisToSns(again, "Orders").vpc(same).build();

        assertThat(Template.fromStack(again).toJSON()).isEqualTo(one);
    }

    @Test
    void subnetsWithAWayToTheInternetNeedNone() {
        Networks.kinesisToSns(stack, "Orders")
                .vpc(Vpc.Builder.create(stack, "Network").build())
                .build();

        template().resourceCountIs(Networks.ENDPOINT, 0);
    }

    @Test
    void subnetsWithAWayToTheInternetGetThemWhenAskedFor() {
        FlinkNetwork network = FlinkNetwork.builder(
                        Vpc.Builder.create(stack, "Network").build())
                .endpoints(EndpointCreation.ALWAYS)
                .build();
        Networks.kinesisToSns(stack, "Orders").network(network).build();

        assertThat(Networks.services(template()))
                .containsExactly("kinesis-streams Interface", "s3 Gateway", "sns Interface");
    }

    @Test
    void whereNamesLeadToAnEndpointEvenThoseWithAWayToTheInternetAreLetIn() {
        Vpc vpc = Vpc.Builder.create(stack, "Network")
                .subnetConfiguration(List.of(
                        SubnetConfiguration.builder()
                                .name("Public")
                                .subnetType(SubnetType.PUBLIC)
                                .build(),
                        SubnetConfiguration.builder()
                                .name("Private")
                                .subnetType(SubnetType.PRIVATE_WITH_EGRESS)
                                .build(),
                        SubnetConfiguration.builder()
                                .name("Jobs")
                                .subnetType(SubnetType.PRIVATE_ISOLATED)
                                .build()))
                .build();
        Networks.kinesisToSns(stack, "Orders").vpc(vpc).build();
        Networks.kinesisToSns(stack, "Payments")
                .vpc(vpc)
                .vpcSubnets(SubnetSelection.builder()
                        .subnetType(SubnetType.PRIVATE_ISOLATED)
                        .build())
                .build();

        Template template = template();

        assertThat(Networks.endpoints(template))
                .containsExactly(
                        "kinesis-streams Interface in " + SUBNETS,
                        "s3 Gateway in " + ROUTES,
                        "sns Interface in " + SUBNETS);
        assertThat(Networks.policy(template, "kinesis-streams"))
                .containsExactly(Networks.reading("Orders"), Networks.reading("Payments"));
        assertThat(Networks.policy(template, "s3")).allMatch(line -> line.contains("${PaymentsApplicationRole.Arn}"));
        assertThat(Networks.rules(template))
                .contains(
                        "${NetworkEndpointssnsSecurityGroup.GroupId} lets in ${OrdersApplicationSecurityGroup.GroupId} to 443",
                        "${NetworkEndpointssnsSecurityGroup.GroupId} lets in ${PaymentsApplicationSecurityGroup.GroupId} to 443");
    }

    @Test
    void differentVpcsHaveTheirOwn() {
        Networks.kinesisToSns(stack, "Orders")
                .vpc(Networks.isolated(stack, "One"))
                .build();
        Networks.kinesisToDynamoDb(stack, "Quakes")
                .vpc(Networks.isolated(stack, "Two"))
                .build();

        assertThat(Networks.endpoints(template()))
                .containsExactly(
                        "dynamodb Gateway in ${TwoJobsSubnet1RouteTable}, ${TwoJobsSubnet2RouteTable}",
                        "kinesis-streams Interface in ${OneJobsSubnet1Subnet}, ${OneJobsSubnet2Subnet}",
                        "kinesis-streams Interface in ${TwoJobsSubnet1Subnet}, ${TwoJobsSubnet2Subnet}",
                        "s3 Gateway in ${OneJobsSubnet1RouteTable}, ${OneJobsSubnet2RouteTable}",
                        "s3 Gateway in ${TwoJobsSubnet1RouteTable}, ${TwoJobsSubnet2RouteTable}",
                        "sns Interface in ${OneJobsSubnet1Subnet}, ${OneJobsSubnet2Subnet}");
    }

    @Test
    void importsOfOneVpcShareEndpoints() {
        Networks.kinesisToSns(stack, "Orders")
                .vpc(Networks.imported(stack, "One", "vpc-1"))
                .build();
        Networks.kinesisToDynamoDb(stack, "Quakes")
                .vpc(Networks.imported(stack, "Other", "vpc-1"))
                .build();

        assertThat(Networks.endpoints(template()))
                .containsExactly(
                        "dynamodb Gateway in rtb-1, rtb-2",
                        "kinesis-streams Interface in subnet-1, subnet-2",
                        "s3 Gateway in rtb-1, rtb-2",
                        "sns Interface in subnet-1, subnet-2");
    }

    @Test
    void stacksShareTheEndpointsOfTheStackOfTheVpc() {
        Stack first = new Stack(app, "First");
        Stack second = new Stack(app, "Second");
        Vpc vpc = Networks.isolated(stack, "Network");
        Networks.kinesisToSns(first, "Orders").vpc(vpc).build();
        Networks.kinesisToDynamoDb(second, "Quakes").vpc(vpc).build();

        Template template = template();

        assertThat(Networks.services(template))
                .containsExactly("dynamodb Gateway", "kinesis-streams Interface", "s3 Gateway", "sns Interface");
        Template.fromStack(first).resourceCountIs(Networks.ENDPOINT, 0);
        Template.fromStack(second).resourceCountIs(Networks.ENDPOINT, 0);
        // The stack of the VPC knows neither roles nor tables of those that depend on it.
        assertThat(Networks.policy(template, "dynamodb"))
                .containsExactly("*: dynamodb:BatchWriteItem on * if StringEquals aws:PrincipalAccount"
                        + " ${AWS::AccountId} if StringEquals aws:ResourceAccount ${AWS::AccountId}");
        assertThat(Networks.rules(Template.fromStack(first))).anySatisfy(rule -> assertThat(rule)
                .contains("NetworkEndpointssnsSecurityGroup", "lets in ${OrdersApplicationSecurityGroup.GroupId}"));
    }

    @Test
    void anApplicationCanReachNothingButWhatItNeeds() {
        Networks.kinesisToSns(stack, "Orders")
                .vpc(Networks.isolated(stack, "Network"))
                .build();

        Template template = template();

        assertThat(Networks.rules(template))
                .containsExactly(
                        "${NetworkEndpointskinesisstreamsSecurityGroup.GroupId} lets in ${OrdersApplicationSecurityGroup.GroupId} to 443",
                        "${NetworkEndpointssnsSecurityGroup.GroupId} lets in ${OrdersApplicationSecurityGroup.GroupId} to 443",
                        "${OrdersApplicationSecurityGroup.GroupId} lets out to ${NetworkEndpointskinesisstreamsSecurityGroup.GroupId} 443",
                        "${OrdersApplicationSecurityGroup.GroupId} lets out to ${NetworkEndpointssnsSecurityGroup.GroupId} 443");
        // The prefix lists of gateways have no name at synth.
        template.hasResourceProperties(
                "AWS::EC2::SecurityGroup",
                Map.of(
                        "GroupDescription",
                        "Connections of a Flink application",
                        "SecurityGroupEgress",
                        List.of(Map.of(
                                "CidrIp", "0.0.0.0/0",
                                "Description", "Services behind gateway endpoints",
                                "FromPort", 443,
                                "IpProtocol", "tcp",
                                "ToPort", 443))));
    }

    @Test
    void aForeignStreamIsReadThroughTheEndpointsAsItsRole() {
        IVpc vpc = Networks.isolated(stack, "Network");
        StreamingEtlApp.Builder.create(stack, "Orders")
                .source(KinesisSource.of(software.amazon.awscdk.services.kinesis.Stream.fromStreamArn(
                                stack, "Foreign", "arn:aws:kinesis:eu-west-1:444455556666:stream/orders"))
                        .withRole(Role.fromRoleArn(stack, "Reader", "arn:aws:iam::444455556666:role/reader")))
                .sink(SnsSink.newTopic())
                .vpc(vpc)
                .build();

        Template template = template();

        assertThat(Networks.policy(template, "sts"))
                .containsExactly("*: sts:AssumeRole on arn:aws:iam::444455556666:role/reader if ArnEquals"
                        + " aws:PrincipalArn ${OrdersApplicationRole.Arn}");
        assertThat(Networks.policy(template, "kinesis-streams"))
                .containsExactly("*: kinesis:DescribeStream, kinesis:ListShards, kinesis:GetShardIterator,"
                        + " kinesis:GetRecords on arn:aws:kinesis:eu-west-1:444455556666:stream/orders if ArnEquals"
                        + " aws:PrincipalArn arn:aws:iam::444455556666:role/reader");
    }

    private Template template() {
        return Template.fromStack(stack);
    }
}
