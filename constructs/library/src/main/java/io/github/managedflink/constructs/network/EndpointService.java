package io.github.managedflink.constructs.network;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A service of AWS as a VPC reaches it without internet: through a gateway endpoint or an interface endpoint.
 *
 * <p>An interface endpoint costs by the hour in each Availability Zone that it is in, and by the data that it carries;
 * a gateway endpoint costs nothing.
 *
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html">Services with
 *     interface endpoints</a>
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html">Gateway endpoints</a>
 */
public final class EndpointService implements Comparable<EndpointService> {
    /** Amazon S3, through a gateway. */
    public static final EndpointService S3 = gateway("s3");
    /** Amazon DynamoDB, through a gateway. */
    public static final EndpointService DYNAMODB = gateway("dynamodb");
    /** Amazon Kinesis Data Streams. */
    public static final EndpointService KINESIS_STREAMS = interfaceEndpoint("kinesis-streams");
    /** Amazon Data Firehose. */
    public static final EndpointService FIREHOSE = interfaceEndpoint("kinesis-firehose");
    /** Amazon SNS. */
    public static final EndpointService SNS = interfaceEndpoint("sns");
    /** Amazon EventBridge. */
    public static final EndpointService EVENTBRIDGE = interfaceEndpoint("events");
    /** AWS Secrets Manager. */
    public static final EndpointService SECRETS_MANAGER = interfaceEndpoint("secretsmanager");
    /** AWS STS, as its Region's own endpoint. */
    public static final EndpointService STS = interfaceEndpoint("sts");
    /** AWS Glue, with its schema registry. */
    public static final EndpointService GLUE = interfaceEndpoint("glue");
    /** Amazon SQS. */
    public static final EndpointService SQS = interfaceEndpoint("sqs");
    /** AWS Lambda. */
    public static final EndpointService LAMBDA = interfaceEndpoint("lambda");
    /** Amazon CloudWatch, for metrics of a job's own. */
    public static final EndpointService CLOUDWATCH = interfaceEndpoint("monitoring");
    /** A domain of Amazon OpenSearch Service that is in no VPC, to which no endpoint leads. */
    public static final EndpointService PUBLIC_OPENSEARCH =
            new EndpointService("OpenSearch domain outside of VPCs", Kind.NONE);

    private enum Kind {
        GATEWAY,
        INTERFACE,
        NONE
    }

    /** By the prefix of their IAM actions, which is not always the name of the endpoint. */
    private static final Map<String, EndpointService> BY_ACTION = Map.ofEntries(
            Map.entry("s3", S3),
            Map.entry("dynamodb", DYNAMODB),
            Map.entry("kinesis", KINESIS_STREAMS),
            Map.entry("firehose", FIREHOSE),
            Map.entry("sns", SNS),
            Map.entry("events", EVENTBRIDGE),
            Map.entry("secretsmanager", SECRETS_MANAGER),
            Map.entry("sts", STS),
            Map.entry("glue", GLUE),
            Map.entry("sqs", SQS),
            Map.entry("lambda", LAMBDA),
            Map.entry("cloudwatch", CLOUDWATCH));

    /**
     * What a job reaches without an endpoint: brokers and domains are in the VPC, and services use keys on its behalf.
     */
    private static final Set<String> WITHOUT_ENDPOINT = Set.of("kafka-cluster", "es", "kms");

    /**
     * The interface endpoints whose names begin with {@code cn} in China.
     *
     * @see <a
     *     href="https://docs.amazonaws.cn/en_us/vpc/latest/privatelink/aws-services-privatelink-support.html">Services
     *     in China</a>
     */
    private static final Set<String> CHINESE = Set.of("kinesis-streams", "sts", "sqs", "lambda", "monitoring");

    private final String name;
    private final Kind kind;

    private EndpointService(String name, Kind kind) {
        this.name = name;
        this.kind = kind;
    }

    /**
     * Returns a service with an interface endpoint.
     *
     * @param name the last part of the service name, such as {@code kinesis-streams} of
     *     {@code com.amazonaws.eu-west-1.kinesis-streams}
     */
    public static EndpointService interfaceEndpoint(String name) {
        return new EndpointService(name, Kind.INTERFACE);
    }

    private static EndpointService gateway(String name) {
        return new EndpointService(name, Kind.GATEWAY);
    }

    /** Returns the service that an action such as {@code kinesis:GetRecords} is called at; empty if none is known. */
    static Optional<EndpointService> ofAction(String action) {
        return Optional.ofNullable(BY_ACTION.get(prefix(action)));
    }

    /** Returns whether an action is known to be none that goes through an endpoint. */
    static boolean needsNone(String action) {
        return WITHOUT_ENDPOINT.contains(prefix(action));
    }

    private static String prefix(String action) {
        return action.substring(0, Math.max(0, action.indexOf(':')));
    }

    /** Returns the last part of the service name, such as {@code kinesis-streams}. */
    public String name() {
        return name;
    }

    /**
     * Returns whether it is reached through a gateway, which is part of route tables, rather than an interface in a
     * subnet.
     */
    public boolean isGateway() {
        return kind == Kind.GATEWAY;
    }

    /** Whether it has endpoints at all. */
    boolean hasEndpoint() {
        return kind != Kind.NONE;
    }

    /**
     * The service name in a Region.
     *
     * @param region the Region's name or a token
     */
    String serviceName(String region) {
        boolean chinese = region.startsWith("cn-") && kind == Kind.INTERFACE && CHINESE.contains(name);
        return (chinese ? "cn.com.amazonaws." : "com.amazonaws.") + region + "." + name;
    }

    @Override
    public int compareTo(EndpointService other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EndpointService service && service.kind == kind && service.name.equals(name);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, kind);
    }

    @Override
    public String toString() {
        return name + " (" + kind.name().toLowerCase(Locale.ROOT) + ")";
    }
}
