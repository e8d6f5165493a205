package io.github.managedflink.test.pipeline;

import io.github.managedflink.constructs.StreamingEtlApp;
import io.github.managedflink.constructs.dynamodb.DynamoDbSinkBinding;
import io.github.managedflink.constructs.eventbridge.EventBridgeSinkBinding;
import io.github.managedflink.constructs.firehose.FirehoseSinkBinding;
import io.github.managedflink.constructs.kinesis.KinesisSinkBinding;
import io.github.managedflink.constructs.kinesis.KinesisSourceBinding;
import io.github.managedflink.constructs.opensearch.OpenSearchDomainBinding;
import io.github.managedflink.constructs.opensearch.OpenSearchSinkBinding;
import io.github.managedflink.constructs.s3.S3BucketBinding;
import io.github.managedflink.constructs.s3.S3SinkBinding;
import io.github.managedflink.constructs.sns.SnsSinkBinding;
import io.github.managedflink.model.sink.DynamoDbKey;
import io.github.managedflink.test.synth.SynthesizedStack;
import java.time.Duration;
import java.util.List;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.dynamodb.Table;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.ec2.VpcAttributes;
import software.amazon.awscdk.services.events.EventBus;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.kinesis.Stream;
import software.amazon.awscdk.services.kinesisfirehose.DeliveryStream;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.opensearchservice.Domain;
import software.amazon.awscdk.services.opensearchservice.DomainAttributes;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.sns.Topic;

/** Pipelines with a sink of each kind that AWS itself serves. */
final class EverySink {
    private static final String HERE = SynthesizedStack.REGION + ":" + SynthesizedStack.ACCOUNT + ":";

    private EverySink() {}

    static StreamingEtlApp.Builder inNewResources(Stack stack) {
        S3BucketBinding lake = S3BucketBinding.newBucket();
        return StreamingEtlApp.Builder.create(stack, "Orders")
                .source(KinesisSourceBinding.newStream())
                .sink(S3SinkBinding.in(lake))
                .sink(
                        "items",
                        DynamoDbSinkBinding.newTable("id")
                                .sortKey(DynamoDbKey.number("version"))
                                .expireAfter("expires", Duration.ofDays(30)))
                .sink("records", KinesisSinkBinding.newStream().partitionKey("id"))
                .sink("files", FirehoseSinkBinding.newStreamTo(lake))
                .sink("alerts", SnsSinkBinding.newTopic().subject("Order {id}").attribute("status", "status"))
                .sink(
                        "events",
                        EventBridgeSinkBinding.newBus()
                                .source("com.example.orders")
                                .detailType("Order {status}"))
                .sink("documents", OpenSearchSinkBinding.newDomain().documentId("id"));
    }

    /** With a source in another account. */
    static StreamingEtlApp.Builder inExistingResources(Stack stack) {
        return StreamingEtlApp.Builder.create(stack, "Orders")
                .applicationName("orders-etl")
                .source(KinesisSourceBinding.of(Stream.fromStreamArn(
                                stack, "Source", "arn:aws:kinesis:eu-west-1:444455556666:stream/orders"))
                        .enhancedFanOut("etl")
                        .role(Role.fromRoleArn(stack, "Reader", "arn:aws:iam::444455556666:role/read-orders"), "shop"))
                .sink(S3SinkBinding.of(Bucket.fromBucketName(stack, "Lake", "lake")))
                .sink(
                        "items",
                        DynamoDbSinkBinding.of(
                                Table.fromTableArn(stack, "Items", "arn:aws:dynamodb:" + HERE + "table/orders"),
                                DynamoDbKey.string("id")))
                .sink(
                        "records",
                        KinesisSinkBinding.of(
                                Stream.fromStreamArn(stack, "Records", "arn:aws:kinesis:" + HERE + "stream/clean")))
                .sink(
                        "files",
                        FirehoseSinkBinding.of(DeliveryStream.fromDeliveryStreamArn(
                                stack, "Files", "arn:aws:firehose:" + HERE + "deliverystream/orders")))
                .sink(
                        "alerts",
                        SnsSinkBinding.of(Topic.fromTopicArn(stack, "Alerts", "arn:aws:sns:" + HERE + "orders.fifo"))
                                .messageGroup("id"))
                .sink(
                        "events",
                        EventBridgeSinkBinding.of(EventBus.fromEventBusArn(
                                        stack, "Events", "arn:aws:events:" + HERE + "event-bus/orders"))
                                .source("com.example.orders")
                                .detailType("Order"))
                .sink(
                        "more-events",
                        EventBridgeSinkBinding.defaultBus()
                                .source("com.example.orders")
                                .detailType("Order"))
                .sink(
                        "documents",
                        OpenSearchSinkBinding.of(Domain.fromDomainAttributes(
                                stack,
                                "Documents",
                                DomainAttributes.builder()
                                        .domainArn("arn:aws:es:" + HERE + "domain/orders")
                                        .domainEndpoint("search-orders-abc.eu-west-1.es.amazonaws.com")
                                        .build())));
    }

    /** In a VPC without a way to the internet. */
    static StreamingEtlApp.Builder withOwnKeys(Stack stack) {
        Key key = Key.Builder.create(stack, "Key").enableKeyRotation(true).build();
        S3BucketBinding lake = S3BucketBinding.newBucket().encryptionKey(key);
        IVpc vpc = vpc(stack);
        return StreamingEtlApp.Builder.create(stack, "Orders")
                .applicationName("orders-etl")
                .source(KinesisSourceBinding.newStream().encryptionKey(key))
                .sink(S3SinkBinding.in(lake))
                .sink("items", DynamoDbSinkBinding.newTable("id").encryptionKey(key))
                .sink("records", KinesisSinkBinding.newStream().encryptionKey(key))
                .sink("files", FirehoseSinkBinding.newStreamTo(lake).encryptionKey(key))
                .sink("alerts", SnsSinkBinding.newTopic().encryptionKey(key))
                .sink(
                        "events",
                        EventBridgeSinkBinding.newBus()
                                .source("com.example.orders")
                                .detailType("Order")
                                .encryptionKey(key))
                .sink(
                        "documents",
                        OpenSearchSinkBinding.in(OpenSearchDomainBinding.newDomain()
                                .encryptionKey(key)
                                .vpc(vpc)))
                .vpc(vpc);
    }

    private static IVpc vpc(Stack stack) {
        return Vpc.fromVpcAttributes(
                stack,
                "Vpc",
                VpcAttributes.builder()
                        .vpcId("vpc-0123456789abcdef0")
                        .availabilityZones(List.of("eu-west-1a", "eu-west-1b", "eu-west-1c"))
                        .isolatedSubnetIds(List.of(
                                "subnet-0123456789abcdef0", "subnet-0123456789abcdef1", "subnet-0123456789abcdef2"))
                        .isolatedSubnetRouteTableIds(
                                List.of("rtb-0123456789abcdef0", "rtb-0123456789abcdef0", "rtb-0123456789abcdef0"))
                        .build());
    }
}
