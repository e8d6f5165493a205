package io.github.managedflink.constructs;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.SubnetConfiguration;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.ec2.VpcAttributes;
import software.constructs.Construct;

/** VPCs for tests, and what their templates say of endpoints. */
final class Networks {
    static final String ENDPOINT = "AWS::EC2::VPCEndpoint";

    private Networks() {}

    /** A new VPC without a way to the internet, over two zones. */
    static Vpc isolated(Construct scope, String id) {
        return Vpc.Builder.create(scope, id)
                .subnetConfiguration(List.of(SubnetConfiguration.builder()
                        .name("Jobs")
                        .subnetType(SubnetType.PRIVATE_ISOLATED)
                        .build()))
                .build();
    }

    /** A VPC that exists, with two isolated subnets. */
    static IVpc imported(Construct scope, String id, String vpcId) {
        return Vpc.fromVpcAttributes(
                scope,
                id,
                VpcAttributes.builder()
                        .vpcId(vpcId)
                        .availabilityZones(List.of("eu-west-1a", "eu-west-1b"))
                        .isolatedSubnetIds(List.of("subnet-1", "subnet-2"))
                        .isolatedSubnetRouteTableIds(List.of("rtb-1", "rtb-2"))
                        .build());
    }

    /** The endpoints of a template: service, kind, and the subnets or route tables. */
    static Stream<String> endpoints(Template template) {
        return properties(template, ENDPOINT)
                .map(endpoint -> service(endpoint) + " in "
                        + IamTable.text(endpoint.getOrDefault("SubnetIds", endpoint.get("RouteTableIds"))))
                .sorted();
    }

    /** The services that a template has endpoints for. */
    static Stream<String> services(Template template) {
        return properties(template, ENDPOINT).map(Networks::service).sorted();
    }

    private static String service(Map<String, Object> endpoint) {
        String name = IamTable.text(endpoint.get("ServiceName"));
        return name.substring(name.lastIndexOf('.') + 1) + " " + endpoint.get("VpcEndpointType");
    }

    /** The policy of the endpoint for a service, as lines. */
    static List<String> policy(Template template, String service) {
        return properties(template, ENDPOINT)
                .filter(endpoint -> service(endpoint).startsWith(service + " "))
                .flatMap(endpoint -> IamTable.of(Templates.map(endpoint, "PolicyDocument")).stream())
                .toList();
    }

    /** The properties of all resources of a type, by logical id. */
    static Stream<Map<String, Object>> properties(Template template, String type) {
        return new TreeMap<>(template.findResources(type))
                .values().stream().map(resource -> Templates.map(resource, "Properties"));
    }

    /** The rules between security groups: from whom, to whom, which port. */
    static List<String> rules(Template template) {
        return Stream.concat(
                        properties(template, "AWS::EC2::SecurityGroupIngress")
                                .map(rule -> IamTable.text(rule.get("GroupId")) + " lets in "
                                        + IamTable.text(rule.get("SourceSecurityGroupId")) + " to "
                                        + rule.get("ToPort")),
                        properties(template, "AWS::EC2::SecurityGroupEgress")
                                .map(rule -> IamTable.text(rule.get("GroupId")) + " lets out to "
                                        + IamTable.text(rule.get("DestinationSecurityGroupId")) + " "
                                        + rule.get("ToPort")))
                .sorted()
                .toList();
    }

    static StreamingEtlApp.Builder kinesisToSns(Construct scope, String id) {
        return kinesisTo(SnsSinkBinding.newTopic(), scope, id);
    }

    static StreamingEtlApp.Builder kinesisToDynamoDb(Construct scope, String id) {
        return kinesisTo(DynamoDbSinkBinding.newTable("id"), scope, id);
    }

    private static StreamingEtlApp.Builder kinesisTo(SinkBinding sink, Construct scope, String id) {
        return StreamingEtlApp.Builder.create(scope, id)
                .source(KinesisSourceBinding.newStream())
                .sink(sink);
    }

    /** What a policy lets a pipeline with a new stream do with it. */
    static String reading(String pipeline) {
        return "*: kinesis:DescribeStream, kinesis:ListShards, kinesis:GetShardIterator, kinesis:GetRecords on ${"
                + pipeline + "Stream.Arn} if ArnEquals aws:PrincipalArn ${" + pipeline + "ApplicationRole.Arn}";
    }
}
