package io.github.managedflink.test.pipeline;

import io.github.managedflink.constructs.StreamingEtlApp;
import io.github.managedflink.constructs.dynamodb.DynamoDbSink;
import io.github.managedflink.constructs.dynamodb.DynamoDbTable;
import io.github.managedflink.constructs.eventbridge.EventBridgeBus;
import io.github.managedflink.constructs.eventbridge.EventBridgeSink;
import io.github.managedflink.constructs.firehose.FirehoseSink;
import io.github.managedflink.constructs.firehose.FirehoseStream;
import io.github.managedflink.constructs.kinesis.KinesisSink;
import io.github.managedflink.constructs.kinesis.KinesisSource;
import io.github.managedflink.constructs.kinesis.KinesisStream;
import io.github.managedflink.constructs.opensearch.OpenSearchDomain;
import io.github.managedflink.constructs.opensearch.OpenSearchSink;
import io.github.managedflink.constructs.s3.S3Bucket;
import io.github.managedflink.constructs.s3.S3Sink;
import io.github.managedflink.constructs.sns.SnsSink;
import io.github.managedflink.constructs.sns.SnsTopic;
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
        S3Bucket lake = S3Bucket.newBucket();
        return StreamingEtlApp.Builder.create(stack, "Orders")
                .source(KinesisSource.newStream())
                .sink(S3Sink.in(lake))
                .sink(
                        "items",
                        DynamoDbSink.in(DynamoDbTable.newTable("id")
                                        .withSortKey(DynamoDbKey.number("version"))
                                        .withTimeToLiveAttribute("expires"))
                                .withExpiryAfter(Duration.ofDays(30)))
                .sink("records", KinesisSink.newStream().withPartitionKey("id"))
                .sink("files", FirehoseSink.in(FirehoseStream.newStream().withBucket(lake)))
                .sink("alerts", SnsSink.newTopic().withSubject("Order {id}").withAttribute("status", "status"))
                .sink(
                        "events",
                        EventBridgeSink.newBus()
                                .withSource("com.example.orders")
                                .withDetailType("Order {status}"))
                .sink("documents", OpenSearchSink.newDomain().withDocumentId("id"));
    }

    /** With a source in another account. */
    static StreamingEtlApp.Builder inExistingResources(Stack stack) {
        return StreamingEtlApp.Builder.create(stack, "Orders")
                .applicationName("orders-etl")
                .source(KinesisSource.of(Stream.fromStreamArn(
                                stack, "Source", "arn:aws:kinesis:eu-west-1:444455556666:stream/orders"))
                        .withEnhancedFanOut("etl")
                        .withRole(
                                Role.fromRoleArn(stack, "Reader", "arn:aws:iam::444455556666:role/read-orders"),
                                "shop"))
                .sink(S3Sink.of(Bucket.fromBucketName(stack, "Lake", "lake")))
                .sink(
                        "items",
                        DynamoDbSink.of(
                                Table.fromTableArn(stack, "Items", "arn:aws:dynamodb:" + HERE + "table/orders"),
                                DynamoDbKey.string("id")))
                .sink(
                        "records",
                        KinesisSink.of(
                                Stream.fromStreamArn(stack, "Records", "arn:aws:kinesis:" + HERE + "stream/clean")))
                .sink(
                        "files",
                        FirehoseSink.of(DeliveryStream.fromDeliveryStreamArn(
                                stack, "Files", "arn:aws:firehose:" + HERE + "deliverystream/orders")))
                .sink(
                        "alerts",
                        SnsSink.of(Topic.fromTopicArn(stack, "Alerts", "arn:aws:sns:" + HERE + "orders.fifo"))
                                .withMessageGroup("id"))
                .sink(
                        "events",
                        EventBridgeSink.of(EventBus.fromEventBusArn(
                                        stack, "Events", "arn:aws:events:" + HERE + "event-bus/orders"))
                                .withSource("com.example.orders")
                                .withDetailType("Order"))
                .sink(
                        "more-events",
                        EventBridgeSink.defaultBus()
                                .withSource("com.example.orders")
                                .withDetailType("Order"))
                .sink(
                        "documents",
                        OpenSearchSink.of(Domain.fromDomainAttributes(
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
        S3Bucket lake = S3Bucket.newBucket().withEncryptionKey(key);
        IVpc vpc = vpc(stack);
        return StreamingEtlApp.Builder.create(stack, "Orders")
                .applicationName("orders-etl")
                .source(KinesisSource.in(KinesisStream.newStream().withEncryptionKey(key)))
                .sink(S3Sink.in(lake))
                .sink("items", DynamoDbSink.in(DynamoDbTable.newTable("id").withEncryptionKey(key)))
                .sink(
                        "records",
                        KinesisSink.in(KinesisStream.newStream("OutputStream").withEncryptionKey(key)))
                .sink(
                        "files",
                        FirehoseSink.in(
                                FirehoseStream.newStream().withBucket(lake).withEncryptionKey(key)))
                .sink("alerts", SnsSink.in(SnsTopic.newTopic().withEncryptionKey(key)))
                .sink(
                        "events",
                        EventBridgeSink.in(EventBridgeBus.newBus().withEncryptionKey(key))
                                .withSource("com.example.orders")
                                .withDetailType("Order"))
                .sink(
                        "documents",
                        OpenSearchSink.in(OpenSearchDomain.newDomain()
                                .withEncryptionKey(key)
                                .withVpc(vpc)))
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
