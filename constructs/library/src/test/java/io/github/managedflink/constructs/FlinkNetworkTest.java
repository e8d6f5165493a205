package io.github.managedflink.constructs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.services.ec2.CfnVPCEndpoint;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpointAwsService;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpointOptions;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.InterfaceVpcEndpoint;
import software.amazon.awscdk.services.ec2.InterfaceVpcEndpointAwsService;
import software.amazon.awscdk.services.ec2.InterfaceVpcEndpointOptions;
import software.amazon.awscdk.services.ec2.InterfaceVpcEndpointService;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.SubnetConfiguration;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.ec2.VpcAttributes;
import software.amazon.awscdk.services.iam.Role;
import software.constructs.Construct;

/** Which endpoints a VPC gets, and who makes them. */
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
        kinesisToSns(stack, "Orders").vpc(Networks.isolated(stack, "Network")).build();

        assertThat(Networks.endpoints(template()))
                .containsExactly(
                        "kinesis-streams Interface in " + SUBNETS,
                        "s3 Gateway in " + ROUTES,
                        "sns Interface in " + SUBNETS);
    }

    @Test
    void applicationsShareEndpoints() {
        Vpc vpc = Networks.isolated(stack, "Network");
        kinesisToSns(stack, "Orders").vpc(vpc).build();
        kinesisToDynamoDb(stack, "Quakes").vpc(vpc).build();
        kinesisToSns(stack, "Payments").network(FlinkNetwork.of(vpc)).build();

        Template template = template();

        assertThat(Networks.services(template))
                .containsExactly("dynamodb Gateway", "kinesis-streams Interface", "s3 Gateway", "sns Interface");
        assertThat(Networks.policy(template, "kinesis-streams"))
                .containsExactly(reading("Orders"), reading("Payments"), reading("Quakes"));
        assertThat(Networks.policy(template, "sns"))
                .containsExactly(
                        "*: sns:Publish on ${OrdersTopic} if ArnEquals aws:PrincipalArn ${OrdersApplicationRole.Arn}",
                        "*: sns:Publish on ${PaymentsTopic} if ArnEquals aws:PrincipalArn ${PaymentsApplicationRole.Arn}");
    }

    @Test
    void theOrderInWhichApplicationsAreMadeDoesNotMatter() {
        Vpc vpc = Networks.isolated(stack, "Network");
        kinesisToSns(stack, "Orders").vpc(vpc).build();
        kinesisToDynamoDb(stack, "Quakes").vpc(vpc).build();
        Map<String, Object> one = template().toJSON();

        Stack again = new Stack(new App(), "Test");
        Vpc same = Networks.isolated(again, "Network");
        kinesisToDynamoDb(again, "Quakes").vpc(same).build();
        kinesisToSns(again, "Orders").vpc(same).build();

        assertThat(Template.fromStack(again).toJSON()).isEqualTo(one);
    }

    @Test
    void subnetsWithAWayToTheInternetNeedNone() {
        kinesisToSns(stack, "Orders")
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
        kinesisToSns(stack, "Orders").network(network).build();

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
        kinesisToSns(stack, "Orders").vpc(vpc).build();
        kinesisToSns(stack, "Payments")
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
                .containsExactly(reading("Orders"), reading("Payments"));
        assertThat(Networks.policy(template, "s3")).allMatch(line -> line.contains("${PaymentsApplicationRole.Arn}"));
        assertThat(Networks.rules(template))
                .contains(
                        "${NetworkEndpointssnsSecurityGroup.GroupId} lets in ${OrdersApplicationSecurityGroup.GroupId} to 443",
                        "${NetworkEndpointssnsSecurityGroup.GroupId} lets in ${PaymentsApplicationSecurityGroup.GroupId} to 443");
    }

    @Test
    void differentVpcsHaveTheirOwn() {
        kinesisToSns(stack, "Orders").vpc(Networks.isolated(stack, "One")).build();
        kinesisToDynamoDb(stack, "Quakes").vpc(Networks.isolated(stack, "Two")).build();

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
        kinesisToSns(stack, "Orders")
                .vpc(Networks.imported(stack, "One", "vpc-1"))
                .build();
        kinesisToDynamoDb(stack, "Quakes")
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
        kinesisToSns(first, "Orders").vpc(vpc).build();
        kinesisToDynamoDb(second, "Quakes").vpc(vpc).build();

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
    void theirOwnEndpointOfTheVpcIsUsed() {
        Vpc vpc = Networks.isolated(stack, "Network");
        vpc.addInterfaceEndpoint(
                "Streams",
                InterfaceVpcEndpointOptions.builder()
                        .service(InterfaceVpcEndpointAwsService.KINESIS_STREAMS)
                        .build());
        vpc.addGatewayEndpoint(
                "Objects",
                GatewayVpcEndpointOptions.builder()
                        .service(GatewayVpcEndpointAwsService.S3)
                        .build());
        InterfaceVpcEndpoint.Builder.create(stack, "Topics")
                .vpc(vpc)
                .service(new InterfaceVpcEndpointService("com.amazonaws.eu-west-1.sns", 443))
                .privateDnsEnabled(true)
                .build();
        kinesisToSns(stack, "Orders").vpc(vpc).build();

        Template template = template();

        template.resourceCountIs(Networks.ENDPOINT, 3);
        assertThat(Networks.rules(template))
                .contains(
                        "${NetworkStreamsSecurityGroup.GroupId} lets in ${OrdersApplicationSecurityGroup.GroupId} to 443",
                        "${OrdersApplicationSecurityGroup.GroupId} lets out to ${TopicsSecurityGroup.GroupId} 443");
    }

    @Test
    void anEndpointOfOtherVpcsOrWithoutTheUsualNameIsNotUsed() {
        Vpc vpc = Networks.isolated(stack, "Network");
        Vpc other = Networks.isolated(stack, "Other");
        InterfaceVpcEndpoint.Builder.create(stack, "Streams")
                .vpc(other)
                .service(new InterfaceVpcEndpointService("com.amazonaws.eu-west-1.kinesis-streams", 443))
                .build();
        CfnVPCEndpoint.Builder.create(stack, "Topics")
                .vpcId(vpc.getVpcId())
                .serviceName("com.amazonaws.eu-west-1.sns")
                .vpcEndpointType("Interface")
                .privateDnsEnabled(false)
                .build();
        kinesisToSns(stack, "Orders").vpc(vpc).build();

        assertThat(Networks.services(template()))
                .containsExactly(
                        "kinesis-streams Interface",
                        "kinesis-streams Interface",
                        "s3 Gateway",
                        "sns Interface",
                        "sns Interface");
    }

    @Test
    void anEndpointThatComesTooLateIsRefused() {
        Vpc vpc = Networks.isolated(stack, "Network");
        kinesisToSns(stack, "Orders").vpc(vpc).build();
        vpc.addGatewayEndpoint(
                "Objects",
                GatewayVpcEndpointOptions.builder()
                        .service(GatewayVpcEndpointAwsService.S3)
                        .build());

        assertThatThrownBy(this::template)
                .hasMessageContaining("[Test/NetworkEndpoints] network.endpoints")
                .hasMessageContaining(".s3\": is there twice: it was created for an application, and then by you.");
    }

    @Test
    void whatIsMissingIsToldOfAllApplications() {
        Stack there = CdkApps.stackWithEnvironment();
        FlinkNetwork network = FlinkNetwork.builder(Networks.imported(there, "Network", "vpc-1"))
                .endpoints(EndpointCreation.NEVER)
                .existingEndpoint(EndpointService.S3)
                .build();
        kinesisToSns(there, "Orders").network(network).build();
        kinesisToDynamoDb(there, "Quakes").network(network).build();
        kinesisToSns(there, "Payments").network(network).build();

        assertThatThrownBy(() -> Template.fromStack(there))
                .hasMessageContaining("network.endpoints = \"com.amazonaws.eu-west-1.dynamodb\": is missing in the VPC:"
                        + " Test/Quakes/Application calls dynamodb:BatchWriteItem. Create it before the applications,"
                        + " tell of one that exists with existingEndpoint(…), or leave its creation to the library.")
                .hasMessageContaining(
                        "network.endpoints = \"com.amazonaws.eu-west-1.kinesis-streams\": is missing in the"
                                + " VPC: Test/Orders/Application calls kinesis:DescribeStream, kinesis:GetRecords,"
                                + " kinesis:GetShardIterator, kinesis:ListShards; Test/Payments/Application calls"
                                + " kinesis:DescribeStream")
                .hasMessageContaining("network.endpoints = \"com.amazonaws.eu-west-1.sns\": is missing in the VPC:"
                        + " Test/Orders/Application calls sns:Publish; Test/Payments/Application calls sns:Publish.")
                .message()
                .doesNotContain("s3");
    }

    @Test
    void whatAnotherApplicationHasCreatedIsNotMissing() {
        Vpc vpc = Networks.isolated(stack, "Network");
        kinesisToSns(stack, "Orders")
                .network(FlinkNetwork.builder(vpc)
                        .endpoints(EndpointCreation.NEVER)
                        .build())
                .build();
        kinesisToSns(stack, "Payments").vpc(vpc).build();

        assertThat(Networks.policy(template(), "kinesis-streams"))
                .containsExactly(reading("Orders"), reading("Payments"));
    }

    @Test
    void anEndpointOfWhichTheNetworkTellsIsUsed() {
        FlinkNetwork network = FlinkNetwork.builder(Networks.imported(stack, "Network", "vpc-1"))
                .endpoints(EndpointCreation.NEVER)
                .existingEndpoint(EndpointService.S3)
                .existingEndpoint(EndpointService.SNS)
                .existingEndpoint(
                        EndpointService.KINESIS_STREAMS,
                        SecurityGroup.fromSecurityGroupId(stack, "Streams", "sg-streams"))
                .build();
        kinesisToSns(stack, "Orders").network(network).build();

        Template template = template();

        template.resourceCountIs(Networks.ENDPOINT, 0);
        assertThat(Networks.rules(template))
                .containsExactly(
                        "${OrdersApplicationSecurityGroup.GroupId} lets out to sg-streams 443",
                        "sg-streams lets in ${OrdersApplicationSecurityGroup.GroupId} to 443");
    }

    @Test
    void anApplicationCanReachNothingButWhatItNeeds() {
        kinesisToSns(stack, "Orders").vpc(Networks.isolated(stack, "Network")).build();

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
                .source(KinesisSourceBinding.of(software.amazon.awscdk.services.kinesis.Stream.fromStreamArn(
                                stack, "Foreign", "arn:aws:kinesis:eu-west-1:444455556666:stream/orders"))
                        .role(Role.fromRoleArn(stack, "Reader", "arn:aws:iam::444455556666:role/reader")))
                .sink(SnsSinkBinding.newTopic())
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

    @Test
    void aDomainOutsideOfVpcsCannotBeReachedFromIsolatedSubnets() {
        StreamingEtlApp.Builder.create(stack, "Orders")
                .source(KinesisSourceBinding.newStream())
                .sink(OpenSearchSinkBinding.newDomain())
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
        kinesisToSns(stack, "Orders")
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

    private Template template() {
        return Template.fromStack(stack);
    }

    private static String reading(String pipeline) {
        return "*: kinesis:DescribeStream, kinesis:ListShards, kinesis:GetShardIterator, kinesis:GetRecords on ${"
                + pipeline + "Stream.Arn} if ArnEquals aws:PrincipalArn ${" + pipeline + "ApplicationRole.Arn}";
    }

    private static StreamingEtlApp.Builder kinesisToSns(Construct scope, String id) {
        return pipeline(scope, id, app -> app.sink(SnsSinkBinding.newTopic()));
    }

    private static StreamingEtlApp.Builder kinesisToDynamoDb(Construct scope, String id) {
        return pipeline(scope, id, app -> app.sink(DynamoDbSinkBinding.newTable("id")));
    }

    private static StreamingEtlApp.Builder pipeline(
            Construct scope, String id, UnaryOperator<StreamingEtlApp.Builder> sink) {
        return sink.apply(StreamingEtlApp.Builder.create(scope, id).source(KinesisSourceBinding.newStream()));
    }
}
