package io.github.managedflink.local.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.managedflink.local.assembly.AssemblyFixture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResourceFaultsTest {
    private static final String KEY =
            """
            "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
            "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}]""";

    @TempDir
    Path folder;

    @Test
    void thatTheServiceWouldFindInTables() throws IOException {
        List<String> faults = faults(
                """
                "Keyless": {"Type": "AWS::DynamoDB::Table", "Properties": {"BillingMode": "PAY_PER_REQUEST",
                  "AttributeDefinitions": [], "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}]}},
                "Immortal": {"Type": "AWS::DynamoDB::Table", "Properties": {"BillingMode": "PAY_PER_REQUEST",
                  "TimeToLiveSpecification": {"Enabled": true}, %1$s}},
                "Wide": {"Type": "AWS::DynamoDB::Table", "Properties": {"BillingMode": "PAY_PER_REQUEST",
                  "GlobalSecondaryIndexes": [{"IndexName": "ByPlace", "Projection": {"ProjectionType": "ALL"},
                    "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}, {"AttributeName": "city", "KeyType": "HASH"},
                      {"AttributeName": "at", "KeyType": "RANGE"}]}], %1$s}},
                "Unpaid": {"Type": "AWS::DynamoDB::Table", "Properties": {%1$s}},
                "Elsewhere": {"Type": "AWS::DynamoDB::GlobalTable", "Properties": {
                  "Replicas": [{"Region": "eu-west-1"}, {"Region": "eu-west-1"}], %1$s}}"""
                        .formatted(KEY));

        assertThat(faults)
                .containsExactlyInAnyOrder(
                        "Stack S, resource Keyless (AWS::DynamoDB::Table): Invalid KeySchema: Some index key attribute"
                                + " have no definition.",
                        "Stack S, resource Immortal (AWS::DynamoDB::Table): its TimeToLiveSpecification is enabled and"
                                + " has no AttributeName.",
                        "Stack S, resource Wide (AWS::DynamoDB::Table): its index ByPlace has several attributes as one"
                                + " key, which local runs do not support.",
                        "Stack S, resource Unpaid (AWS::DynamoDB::Table): One or more parameter values were invalid:"
                                + " ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is"
                                + " PROVISIONED.",
                        "Stack S, resource Elsewhere (AWS::DynamoDB::GlobalTable): its Replicas have none in us-east-1,"
                                + " where its stack is deployed.",
                        "Stack S, resource Elsewhere (AWS::DynamoDB::GlobalTable): its Replicas have a Region more than"
                                + " once: eu-west-1, eu-west-1.",
                        "Stack S, resource Elsewhere (AWS::DynamoDB::GlobalTable): it has neither BillingMode"
                                + " PAY_PER_REQUEST nor WriteProvisionedThroughputSettings.");
    }

    @Test
    void thatTheServiceWouldFindInStreams() throws IOException {
        List<String> faults = faults(
                """
                "Few": {"Type": "AWS::Kinesis::Stream", "Properties": {"ShardCount": -3, "RetentionPeriodHours": 5}},
                "Both": {"Type": "AWS::Kinesis::Stream", "Properties": {"ShardCount": "2",
                  "StreamModeDetails": {"StreamMode": "ON_DEMAND"}}},
                "Large": {"Type": "AWS::Kinesis::Stream", "Properties": {"ShardCount": 1, "MaxRecordSizeInKiB": 10241}},
                "Fine": {"Type": "AWS::Kinesis::Stream", "Properties": {"ShardCount": 1, "RetentionPeriodHours": 8760,
                  "MaxRecordSizeInKiB": 10240, "StreamModeDetails": {"StreamMode": "PROVISIONED"}}},
                "OnDemand": {"Type": "AWS::Kinesis::Stream"}""");

        assertThat(faults)
                .containsExactlyInAnyOrder(
                        "Stack S, resource Few (AWS::Kinesis::Stream): its ShardCount must be 1 or more, but is -3.",
                        "Stack S, resource Few (AWS::Kinesis::Stream): its RetentionPeriodHours must be from 24 to"
                                + " 8,760, but is 5.",
                        "Stack S, resource Both (AWS::Kinesis::Stream): its mode is ON_DEMAND, so it must have no"
                                + " ShardCount.",
                        "Stack S, resource Large (AWS::Kinesis::Stream): its MaxRecordSizeInKiB must be from 1,024 to"
                                + " 10,240, but is 10,241.");
    }

    @Test
    void thatTheServiceWouldFindInTopics() throws IOException {
        List<String> faults = faults(
                """
                "Unnamed": {"Type": "AWS::SNS::Topic", "Properties": {"FifoTopic": true}},
                "Fifo": {"Type": "AWS::SNS::Topic", "Properties": {"FifoTopic": "true", "TopicName": "alerts"}},
                "Standard": {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": "alerts.fifo"}}""");

        assertThat(faults)
                .containsExactly(
                        "Stack S, resource Unnamed (AWS::SNS::Topic): its FifoTopic is true, so it must have a TopicName"
                                + " that ends in .fifo.",
                        "Stack S, resource Fifo (AWS::SNS::Topic): its FifoTopic is true, so it must have a TopicName"
                                + " that ends in .fifo.",
                        "Stack S, resource Standard (AWS::SNS::Topic): its TopicName ends in .fifo, so its FifoTopic must"
                                + " be true.");
    }

    @Test
    void thatCloudFormationWouldFindInProperties() throws IOException {
        List<String> faults = faults(
                """
                "Misspelt": {"Type": "AWS::DynamoDB::Tabel"},
                "Other": {"Type": "AWS::EKS::Cluster", "Properties": {"Anything": 1}},
                "Wrong": {"Type": "AWS::DynamoDB::Table", "Properties": {
                  "TimeToLiveSpecifcation": {"Enabled": true}, "KeySchema": {"id": "HASH"}, "Tags": [{"Key": "a"}],
                  "TableName": ["orders"], "DeletionProtectionEnabled": "sometimes",
                  "TimeToLiveSpecification": {"Enabled": "true", "AttributName": "at", "Colour": 1},
                  "ProvisionedThroughput": {"ReadCapacityUnits": "many", "WriteCapacityUnits": 1.5}}},
                "App": {"Type": "AWS::KinesisAnalyticsV2::Application", "Properties": {"ApplicationModes": "STREAMING",
                  "RuntimeEnvironment": 1.20}},
                "Keyless": {"Type": "AWS::KMS::Key", "Properties": [1]},
                "Empty": {"Type": "AWS::Kinesis::StreamConsumer"},
                "Stream": {"Type": "AWS::Kinesis::Stream", "Properties": {"StreamModeDetails": {"StreamMode": "ONDEMAND"},
                  "Name": {"Ref": "Wrong"}}}""");

        String table = "Stack S, resource Wrong (AWS::DynamoDB::Table)";
        assertThat(faults)
                .containsExactlyInAnyOrder(
                        "Stack S, resource Misspelt (AWS::DynamoDB::Tabel): there is no type \"AWS::DynamoDB::Tabel\";"
                                + " did you mean AWS::DynamoDB::Table?",
                        table + ": there is no property \"TimeToLiveSpecifcation\"; did you mean"
                                + " TimeToLiveSpecification?",
                        table + ", property KeySchema: it must be a list, but is an object.",
                        table + ", property Tags.0: it has no Value.",
                        table + ", property TableName: it must be a string, but is a list.",
                        table + ", property DeletionProtectionEnabled: it must be true or false, but is \"sometimes\".",
                        table
                                + ", property TimeToLiveSpecification: there is no property \"AttributName\"; did you mean"
                                + " AttributeName?",
                        table + ", property TimeToLiveSpecification: there is no property \"Colour\"; there are"
                                + " AttributeName, Enabled.",
                        table + ", property ProvisionedThroughput.ReadCapacityUnits: it must be a whole number, but is"
                                + " \"many\".",
                        table + ", property ProvisionedThroughput.WriteCapacityUnits: it must be a whole number, but is"
                                + " \"1.5\".",
                        "Stack S, resource App (AWS::KinesisAnalyticsV2::Application): there is no property"
                                + " \"ApplicationModes\"; did you mean ApplicationMode?",
                        "Stack S, resource Keyless (AWS::KMS::Key): it must be an object, but is a list.",
                        "Stack S, resource Empty (AWS::Kinesis::StreamConsumer): it has no ConsumerName and no StreamARN.",
                        "Stack S, resource Stream (AWS::Kinesis::Stream), property StreamModeDetails.StreamMode: it must"
                                + " be ON_DEMAND or PROVISIONED, but is \"ONDEMAND\".");
    }

    @Test
    void oneNameForTwoResources() throws IOException {
        List<String> faults = faults(
                """
                "One": {"Type": "AWS::DynamoDB::Table", "Properties": {"BillingMode": "PAY_PER_REQUEST",
                  "TableName": "orders", %1$s}},
                "Two": {"Type": "AWS::DynamoDB::GlobalTable", "Properties": {"BillingMode": "PAY_PER_REQUEST",
                  "Replicas": [{"Region": "us-east-1"}], "TableName": "orders", %1$s}},
                "Stream": {"Type": "AWS::Kinesis::Stream", "Properties": {"Name": "orders"}},
                "Left": {"Type": "AWS::Logs::LogStream", "Properties": {"LogGroupName": "a", "LogStreamName": "s"}},
                "Right": {"Type": "AWS::Logs::LogStream", "Properties": {"LogGroupName": "b", "LogStreamName": "s"}}"""
                        .formatted(KEY));

        assertThat(faults)
                .containsExactly(
                        "Stack S, resource Two (AWS::DynamoDB::GlobalTable): it has the name of the resource One"
                                + " (AWS::DynamoDB::Table): arn:aws:dynamodb:us-east-1:123456789012:table/orders.");
    }

    @Test
    void noneOfWhatIsAccepted() throws IOException {
        assertThat(faults(
                        """
                        "Provisioned": {"Type": "AWS::DynamoDB::Table", "Properties": {
                          "ProvisionedThroughput": {"ReadCapacityUnits": "5", "WriteCapacityUnits": 5}, %1$s}},
                        "Named": {"Type": "AWS::DynamoDB::Table", "Properties": {"BillingMode": "PAY_PER_REQUEST",
                          "TableName": "orders", %1$s}},
                        "Everywhere": {"Type": "AWS::DynamoDB::GlobalTable", "Properties": {
                          "BillingMode": "PAY_PER_REQUEST", "Replicas": [{"Region": "us-east-1"}], %1$s}},
                        "Bare": {"Type": "AWS::S3::Bucket"},
                        "Notices": {"Type": "AWS::SNS::Topic"},
                        "Alerts": {"Type": "AWS::SNS::Topic", "Properties": {"FifoTopic": true,
                          "TopicName": {"Fn::Sub": "${AWS::StackName}-alerts.fifo"}}},
                        "Unknown": {"Type": "AWS::SNS::Topic", "Properties": {"FifoTopic": true,
                          "TopicName": {"Fn::ImportValue": "TopicName"}}},
                        "Large": {"Type": "AWS::Kinesis::Stream", "Properties": {"MaxRecordSizeInKiB": 4096}}"""
                                .formatted(KEY)))
                .isEmpty();
    }

    private List<String> faults(String resources) throws IOException {
        return ResourceFaults.of(AssemblyFixture.in(folder)
                .stackIn("aws://123456789012/us-east-1", "S", "{\"Resources\": {" + resources + "}}")
                .write()
                .withDependencies("S"));
    }
}
