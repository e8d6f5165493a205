package io.github.managedflink.test.iam;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.managedflink.test.pipeline.Pipeline;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A job may do what its connectors call, on what they were given, and nothing else. */
class JobPermissionsTest {
    private static final Map<Pipeline, List<Job>> JOBS = new EnumMap<>(Pipeline.class);

    @BeforeAll
    static void synthesize() {
        for (Pipeline pipeline : Pipeline.values()) {
            JOBS.put(pipeline, Job.of(pipeline));
        }
    }

    @ParameterizedTest(name = "{0} {1} on {2} {3}")
    @DisplayName("A job that polls a stream and writes to a bucket of somebody else")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            may     | kinesis:DescribeStream         | arn:aws:kinesis:eu-west-1:111122223333:stream/orders |
            may     | kinesis:ListShards             | arn:aws:kinesis:eu-west-1:111122223333:stream/orders |
            may     | kinesis:GetShardIterator       | arn:aws:kinesis:eu-west-1:111122223333:stream/orders |
            may     | kinesis:GetRecords             | arn:aws:kinesis:eu-west-1:111122223333:stream/orders |
            may not | kinesis:GetRecords             | arn:aws:kinesis:eu-west-1:111122223333:stream/orders-2 |
            may not | kinesis:GetRecords             | arn:aws:kinesis:eu-central-1:111122223333:stream/orders |
            may not | kinesis:PutRecord              | arn:aws:kinesis:eu-west-1:111122223333:stream/orders |
            may not | kinesis:PutRecords             | arn:aws:kinesis:eu-west-1:111122223333:stream/orders |
            may not | kinesis:RegisterStreamConsumer | arn:aws:kinesis:eu-west-1:111122223333:stream/orders |
            may not | kinesis:MergeShards            | arn:aws:kinesis:eu-west-1:111122223333:stream/orders |
            may not | kinesis:DeleteStream           | arn:aws:kinesis:eu-west-1:111122223333:stream/orders |
            may     | s3:ListBucket                  | arn:aws:s3:::lake | orders/day=2026-11-22/
            may     | s3:ListBucket                  | arn:aws:s3:::lake | dead-letters/
            may not | s3:ListBucket                  | arn:aws:s3:::lake | salaries/
            may not | s3:ListBucket                  | arn:aws:s3:::lake | orders-archive/
            may not | s3:ListBucket                  | arn:aws:s3:::lake |
            may     | s3:PutObject                   | arn:aws:s3:::lake/orders/day=2026-11-22/country=DE/part-0-0 |
            may     | s3:GetObject                   | arn:aws:s3:::lake/orders/day=2026-11-22/country=DE/part-0-0 |
            may     | s3:DeleteObject                | arn:aws:s3:::lake/orders/day=2026-11-22/country=DE/ |
            may     | s3:DeleteObject                | arn:aws:s3:::lake/orders/ |
            may not | s3:DeleteObject                | arn:aws:s3:::lake/orders/day=2026-11-22/country=DE/part-0-0 |
            may not | s3:DeleteObject                | arn:aws:s3:::lake/dead-letters/part-0-0 |
            may not | s3:AbortMultipartUpload        | arn:aws:s3:::lake/orders/day=2026-11-22/country=DE/part-0-0 |
            may not | s3:ListMultipartUploadParts    | arn:aws:s3:::lake/orders/day=2026-11-22/country=DE/part-0-0 |
            may     | s3:PutObject                   | arn:aws:s3:::lake/dead-letters/part-0-0 |
            may not | s3:PutObject                   | arn:aws:s3:::lake/salaries/part-0-0 |
            may not | s3:PutObject                   | arn:aws:s3:::lake/orders-archive/part-0-0 |
            may not | s3:PutObject                   | arn:aws:s3:::lake-2/orders/part-0-0 |
            may not | s3:PutObjectAcl                | arn:aws:s3:::lake/orders/part-0-0 |
            may not | s3:PutBucketPolicy             | arn:aws:s3:::lake |
            may not | s3:DeleteBucket                | arn:aws:s3:::lake |
            may     | s3:GetObject                   | arn:aws:s3:::tables/geo/countries.csv |
            may not | s3:GetObject                   | arn:aws:s3:::tables/geo/cities.csv |
            may not | s3:PutObject                   | arn:aws:s3:::tables/geo/countries.csv |
            may     | s3:GetObject                   | {code} |
            may     | s3:GetObjectVersion            | {code} |
            may not | s3:GetObject                   | {code}.backup |
            may not | s3:PutObject                   | {code} |
            may     | logs:PutLogEvents              | {logs}:log-stream:{log} |
            may not | logs:PutLogEvents              | {logs}:log-stream:other |
            may not | logs:DeleteLogGroup            | {logs} |
            may not | iam:PassRole                   | arn:aws:iam::111122223333:role/admin |
            may not | sts:AssumeRole                 | arn:aws:iam::111122223333:role/admin |
            may not | kinesisanalytics:StartApplication | arn:aws:kinesisanalytics:eu-west-1:111122223333:application/orders-etl |
            """)
    void polling(String outcome, String action, String resource, String prefix) {
        assertOutcome(Pipeline.BETWEEN_EXISTING, outcome, action, resource, prefix);
    }

    @ParameterizedTest(name = "{0} {1} on {2}")
    @DisplayName("A job with enhanced fan-out and keys of the user's own")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            may     | kinesis:DescribeStream           | arn:aws:kinesis:eu-west-1:111122223333:stream/orders
            may     | kinesis:ListShards               | arn:aws:kinesis:eu-west-1:111122223333:stream/orders
            may not | kinesis:DescribeStreamConsumer   | arn:aws:kinesis:eu-west-1:111122223333:stream/orders/consumer/etl:1
            may     | kinesis:SubscribeToShard         | arn:aws:kinesis:eu-west-1:111122223333:stream/orders/consumer/etl:1
            may not | kinesis:SubscribeToShard         | arn:aws:kinesis:eu-west-1:111122223333:stream/orders/consumer/audit:1
            may not | kinesis:SubscribeToShard         | arn:aws:kinesis:eu-west-1:111122223333:stream/payments/consumer/etl:1
            may not | kinesis:RegisterStreamConsumer   | arn:aws:kinesis:eu-west-1:111122223333:stream/orders
            may not | kinesis:DeregisterStreamConsumer | arn:aws:kinesis:eu-west-1:111122223333:stream/orders/consumer/etl:1
            may not | kinesis:GetRecords               | arn:aws:kinesis:eu-west-1:111122223333:stream/orders
            may not | kinesis:PutRecord                | arn:aws:kinesis:eu-west-1:111122223333:stream/orders
            may not | kms:Decrypt                      | {key}
            may not | kms:GenerateDataKey              | {key}
            may not | kms:Encrypt                      | {key}
            may not | kms:CreateGrant                  | {key}
            may not | kms:PutKeyPolicy                 | {key}
            may not | kms:Decrypt                      | arn:aws:kms:eu-west-1:111122223333:key/0e2cbd47-2d07-4a1c-8b12-91c7d0a0a6bb
            may     | s3:PutObject                     | arn:aws:s3:::{bucket}/orders/part-0-0
            may     | s3:PutObject                     | arn:aws:s3:::{bucket}/dead-letters/part-0-0
            may not | s3:PutObject                     | arn:aws:s3:::{bucket}/part-0-0
            may not | s3:PutEncryptionConfiguration    | arn:aws:s3:::{bucket}
            """)
    void fanOutAndKeys(String outcome, String action, String resource) {
        assertOutcome(Pipeline.OWN_KEYS, outcome, action, resource, null);
    }

    @ParameterizedTest(name = "{0} {1} on {2} in {3}")
    @DisplayName("A job in a VPC: the service manages its network interfaces through the job's role")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            may     | ec2:DescribeVpcs                     | *                                                                  |
            may     | ec2:DescribeNetworkInterfaces        | *                                                                  |
            may     | ec2:CreateNetworkInterface           | arn:aws:ec2:eu-west-1:111122223333:subnet/subnet-0123456789abcdef0 |
            may     | ec2:CreateNetworkInterface           | arn:aws:ec2:eu-west-1:444455556666:subnet/subnet-0123456789abcdef1 |
            may     | ec2:CreateNetworkInterface           | arn:aws:ec2:eu-west-1:111122223333:security-group/sg-0123456789abcdef0 |
            may     | ec2:CreateNetworkInterface           | arn:aws:ec2:eu-west-1:111122223333:network-interface/eni-0a        |
            may not | ec2:CreateNetworkInterface           | arn:aws:ec2:eu-west-1:111122223333:subnet/subnet-0fedcba9876543210 |
            may not | ec2:CreateNetworkInterface           | arn:aws:ec2:eu-west-1:111122223333:security-group/sg-0fedcba9876543210 |
            may     | ec2:CreateNetworkInterfacePermission | arn:aws:ec2:eu-west-1:111122223333:network-interface/eni-0a        | subnet-0123456789abcdef0
            may     | ec2:DeleteNetworkInterface           | arn:aws:ec2:eu-west-1:111122223333:network-interface/eni-0a        | subnet-0123456789abcdef1
            may not | ec2:DeleteNetworkInterface           | arn:aws:ec2:eu-west-1:111122223333:network-interface/eni-0b        | subnet-0fedcba9876543210
            may not | ec2:DeleteNetworkInterface           | arn:aws:ec2:eu-west-1:111122223333:network-interface/eni-0b        |
            may not | ec2:AuthorizeSecurityGroupIngress    | arn:aws:ec2:eu-west-1:111122223333:security-group/sg-0123456789abcdef0 |
            """)
    void network(String outcome, String action, String resource, String subnet) {
        Map<String, String> context =
                subnet == null ? Map.of() : Map.of("ec2:Subnet", "arn:aws:ec2:eu-west-1:111122223333:subnet/" + subnet);
        assertThat(job(Pipeline.IN_VPC).may(action, resource, context)).isEqualTo(outcome.equals("may"));
    }

    @ParameterizedTest(name = "{0} {1} for {2} as {3}")
    @DisplayName("Only the service has the use of the application's key, and only for this application")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            may     | kms:GenerateDataKey                  | orders-etl | kinesisanalytics.amazonaws.com
            may     | kms:Decrypt                          | orders-etl | kinesisanalytics.amazonaws.com
            may     | kms:Decrypt                          | orders-etl | infrastructure.kinesisanalytics.amazonaws.com
            may     | kms:GenerateDataKeyWithoutPlaintext  | orders-etl | infrastructure.kinesisanalytics.amazonaws.com
            may not | kms:Decrypt                          | payments   | kinesisanalytics.amazonaws.com
            may not | kms:Decrypt                          | payments   | infrastructure.kinesisanalytics.amazonaws.com
            may not | kms:PutKeyPolicy                     | orders-etl | kinesisanalytics.amazonaws.com
            may not | kms:Decrypt                          | orders-etl | lambda.amazonaws.com
            """)
    void key(String outcome, String action, String application, String service) {
        assertThat(job(Pipeline.OWN_KEYS).lets(service, action, application)).isEqualTo(outcome.equals("may"));
    }

    @ParameterizedTest(name = "{0} {1} on {2}")
    @DisplayName("A job that writes into resources of somebody else, from a stream of another account")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            may     | dynamodb:BatchWriteItem    | arn:aws:dynamodb:eu-west-1:111122223333:table/orders
            may not | dynamodb:BatchWriteItem    | arn:aws:dynamodb:eu-west-1:111122223333:table/orders-2
            may not | dynamodb:PutItem           | arn:aws:dynamodb:eu-west-1:111122223333:table/orders
            may not | dynamodb:DeleteItem        | arn:aws:dynamodb:eu-west-1:111122223333:table/orders
            may not | dynamodb:Scan              | arn:aws:dynamodb:eu-west-1:111122223333:table/orders
            may     | kinesis:PutRecords         | arn:aws:kinesis:eu-west-1:111122223333:stream/clean
            may not | kinesis:GetRecords         | arn:aws:kinesis:eu-west-1:111122223333:stream/clean
            may not | kinesis:PutRecords         | arn:aws:kinesis:eu-west-1:444455556666:stream/orders
            may     | firehose:PutRecordBatch    | arn:aws:firehose:eu-west-1:111122223333:deliverystream/orders
            may not | firehose:UpdateDestination | arn:aws:firehose:eu-west-1:111122223333:deliverystream/orders
            may     | sns:Publish                | arn:aws:sns:eu-west-1:111122223333:orders.fifo
            may not | sns:Publish                | arn:aws:sns:eu-west-1:111122223333:other
            may not | sns:Subscribe              | arn:aws:sns:eu-west-1:111122223333:orders.fifo
            may     | events:PutEvents           | arn:aws:events:eu-west-1:111122223333:event-bus/orders
            may     | events:PutEvents           | arn:aws:events:eu-west-1:111122223333:event-bus/default
            may not | events:PutEvents           | arn:aws:events:eu-west-1:111122223333:event-bus/payments
            may not | events:PutRule             | arn:aws:events:eu-west-1:111122223333:rule/orders/all
            may     | es:ESHttpPost              | arn:aws:es:eu-west-1:111122223333:domain/orders/_bulk
            may not | es:ESHttpPost              | arn:aws:es:eu-west-1:111122223333:domain/orders/_reindex
            may not | es:ESHttpDelete            | arn:aws:es:eu-west-1:111122223333:domain/orders/orders
            may not | es:ESHttpGet               | arn:aws:es:eu-west-1:111122223333:domain/orders/_search
            may     | sts:AssumeRole             | arn:aws:iam::444455556666:role/read-orders
            may not | sts:AssumeRole             | arn:aws:iam::444455556666:role/admin
            may not | kinesis:GetRecords         | arn:aws:kinesis:eu-west-1:444455556666:stream/orders
            """)
    void everySink(String outcome, String action, String resource) {
        assertOutcome(Pipeline.EVERY_EXISTING_SINK, outcome, action, resource, null);
    }

    @ParameterizedTest(name = "{0} {1} through {2} for {4}")
    @DisplayName("A job uses a key through the service that encrypts with it, and for the resource that is encrypted")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            may     | kms:Decrypt         | kinesis  | aws:kinesis:arn | arn:aws:kinesis:eu-west-1:111122223333:stream/orders
            may     | kms:Decrypt         | s3       | aws:s3:arn      | arn:aws:s3:::{bucket}
            may     | kms:GenerateDataKey | s3       | aws:s3:arn      | arn:aws:s3:::{bucket}
            may     | kms:GenerateDataKey | s3       | aws:s3:arn      | arn:aws:s3:::{bucket}/orders/part-0-0
            may not | kms:Decrypt         | kinesis  | aws:kinesis:arn | arn:aws:kinesis:eu-west-1:111122223333:stream/other
            may not | kms:GenerateDataKey | kinesis  | aws:kinesis:arn | arn:aws:kinesis:eu-west-1:111122223333:stream/orders
            may not | kms:GenerateDataKey | s3       | aws:s3:arn      | arn:aws:s3:::{bucket}/salaries/part-0-0
            may not | kms:GenerateDataKey | s3       | aws:s3:arn      | arn:aws:s3:::other
            may not | kms:Decrypt         | sqs      | aws:kinesis:arn | arn:aws:kinesis:eu-west-1:111122223333:stream/orders
            """)
    void keyThroughServices(String outcome, String action, String service, String contextKey, String contextValue) {
        Map<String, String> context = Map.of(
                "kms:ViaService",
                service + ".eu-west-1.amazonaws.com",
                "kms:EncryptionContext:" + contextKey,
                contextValue);
        assertThat(job(Pipeline.OWN_KEYS).may(action, "{key}", context)).isEqualTo(outcome.equals("may"));
    }

    @ParameterizedTest(name = "{0} {1}")
    @DisplayName("A job whose sinks are encrypted with a key of the user's own does nothing with it by itself")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            may not | kms:GenerateDataKey
            may not | kms:Decrypt
            may not | kms:Encrypt
            may not | kms:ScheduleKeyDeletion
            may not | kms:PutKeyPolicy
            may not | kms:CreateGrant
            """)
    void keyOfSinks(String outcome, String action) {
        assertOutcome(Pipeline.EVERY_SINK_OWN_KEYS, outcome, action, "{key}", null);
    }

    @ParameterizedTest(name = "{0} {1} through {2}")
    @DisplayName("A job writes to encrypted sinks with the part of the key's use that each service asks of its caller")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            may     | kms:DescribeKey     | dynamodb
            may not | kms:Decrypt         | dynamodb
            may not | kms:DescribeKey     | sns
            may not | kms:Decrypt         | firehose
            may not | kms:Decrypt         | es
            may not | kms:Decrypt         | events
            """)
    void keyOfSinksThroughServices(String outcome, String action, String service) {
        Map<String, String> context = Map.of("kms:ViaService", service + ".eu-west-1.amazonaws.com");
        assertThat(job(Pipeline.EVERY_SINK_OWN_KEYS).may(action, "{key}", context))
                .isEqualTo(outcome.equals("may"));
    }

    @ParameterizedTest(name = "{0} {1} on {2} {3}")
    @DisplayName("A job that reads rules from an object")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            may     | s3:GetObject    | arn:aws:s3:::settings/requests/rules.json |
            may not | s3:GetObject    | arn:aws:s3:::settings/requests/rules.json.old |
            may not | s3:GetObject    | arn:aws:s3:::settings/salaries.json |
            may not | s3:PutObject    | arn:aws:s3:::settings/requests/rules.json |
            may not | s3:DeleteObject | arn:aws:s3:::settings/requests/rules.json |
            may     | s3:ListBucket   | arn:aws:s3:::settings | requests/rules.json
            may not | s3:ListBucket   | arn:aws:s3:::settings | requests/
            may not | s3:ListBucket   | arn:aws:s3:::settings |
            """)
    void rulesObject(String outcome, String action, String resource, String prefix) {
        assertOutcome(Pipeline.RULES_FROM_OBJECT, outcome, action, resource, prefix);
    }

    @ParameterizedTest(name = "{0} {1} for {2}")
    @DisplayName("A job that reads an encrypted object of rules does not encrypt, and not for others")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            may     | kms:Decrypt         | arn:aws:s3:::settings/requests/rules.json
            may not | kms:GenerateDataKey | arn:aws:s3:::settings/requests/rules.json
            may not | kms:Decrypt         | arn:aws:s3:::settings/salaries.json
            """)
    void keyOfRules(String outcome, String action, String object) {
        Map<String, String> context =
                Map.of("kms:ViaService", "s3.eu-west-1.amazonaws.com", "kms:EncryptionContext:aws:s3:arn", object);
        assertThat(job(Pipeline.RULES_FROM_OBJECT).may(action, "{key}", context))
                .isEqualTo(outcome.equals("may"));
    }

    private static Job job(Pipeline pipeline) {
        return JOBS.get(pipeline).get(0);
    }

    private static void assertOutcome(
            Pipeline pipeline, String outcome, String action, String resource, String prefix) {
        Map<String, String> context = prefix == null ? Map.of() : Map.of("s3:prefix", prefix);
        assertThat(job(pipeline).may(action, resource, context)).isEqualTo(outcome.equals("may"));
    }

    @ParameterizedTest
    @EnumSource(Pipeline.class)
    @DisplayName("Policies name actions that exist, one by one, in a form that AWS takes")
    void policies(Pipeline pipeline) {
        assertThat(JOBS.get(pipeline)).hasSize(pipeline.applications()).allSatisfy(job -> {
            assertThat(job.policies()).isNotEmpty().allSatisfy(policy -> {
                assertThat(IamSimulator.unknownActions(policy)).isEmpty();
                assertThat(IamSimulator.errorsOfIdentityPolicy(policy)).isEmpty();
            });
            assertThat(IamSimulator.errorsOfTrustPolicy(job.trust())).isEmpty();
        });
    }

    @Test
    @DisplayName("Only the service takes on the role, and only for this application")
    void trust() {
        JsonNode statements = job(Pipeline.OWN_KEYS).trust().path("Statement");

        assertThat(statements).hasSize(1);
        JsonNode statement = statements.get(0);
        assertThat(statement.path("Principal").path("Service").asText()).isEqualTo("kinesisanalytics.amazonaws.com");
        assertThat(statement.path("Condition").findValue("aws:SourceAccount").asText())
                .isEqualTo("111122223333");
        assertThat(statement.path("Condition").findValue("aws:SourceArn").asText())
                .isEqualTo("arn:aws:kinesisanalytics:eu-west-1:111122223333:application/orders-etl");
    }
}
