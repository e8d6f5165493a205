package io.github.managedflink.constructs.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.managedflink.constructs.fixture.CdkApps;
import io.github.managedflink.constructs.fixture.Networks;
import io.github.managedflink.constructs.policies.IamTable;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpointAwsService;
import software.amazon.awscdk.services.ec2.InterfaceVpcEndpointAwsService;

/**
 * The names of endpoints, held against the CDK's own class, which the library does not load for its hundreds of
 * constants.
 */
class EndpointServiceTest {

    @ParameterizedTest
    @ValueSource(strings = {"eu-west-1", "us-gov-west-1", "us-gov-east-1", "cn-north-1", "cn-northwest-1"})
    void namesAreThoseOfTheCdk(String region) {
        Stack stack = stack(region);

        for (EndpointService service : services().toList()) {
            String expected = service.isGateway()
                    ? new GatewayVpcEndpointAwsService(service.name()).getName()
                    : new InterfaceVpcEndpointAwsService(service.name()).getName();
            assertThat(service.serviceName(region))
                    .isEqualTo(IamTable.text(stack.resolve(expected)).replace("${AWS::Region}", region));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"us-gov-west-1", "cn-north-1"})
    void templatesOfOtherPartitionsHaveThem(String region) {
        Stack stack = stack(region);
        Networks.kinesisToSns(stack, "Orders")
                .vpc(Networks.isolated(stack, "Network"))
                .build();

        assertThat(Networks.properties(Template.fromStack(stack), Networks.ENDPOINT)
                        .map(endpoint -> endpoint.get("ServiceName")))
                .containsExactlyInAnyOrder(
                        region.startsWith("cn-")
                                ? "cn.com.amazonaws.cn-north-1.kinesis-streams"
                                : "com.amazonaws.us-gov-west-1.kinesis-streams",
                        "com.amazonaws." + region + ".s3",
                        "com.amazonaws." + region + ".sns");
    }

    @ParameterizedTest
    @MethodSource("services")
    void equalityIsThatOfNameAndKind(EndpointService service) {
        assertThat(services().filter(service::equals)).hasSize(1);
        assertThat(service).isNotEqualTo(EndpointService.interfaceEndpoint("another"));
    }

    static Stream<EndpointService> services() {
        return Stream.of(
                EndpointService.S3,
                EndpointService.DYNAMODB,
                EndpointService.KINESIS_STREAMS,
                EndpointService.FIREHOSE,
                EndpointService.SNS,
                EndpointService.EVENTBRIDGE,
                EndpointService.SECRETS_MANAGER,
                EndpointService.STS,
                EndpointService.GLUE,
                EndpointService.SQS,
                EndpointService.LAMBDA,
                EndpointService.CLOUDWATCH);
    }

    private static Stack stack(String region) {
        return new Stack(
                new App(),
                "Test",
                StackProps.builder()
                        .env(Environment.builder()
                                .account(CdkApps.ACCOUNT)
                                .region(region)
                                .build())
                        .build());
    }
}
