package io.github.managedflink.local.run;

import io.github.managedflink.local.assembly.AssemblyFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The assembly of a stack {@code Main} whose application is {@link StreamCopyJob}, with its stream, bucket and
 * reference data.
 */
public final class CopyAssembly {
    private static final String TEMPLATE =
            """
            {"Resources": {
              "Orders": {"Type": "AWS::Kinesis::Stream", "Properties": {"ShardCount": 1}},
              "Lake": {"Type": "AWS::S3::Bucket"},
              "Reference": {"Type": "Custom::CDKBucketDeployment", "Properties": {
                "DestinationBucketName": {"Ref": "Lake"}, "DestinationBucketKeyPrefix": "reference",
                "SourceBucketNames": [{"Fn::Sub": "cdk-assets-${AWS::AccountId}-${AWS::Region}"}], "SourceObjectKeys": ["reference.zip"]}},
              "Copy": {"Type": "AWS::KinesisAnalyticsV2::Application", "Properties": {
                "RuntimeEnvironment": "FLINK-1_20", "ServiceExecutionRole": "arn:aws:iam::000000000000:role/job",
                "ApplicationConfiguration": {
                  "ApplicationCodeConfiguration": {"CodeContentType": "ZIPFILE", "CodeContent": {"S3ContentLocation": {
                    "BucketARN": {"Fn::Sub": "arn:${AWS::Partition}:s3:::cdk-assets-${AWS::AccountId}-${AWS::Region}"}, "FileKey": "job.jar"}}},
                  "FlinkApplicationConfiguration": {"ParallelismConfiguration": {"ConfigurationType": "CUSTOM", "Parallelism": 2}},
                  "EnvironmentProperties": {"PropertyGroups": [{"PropertyGroupId": "Copy", "PropertyMap": {
                    "stream": {"Fn::GetAtt": ["Orders", "Arn"]}, %s}}]}}}}}}""";
    private static final String TARGET = "\"target\": {\"Fn::Sub\": \"s3://${Lake}/copy\"}";

    private CopyAssembly() {}

    public static Path write(Path directory) throws IOException {
        return write(directory, TARGET);
    }

    /** With other settings of the application than the stream to read. */
    public static Path write(Path directory, String settings) throws IOException {
        return write(directory, settings, StreamCopyJob.class);
    }

    /** With another job, too. */
    public static Path write(Path directory, String settings, Class<?> job) throws IOException {
        Files.createDirectories(directory.resolve("reference"));
        Files.writeString(directory.resolve("reference/table.csv"), "k,v\n");
        UserJar.write(directory.resolve("job.jar"), job);
        AssemblyFixture.in(directory)
                .stack("Main", TEMPLATE.formatted(settings))
                .asset("Main", "job.jar", "file", "job.jar")
                .asset("Main", "reference", "zip", "reference.zip")
                .constructPath("Main", "Main/Source/Resource", "Orders")
                .write();
        return directory;
    }
}
