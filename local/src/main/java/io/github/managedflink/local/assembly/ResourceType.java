package io.github.managedflink.local.assembly;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How CloudFormation names a type of resource and what it returns for {@code Ref} and {@code Fn::GetAtt}. Patterns hold
 * {@code {partition}}, {@code {region}}, {@code {account}}, {@code {suffix}}, {@code {name}} and, for any other word, the resource's
 * property of that name.
 *
 * @param nameProperty the property that sets the physical name
 * @param maxNameLength the service's limit, for generated names
 * @param lowerCase whether the service accepts lower-case names only
 * @param ref the pattern of {@code Ref}
 * @param attributes the patterns of the attributes
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/">ARN formats</a>
 */
record ResourceType(
        String nameProperty, int maxNameLength, boolean lowerCase, String ref, Map<String, String> attributes) {

    private static final Pattern WORD = Pattern.compile("\\{(\\w+)}");

    private static final String CONSUMER_ARN =
            "{StreamARN}/consumer/{name}:" + Resource.CONSUMER_CREATION.getEpochSecond();

    private static final String POLICY_ARN = "arn:{partition}:iam::{account}:policy/{name}";
    private static final String TABLE_ARN = "arn:{partition}:dynamodb:{region}:{account}:table/{name}";
    private static final String DOMAIN_ARN = "arn:{partition}:es:{region}:{account}:domain/{name}";
    private static final String REGISTRY_ARN = "arn:{partition}:glue:{region}:{account}:registry/{name}";
    private static final String SECRET_ARN = "arn:{partition}:secretsmanager:{region}:{account}:secret:{name}-AbCdEf";
    /** The service ends a cluster's ARN with an identifier of its own. */
    private static final String CLUSTER_ARN =
            "arn:{partition}:kafka:{region}:{account}:cluster/{name}/00000000-0000-0000-0000-000000000000-1";

    private static final Map<String, ResourceType> TYPES = Map.ofEntries(
            named("AWS::Kinesis::Stream", "Name", 128, "arn:{partition}:kinesis:{region}:{account}:stream/{name}"),
            type(
                    "AWS::Kinesis::StreamConsumer",
                    "ConsumerName",
                    128,
                    CONSUMER_ARN,
                    Map.of(
                            "ConsumerARN", CONSUMER_ARN,
                            "ConsumerName", "{name}",
                            "ConsumerStatus", "ACTIVE",
                            "StreamARN", "{StreamARN}")),
            Map.entry(
                    "AWS::S3::Bucket",
                    new ResourceType(
                            "BucketName",
                            63,
                            true,
                            "{name}",
                            Map.of(
                                    "Arn", "arn:{partition}:s3:::{name}",
                                    "DomainName", "{name}.s3.{suffix}",
                                    "RegionalDomainName", "{name}.s3.{region}.{suffix}"))),
            type("AWS::KinesisAnalyticsV2::Application", "ApplicationName", 128, "{name}", Map.of()),
            named("AWS::IAM::Role", "RoleName", 64, "arn:{partition}:iam::{account}:role/{name}"),
            type("AWS::IAM::Policy", "PolicyName", 128, "{name}", Map.of("Id", "{name}")),
            type("AWS::IAM::ManagedPolicy", "ManagedPolicyName", 128, POLICY_ARN, Map.of("PolicyArn", POLICY_ARN)),
            named(
                    "AWS::Logs::LogGroup",
                    "LogGroupName",
                    512,
                    "arn:{partition}:logs:{region}:{account}:log-group:{name}:*"),
            type("AWS::Logs::LogStream", "LogStreamName", 512, "{name}", Map.of()),
            // A key has no name of its own: its generated one stands for the key id.
            type(
                    "AWS::KMS::Key",
                    "",
                    36,
                    "{name}",
                    Map.of("Arn", "arn:{partition}:kms:{region}:{account}:key/{name}", "KeyId", "{name}")),
            type("AWS::KMS::Alias", "AliasName", 256, "{name}", Map.of()),
            // Generated names stand for the ids of what a network consists of.
            type("AWS::EC2::SecurityGroup", "", 255, "sg-{name}", Map.of("GroupId", "sg-{name}", "Id", "sg-{name}")),
            type("AWS::EC2::VPC", "", 255, "vpc-{name}", Map.of("VpcId", "vpc-{name}", "CidrBlock", "{CidrBlock}")),
            type(
                    "AWS::EC2::Subnet",
                    "",
                    255,
                    "subnet-{name}",
                    Map.of(
                            "SubnetId", "subnet-{name}",
                            "CidrBlock", "{CidrBlock}",
                            "AvailabilityZone", "{AvailabilityZone}",
                            "VpcId", "{VpcId}")),
            type("AWS::EC2::RouteTable", "", 255, "rtb-{name}", Map.of("RouteTableId", "rtb-{name}")),
            type("AWS::EC2::InternetGateway", "", 255, "igw-{name}", Map.of("InternetGatewayId", "igw-{name}")),
            type("AWS::EC2::NatGateway", "", 255, "nat-{name}", Map.of("NatGatewayId", "nat-{name}")),
            type("AWS::EC2::EIP", "", 255, "{name}", Map.of("AllocationId", "eipalloc-{name}")),
            type("AWS::EC2::VPCEndpoint", "", 255, "vpce-{name}", Map.of("Id", "vpce-{name}")),
            named("AWS::DynamoDB::Table", "TableName", 255, TABLE_ARN),
            named("AWS::DynamoDB::GlobalTable", "TableName", 255, TABLE_ARN),
            named(
                    "AWS::KinesisFirehose::DeliveryStream",
                    "DeliveryStreamName",
                    64,
                    "arn:{partition}:firehose:{region}:{account}:deliverystream/{name}"),
            type(
                    "AWS::Events::EventBus",
                    "Name",
                    256,
                    "{name}",
                    Map.of("Arn", "arn:{partition}:events:{region}:{account}:event-bus/{name}", "Name", "{name}")),
            Map.entry(
                    "AWS::OpenSearchService::Domain",
                    new ResourceType(
                            "DomainName",
                            28,
                            true,
                            "{name}",
                            Map.of(
                                    "Arn",
                                    DOMAIN_ARN,
                                    "DomainArn",
                                    DOMAIN_ARN,
                                    "DomainEndpoint",
                                    "search-{name}.{region}.es.{suffix}",
                                    "Id",
                                    "{account}/{name}"))),
            // A collection's generated name stands for the identifier that the service gives it.
            Map.entry(
                    "AWS::OpenSearchServerless::Collection",
                    new ResourceType(
                            "Name",
                            32,
                            true,
                            "{name}",
                            Map.of(
                                    "Arn",
                                    "arn:{partition}:aoss:{region}:{account}:collection/{name}",
                                    "CollectionEndpoint",
                                    "https://{name}.{region}.aoss.{suffix}",
                                    "DashboardEndpoint",
                                    "https://{name}.{region}.aoss.{suffix}/_dashboards",
                                    "Id",
                                    "{name}"))),
            type("AWS::MSK::Cluster", "ClusterName", 64, CLUSTER_ARN, Map.of("Arn", CLUSTER_ARN)),
            type("AWS::MSK::ServerlessCluster", "ClusterName", 64, CLUSTER_ARN, Map.of("Arn", CLUSTER_ARN)),
            type("AWS::MSK::Topic", "TopicName", 249, "{name}", Map.of()),
            // The service adds six characters to a secret's name.
            type("AWS::SecretsManager::Secret", "Name", 512, SECRET_ARN, Map.of("Id", SECRET_ARN)),
            type("AWS::Glue::Registry", "Name", 255, REGISTRY_ARN, Map.of("Arn", REGISTRY_ARN)),
            type(
                    "AWS::SNS::Topic",
                    "TopicName",
                    256,
                    "arn:{partition}:sns:{region}:{account}:{name}",
                    Map.of("TopicArn", "arn:{partition}:sns:{region}:{account}:{name}", "TopicName", "{name}")),
            // Its bucket, as the CDK hands it on once it is filled.
            type(
                    "Custom::CDKBucketDeployment",
                    "",
                    255,
                    "{name}",
                    Map.of("DestinationBucketArn", "arn:{partition}:s3:::{DestinationBucketName}")),
            type("AWS::SSM::Parameter", "Name", 1011, "{name}", Map.of("Type", "{Type}", "Value", "{Value}")));

    /** Types of which each parent can have one of a name. */
    private static final Set<String> NAMED_IN_PARENT =
            Set.of("AWS::IAM::Policy", "AWS::Kinesis::StreamConsumer", "AWS::Logs::LogStream", "AWS::MSK::Topic");

    static Optional<ResourceType> of(String name) {
        return Optional.ofNullable(TYPES.get(name));
    }

    /**
     * Returns the pattern of what an account and Region can have once: the ARN, or the type and the name.
     *
     * @param type the name of this type
     */
    Optional<String> identity(String type) {
        if (NAMED_IN_PARENT.contains(type)) {
            return Optional.empty();
        }
        return Stream.concat(Stream.of(ref), attributes.values().stream())
                .filter(pattern -> pattern.startsWith("arn:") && pattern.contains("{name}"))
                .findFirst()
                .or(() -> Optional.of(type + " {name}"));
    }

    /** Fills a pattern in. */
    static String fill(String pattern, UnaryOperator<String> words) {
        Matcher matcher = WORD.matcher(pattern);
        return matcher.replaceAll(match -> Matcher.quoteReplacement(words.apply(match.group(1))));
    }

    private static Map.Entry<String, ResourceType> named(String type, String nameProperty, int maxLength, String arn) {
        return type(type, nameProperty, maxLength, "{name}", Map.of("Arn", arn));
    }

    private static Map.Entry<String, ResourceType> type(
            String type, String nameProperty, int maxLength, String ref, Map<String, String> attributes) {
        return Map.entry(type, new ResourceType(nameProperty, maxLength, false, ref, attributes));
    }
}
