package io.github.managedflink.test.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Other tests believe the validator when it finds nothing; this one plants faults to see that it would find them. */
class TemplateValidatorTest {
    private static final String APPLICATION =
            """
            {"Resources": {
              "Role": {
                "Type": "AWS::IAM::Role",
                "Properties": {"AssumeRolePolicyDocument": {"Version": "2012-10-17", "Statement": [{
                  "Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "kinesisanalytics.amazonaws.com"}}]}}
              },
              "Stream": {"Type": "AWS::Kinesis::Stream", "Properties": {"ShardCount": 1}},
              "Application": {
                "Type": "AWS::KinesisAnalyticsV2::Application",
                "Properties": {
                  "ApplicationName": "orders",
                  "RuntimeEnvironment": "FLINK-1_20",
                  "RunConfiguration": {"ApplicationRestoreConfiguration": {"ApplicationRestoreType": "RESTORE_FROM_LATEST_SNAPSHOT"}},
                  "ServiceExecutionRole": {"Fn::GetAtt": ["Role", "Arn"]},
                  "ApplicationMaintenanceConfiguration": {"ApplicationMaintenanceWindowStartTime": "02:30"},
                  "ApplicationConfiguration": {
                    "ApplicationCodeConfiguration": {"CodeContentType": "ZIPFILE", "CodeContent": {
                      "S3ContentLocation": {"BucketARN": "arn:aws:s3:::code", "FileKey": "job.jar"}}},
                    "ApplicationEncryptionConfiguration": {"KeyType": "AWS_OWNED_KEY"},
                    "FlinkApplicationConfiguration": {
                      "ParallelismConfiguration": {"ConfigurationType": "CUSTOM", "Parallelism": 2, "ParallelismPerKPU": 8},
                      "MonitoringConfiguration": {"ConfigurationType": "CUSTOM", "LogLevel": "INFO"}
                    },
                    "EnvironmentProperties": {"PropertyGroups": [{"PropertyGroupId": "source", "PropertyMap": {"type": "kinesis"}}]}
                  }
                }
              },
              "Logging": {
                "Type": "AWS::KinesisAnalyticsV2::ApplicationCloudWatchLoggingOption",
                "Properties": {"ApplicationName": {"Ref": "Application"}, "CloudWatchLoggingOption": {
                  "LogStreamARN": "arn:aws:logs:eu-west-1:111122223333:log-group:orders:log-stream:job"}}
              },
              "Alarm": {
                "Type": "AWS::CloudWatch::Alarm",
                "Properties": {
                  "ComparisonOperator": "GreaterThanThreshold", "EvaluationPeriods": 1, "Threshold": 0,
                  "Namespace": "AWS/KinesisAnalytics", "MetricName": "downtime", "Statistic": "Average", "Period": 60,
                  "Dimensions": [{"Name": "Application", "Value": {"Ref": "Application"}}]
                }
              }
            }}
            """;

    @TempDir
    private Path folder;

    @Test
    @DisplayName("A sound template has no finding")
    void soundTemplate() throws IOException {
        assertThat(TemplateValidator.validate(template(APPLICATION))).isEmpty();
    }

    @ParameterizedTest(name = "{0}: {1} → {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            F1020 | "Fn::GetAtt": ["Role", "Arn"]     | "Fn::GetAtt": ["Rule", "Arn"]       | Application
            F1020 | {"Ref": "Application"}            | {"Ref": "Aplication"}               | Alarm
            F3002 | "ShardCount": 1                   | "ShardsCount": 1                    | Stream
            F3003 | "RuntimeEnvironment": "FLINK-1_20", | ``                                | Application
            W3030 | FLINK-1_20                        | FLINK-1_21                          | Application
            W3030 | "LogLevel": "INFO"                | "LogLevel": "TRACE"                 | Application
            F3012 | "Parallelism": 2                  | "Parallelism": "two"                | Application
            F3034 | "Parallelism": 2                  | "Parallelism": 0                    | Application
            F3031 | "ApplicationName": "orders"       | "ApplicationName": "or ders"        | Application
            F3031 | "02:30"                           | "2:30"                              | Application
            F3004 | "Properties": {"ShardCount": 1}   | "DependsOn": "Alarm", "Properties": {"ShardCount": {"Ref": "Stream"}} | Stream
            MSF-runtime | FLINK-1_20                  | FLINK-1_13                          | Application
            MSF-parallelism-per-kpu | "ParallelismPerKPU": 8 | "ParallelismPerKPU": 9          | Application
            MSF-parallelism | "Parallelism": 2        | "Parallelism": 2.5                  | Application
            MSF-configuration-type | "ConfigurationType": "CUSTOM", "LogLevel" | "ConfigurationType": "DEFAULT", "LogLevel" | Application
            MSF-code | ZIPFILE                        | PLAINTEXT                           | Application
            MSF-code | "FileKey"                      | "Key"                               | Application
            MSF-property-groups | {"type": "kinesis"} | {"type": ""}                        | Application
            MSF-property-groups | {"type": "kinesis"} | {}                                  | Application
            MSF-property-groups | [{"PropertyGroupId": "source" | [{"PropertyGroupId": "source", "PropertyMap": {"a": "b"}}, {"PropertyGroupId": "source" | Application
            MSF-key | AWS_OWNED_KEY                   | CUSTOMER_MANAGED_KEY                | Application
            MSF-restore | RESTORE_FROM_LATEST_SNAPSHOT | RESTORE_FROM_CUSTOM_SNAPSHOT       | Application
            MSF-log-stream | :log-stream:job          | :*                                  | Logging
            """)
    @DisplayName("A planted fault is found where it is")
    void plantedFault(String rule, String sound, String faulty, String resource) throws IOException {
        assertThat(APPLICATION).contains(sound);

        Path template = template(APPLICATION.replace(sound, faulty == null ? "" : faulty));

        assertThat(TemplateValidator.validate(template)).anySatisfy(finding -> {
            assertThat(finding.rule()).isEqualTo(rule);
            assertThat(finding.resource()).isEqualTo(resource);
        });
    }

    private Path template(String json) throws IOException {
        return Files.writeString(folder.resolve("planted.template.json"), json);
    }
}
