package io.github.managedflink.constructs.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.managedflink.constructs.fixture.CdkApps;
import io.github.managedflink.constructs.fixture.Networks;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.services.ec2.CfnVPCEndpoint;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpointAwsService;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpointOptions;
import software.amazon.awscdk.services.ec2.InterfaceVpcEndpoint;
import software.amazon.awscdk.services.ec2.InterfaceVpcEndpointAwsService;
import software.amazon.awscdk.services.ec2.InterfaceVpcEndpointOptions;
import software.amazon.awscdk.services.ec2.InterfaceVpcEndpointService;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.Vpc;

/** Endpoints that the user has made, or has to make. */
class ExistingEndpointsTest {
    private final App app = new App();
    private Stack stack;

    @BeforeEach
    void createStack() {
        stack = new Stack(app, "Test");
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
        Networks.kinesisToSns(stack, "Orders").vpc(vpc).build();

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
                .privateDnsEnabled(true)
                .build();
        CfnVPCEndpoint.Builder.create(stack, "Topics")
                .vpcId(vpc.getVpcId())
                .serviceName("com.amazonaws.eu-west-1.sns")
                .vpcEndpointType("Interface")
                .privateDnsEnabled(false)
                .build();
        Networks.kinesisToSns(stack, "Orders").vpc(vpc).build();

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
        Networks.kinesisToSns(stack, "Orders").vpc(vpc).build();
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
        Networks.kinesisToSns(there, "Orders").network(network).build();
        Networks.kinesisToDynamoDb(there, "Quakes").network(network).build();
        Networks.kinesisToSns(there, "Payments").network(network).build();

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
        Networks.kinesisToSns(stack, "Orders")
                .network(FlinkNetwork.builder(vpc)
                        .endpoints(EndpointCreation.NEVER)
                        .build())
                .build();
        Networks.kinesisToSns(stack, "Payments").vpc(vpc).build();

        assertThat(Networks.policy(template(), "kinesis-streams"))
                .containsExactly(Networks.reading("Orders"), Networks.reading("Payments"));
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
        Networks.kinesisToSns(stack, "Orders").network(network).build();

        Template template = template();

        template.resourceCountIs(Networks.ENDPOINT, 0);
        assertThat(Networks.rules(template))
                .containsExactly(
                        "${OrdersApplicationSecurityGroup.GroupId} lets out to sg-streams 443",
                        "sg-streams lets in ${OrdersApplicationSecurityGroup.GroupId} to 443");
    }

    private Template template() {
        return Template.fromStack(stack);
    }
}
