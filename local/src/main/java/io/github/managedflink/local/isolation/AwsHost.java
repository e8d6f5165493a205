package io.github.managedflink.local.isolation;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A host of AWS by the service that it belongs to.
 *
 * @param service the service as IAM names it in actions where this library has a stand-in for it, else as the host
 *     names it
 * @see <a href="https://docs.aws.amazon.com/general/latest/gr/rande.html">Service endpoints</a>
 */
record AwsHost(String service) {
    private static final List<String> SUFFIXES = List.of(
            ".amazonaws.com",
            ".amazonaws.com.cn",
            ".api.aws",
            ".api.amazonwebservices.com.cn",
            ".amazonaws.eu",
            ".c2s.ic.gov",
            ".sc2s.sgov.gov");

    /** Labels of hosts to the services that IAM knows under another name. */
    private static final Map<String, String> OTHER_NAMES = Map.of(
            "data-kinesis",
            "kinesis",
            "control-kinesis",
            "kinesis",
            "ddb",
            "dynamodb",
            "queue",
            "sqs",
            "s3-control",
            "s3");

    private static final Map<String, String> TITLES = Map.ofEntries(
            Map.entry("aoss", "Amazon OpenSearch Serverless"),
            Map.entry("appsync-api", "AWS AppSync"),
            Map.entry("athena", "Amazon Athena"),
            Map.entry("bedrock-runtime", "Amazon Bedrock"),
            Map.entry("cassandra", "Amazon Keyspaces"),
            Map.entry("cloudformation", "AWS CloudFormation"),
            Map.entry("dynamodb", "Amazon DynamoDB"),
            Map.entry("streams", "Amazon DynamoDB Streams"),
            Map.entry("es", "Amazon OpenSearch Service"),
            Map.entry("events", "Amazon EventBridge"),
            Map.entry("execute-api", "Amazon API Gateway"),
            Map.entry("firehose", "Amazon Data Firehose"),
            Map.entry("glue", "AWS Glue"),
            Map.entry("ingest", "Amazon Timestream"),
            Map.entry("kafka", "Amazon MSK"),
            Map.entry("kinesis", "Amazon Kinesis Data Streams"),
            Map.entry("kms", "AWS Key Management Service"),
            Map.entry("lambda", "AWS Lambda"),
            Map.entry("logs", "Amazon CloudWatch Logs"),
            Map.entry("monitoring", "Amazon CloudWatch"),
            Map.entry("rds", "Amazon RDS"),
            Map.entry("redshift", "Amazon Redshift"),
            Map.entry("redshift-data", "Amazon Redshift Data API"),
            Map.entry("runtime", "Amazon SageMaker"),
            Map.entry("s3", "Amazon S3"),
            Map.entry("s3tables", "Amazon S3 Tables"),
            Map.entry("secretsmanager", "AWS Secrets Manager"),
            Map.entry("sns", "Amazon SNS"),
            Map.entry("sqs", "Amazon SQS"),
            Map.entry("ssm", "AWS Systems Manager"),
            Map.entry("states", "AWS Step Functions"),
            Map.entry("sts", "AWS STS"),
            Map.entry("timestream", "Amazon Timestream"));

    /** Reads a host's name; empty if it is none of AWS. */
    static Optional<AwsHost> of(String host) {
        String name = host.toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
        return SUFFIXES.stream()
                .filter(name::endsWith)
                .findFirst()
                .map(suffix -> new AwsHost(serviceOf(
                        name.substring(0, name.length() - suffix.length()).split("\\.", -1))));
    }

    /**
     * What comes before the service is a bucket, an account, a domain: known services are looked for from the right.
     */
    private static String serviceOf(String[] labels) {
        if (labels[0].equals("streams") && labels.length > 1 && labels[1].equals("dynamodb")) {
            return "streams";
        }
        for (int i = labels.length - 1; i >= 0; i--) {
            String service = service(labels[i]);
            if (TITLES.containsKey(service)) {
                return service;
            }
        }
        return service(labels[0]);
    }

    private static String service(String label) {
        String plain = label.replaceFirst("-fips$", "");
        // The first Regions of S3 have hosts such as s3-eu-west-1.
        String name = plain.matches("s3-[a-z]+(-[a-z]+)*-\\d") ? "s3" : plain;
        return OTHER_NAMES.getOrDefault(name, name);
    }

    /** The service's name for people. */
    String title() {
        return TITLES.getOrDefault(service, "the service \"" + service + "\" of AWS");
    }
}
