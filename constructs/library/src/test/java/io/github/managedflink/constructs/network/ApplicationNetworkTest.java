package io.github.managedflink.constructs.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.managedflink.constructs.FlinkApplication;
import io.github.managedflink.constructs.application.ApplicationCode;
import io.github.managedflink.constructs.fixture.CdkApps;
import io.github.managedflink.constructs.fixture.Templates;
import io.github.managedflink.constructs.policies.IamTable;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.ec2.VpcAttributes;
import software.amazon.awscdk.services.s3.Bucket;

class ApplicationNetworkTest {
    private static final String APPLICATION = "AWS::KinesisAnalyticsV2::Application";

    private static FlinkApplication outside;
    private static Template template;

    @BeforeAll
    static void synthesize() {
        template = CdkApps.template(stack -> {
            FlinkApplication inside = application(stack, "Inside")
                    .vpc(Vpc.fromVpcAttributes(
                            stack,
                            "Vpc",
                            VpcAttributes.builder()
                                    .vpcId("vpc-1")
                                    .availabilityZones(List.of("a", "b"))
                                    .privateSubnetIds(List.of("subnet-1", "subnet-2"))
                                    .publicSubnetIds(List.of("subnet-3", "subnet-4"))
                                    .build()))
                    .build();
            outside = application(stack, "Outside").build();
            inside.getConnections()
                    .allowTo(SecurityGroup.fromSecurityGroupId(stack, "Brokers", "sg-brokers"), Port.tcp(9098));
        });
    }

    @Test
    void interfacesAreInPrivateSubnetsWithAGroupOfTheirOwn() {
        assertThat(networks()).containsExactly("subnet-1, subnet-2 in ${InsideSecurityGroup.GroupId}");
        template.resourceCountIs("AWS::EC2::SecurityGroup", 1);
    }

    @Test
    void connectionsBecomeRules() {
        template.hasResourceProperties(
                "AWS::EC2::SecurityGroupIngress", Map.of("FromPort", 9098, "GroupId", "sg-brokers"));
    }

    @Test
    void connectionsNeedANetwork() {
        assertThatThrownBy(outside::getConnections)
                .hasMessageContaining("vpc: is needed to allow connections. Give the application one with vpc(…).");
    }

    @Test
    void applicationWithoutNetworkHasNoNetworkConfiguration() {
        template.resourceCountIs(APPLICATION, 2);
        assertThat(networks()).hasSize(1);
    }

    private static List<String> networks() {
        return template.findResources(APPLICATION).values().stream()
                .map(application -> Templates.map(application, "Properties", "ApplicationConfiguration"))
                .filter(configuration -> configuration.containsKey("VpcConfigurations"))
                .map(configuration -> Templates.map(
                        Templates.list(configuration, "VpcConfigurations").get(0)))
                .map(network -> IamTable.text(network.get("SubnetIds")) + " in "
                        + IamTable.text(network.get("SecurityGroupIds")))
                .toList();
    }

    private static FlinkApplication.Builder application(Stack stack, String id) {
        return FlinkApplication.Builder.create(stack, id)
                .code(ApplicationCode.fromBucket(Bucket.fromBucketName(stack, id + "Jars", "jars"), "a.jar"));
    }
}
