package io.github.managedflink.constructs.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.managedflink.constructs.FlinkApplication;
import io.github.managedflink.constructs.StreamingEtlApp;
import io.github.managedflink.constructs.application.ApplicationCode;
import io.github.managedflink.constructs.fixture.CdkApps;
import io.github.managedflink.constructs.fixture.Templates;
import io.github.managedflink.constructs.kinesis.KinesisSource;
import io.github.managedflink.constructs.s3.S3Sink;
import io.github.managedflink.constructs.sns.SnsSink;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.Subnet;
import software.amazon.awscdk.services.ec2.SubnetConfiguration;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.ec2.VpcAttributes;
import software.amazon.awscdk.services.s3.Bucket;

class VpcSubnetsTest {
    @Test
    void subnetsMayBeAListThatOnlyTheDeploymentKnows() {
        Template template = CdkApps.template(stack -> {
            application(stack, "Inside")
                    .vpc(vpc(stack, builder -> builder.privateSubnetIds(subnetsParameter(stack))))
                    .build();
        });

        assertThat(subnetIds(template)).isEqualTo(Map.of("Ref", "Subnets"));
        assertThat(new ObjectMapper()
                        .valueToTree(template.findResources("AWS::IAM::Role"))
                        .toString())
                .contains("{\"Fn::Split\":[\",\",{\"Fn::Join\":[\"\",[\"arn:*:ec2:*:*:subnet/\"")
                .contains("\"ArnLike\":{\"ec2:Subnet\":{\"Fn::Split\"");
    }

    @Test
    void isolatedSubnetsMayBeAListThatOnlyTheDeploymentKnows() {
        Template template = CdkApps.template(stack -> {
            StreamingEtlApp.Builder.create(stack, "Orders")
                    .vpc(vpc(stack, builder -> builder.isolatedSubnetIds(subnetsParameter(stack))
                            .isolatedSubnetRouteTableIds(List.of("rtb-1"))))
                    .source(KinesisSource.newStream())
                    .sink(SnsSink.newTopic())
                    .build();
        });

        template.hasResourceProperties(
                "AWS::EC2::VPCEndpoint", Map.of("VpcEndpointType", "Interface", "SubnetIds", Map.of("Ref", "Subnets")));
    }

    @Test
    void subnetsMayBeNamedByTheirIdsAlone() {
        Template template = CdkApps.template(stack -> application(stack, "Inside")
                .vpc(Vpc.Builder.create(stack, "Vpc").build())
                .vpcSubnets(SubnetSelection.builder()
                        .subnets(List.of(
                                Subnet.fromSubnetId(stack, "One", "subnet-1"),
                                Subnet.fromSubnetId(stack, "Two", "subnet-2")))
                        .build())
                .build());

        assertThat(subnetIds(template)).isEqualTo(List.of("subnet-1", "subnet-2"));
    }

    @Test
    void publicSubnetNamedByItsIdIsKnownAsPublic() {
        Stack stack = CdkApps.stack();
        FlinkApplication.Builder builder = application(stack, "Inside")
                .vpc(vpc(stack, vpc -> vpc.availabilityZones(List.of("a")).publicSubnetIds(List.of("subnet-1"))))
                .vpcSubnets(SubnetSelection.builder()
                        .subnets(List.of(Subnet.fromSubnetId(stack, "One", "subnet-1")))
                        .build());

        assertThatThrownBy(builder::build).hasMessageContaining("say so with allowPublicSubnet(true)");
    }

    @Test
    void publicSubnetsThatAreAllowedLeadToEndpointsAlone() {
        Template template = CdkApps.template(stack -> StreamingEtlApp.Builder.create(stack, "Orders")
                .vpc(Vpc.Builder.create(stack, "Vpc")
                        .natGateways(0)
                        .maxAzs(2)
                        .subnetConfiguration(List.of(SubnetConfiguration.builder()
                                .name("public")
                                .subnetType(SubnetType.PUBLIC)
                                .build()))
                        .build())
                .vpcSubnets(
                        SubnetSelection.builder().subnetType(SubnetType.PUBLIC).build())
                .allowPublicSubnet(true)
                .source(KinesisSource.newStream())
                .sink(S3Sink.newBucket())
                .build());

        template.hasResourceProperties("AWS::EC2::VPCEndpoint", Map.of("VpcEndpointType", "Interface"));
        template.hasResourceProperties("AWS::EC2::VPCEndpoint", Map.of("VpcEndpointType", "Gateway"));
    }

    private static List<String> subnetsParameter(Stack stack) {
        return CfnParameter.Builder.create(stack, "Subnets")
                .type("List<AWS::EC2::Subnet::Id>")
                .build()
                .getValueAsList();
    }

    private static IVpc vpc(Stack stack, UnaryOperator<VpcAttributes.Builder> subnets) {
        VpcAttributes.Builder attributes =
                VpcAttributes.builder().vpcId("vpc-1").availabilityZones(Fn.getAzs());
        return Vpc.fromVpcAttributes(stack, "Vpc", subnets.apply(attributes).build());
    }

    private static Object subnetIds(Template template) {
        Map<String, Object> properties = Templates.only(template, "AWS::KinesisAnalyticsV2::Application");
        return Templates.map(Templates.list(properties, "ApplicationConfiguration", "VpcConfigurations")
                        .get(0))
                .get("SubnetIds");
    }

    private static FlinkApplication.Builder application(Stack stack, String id) {
        return FlinkApplication.Builder.create(stack, id)
                .code(ApplicationCode.fromBucket(Bucket.fromBucketName(stack, id + "Jars", "jars"), "a.jar"));
    }
}
