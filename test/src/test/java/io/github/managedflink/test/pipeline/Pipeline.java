package io.github.managedflink.test.pipeline;

import static io.github.managedflink.model.etl.EtlSteps.cast;
import static io.github.managedflink.model.etl.EtlSteps.deduplicate;
import static io.github.managedflink.model.etl.EtlSteps.enrichFromCsv;
import static io.github.managedflink.model.etl.EtlSteps.filter;
import static io.github.managedflink.model.etl.EtlSteps.hash;
import static io.github.managedflink.model.etl.EtlSteps.require;
import static io.github.managedflink.model.etl.EtlSteps.route;

import io.github.managedflink.constructs.MetricsLeaderboard;
import io.github.managedflink.constructs.PipelineOptions;
import io.github.managedflink.constructs.StreamingEtlApp;
import io.github.managedflink.constructs.application.ApplicationLogging;
import io.github.managedflink.constructs.application.KpuScaling;
import io.github.managedflink.constructs.dynamodb.DynamoDbSink;
import io.github.managedflink.constructs.dynamodb.DynamoDbTable;
import io.github.managedflink.constructs.kinesis.KinesisSource;
import io.github.managedflink.constructs.kinesis.KinesisStream;
import io.github.managedflink.constructs.pipeline.PipelineAlarms;
import io.github.managedflink.constructs.s3.S3Bucket;
import io.github.managedflink.constructs.s3.S3Sink;
import io.github.managedflink.model.format.InputFormat;
import io.github.managedflink.model.format.OutputFormat;
import io.github.managedflink.model.format.RecordSchema;
import io.github.managedflink.model.leaderboard.BoardEntry;
import io.github.managedflink.model.record.EventTime;
import io.github.managedflink.model.record.FieldType;
import io.github.managedflink.model.record.TimestampFormat;
import io.github.managedflink.model.s3.S3Location;
import io.github.managedflink.model.s3.S3Partition;
import io.github.managedflink.model.source.KinesisStartingPosition;
import io.github.managedflink.model.window.Metric;
import io.github.managedflink.model.window.Window;
import io.github.managedflink.samples.AirportsStack;
import io.github.managedflink.samples.EarthquakeCatalogStack;
import io.github.managedflink.samples.EarthquakesStack;
import io.github.managedflink.samples.OnTimeStack;
import io.github.managedflink.test.synth.SynthesizedStack;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.ec2.VpcAttributes;
import software.amazon.awscdk.services.kinesis.IStream;
import software.amazon.awscdk.services.kinesis.Stream;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.sns.Topic;

/** Stacks with a pipeline, one of each kind that a user may build. */
public enum Pipeline {
    /** The sample of this repository. */
    EARTHQUAKES {
        @Override
        public Stack addTo(App app) {
            return new EarthquakesStack(
                    app, "Earthquakes", Path.of(System.getProperty("basedir", "."), "..", "sample-apps", "data"));
        }
    },
    /** The other sample: MSK, a table, a domain. */
    CATALOG_SAMPLE {
        @Override
        public Stack addTo(App app) {
            return new EarthquakeCatalogStack(app, "EarthquakeCatalog");
        }
    },
    /** The sample with a leaderboard. */
    LEADERBOARD_SAMPLE {
        @Override
        public Stack addTo(App app) {
            return new AirportsStack(app, "Airports");
        }
    },
    /** The sample with monitors. */
    MONITOR_SAMPLE {
        @Override
        public Stack addTo(App app) {
            return new OnTimeStack(app, "OnTime");
        }

        @Override
        public int applications() {
            return 2;
        }
    },
    /** A monitor whose rules come from a bucket of somebody else, with a customer managed key. */
    RULES_FROM_OBJECT {
        @Override
        public Stack addTo(App app) {
            return stack(app, environment(), RequestMonitors::withRulesInBucket);
        }
    },
    /** A monitor of the least that there can be, whose rules come from a stream. */
    RULES_FROM_STREAM {
        @Override
        public Stack addTo(App app) {
            return stack(app, null, RequestMonitors::withRulesInStream);
        }
    },
    /** Metrics of sessions, in a table with a customer managed key. */
    SESSION_METRICS {
        @Override
        public Stack addTo(App app) {
            return stack(app, environment(), Pipeline::sessionMetrics);
        }
    },
    /** All defaults. */
    MINIMAL {
        @Override
        public Stack addTo(App app) {
            return stack(app, null, Pipeline::minimal);
        }
    },
    /** Between a stream and a bucket of somebody else, both of known names. */
    BETWEEN_EXISTING {
        @Override
        public Stack addTo(App app) {
            return stack(app, environment(), Pipeline::betweenExisting);
        }
    },
    /** Enhanced fan-out, and a customer managed key wherever one can be. */
    OWN_KEYS {
        @Override
        public Stack addTo(App app) {
            return stack(app, environment(), Pipeline::ownKeys);
        }
    },
    /** In a VPC, with dead letters apart, routes, and somebody to call. */
    IN_VPC {
        @Override
        public Stack addTo(App app) {
            return stack(app, environment(), Pipeline::inVpc);
        }
    },
    /** Into a new resource of each kind. */
    EVERY_SINK {
        @Override
        public Stack addTo(App app) {
            return stack(app, null, EverySink::inNewResources);
        }
    },
    /** From a stream of another account into a resource of somebody else of each kind. */
    EVERY_EXISTING_SINK {
        @Override
        public Stack addTo(App app) {
            return stack(app, environment(), EverySink::inExistingResources);
        }
    },
    /** Into a new resource of each kind, each with a customer managed key, in a VPC. */
    EVERY_SINK_OWN_KEYS {
        @Override
        public Stack addTo(App app) {
            return stack(app, environment(), EverySink::withOwnKeys);
        }
    };

    private static final RecordSchema ORDER = RecordSchema.avro(
            """
            {"type": "record", "name": "Order", "fields": [
              {"name": "id", "type": "string"},
              {"name": "amount", "type": ["null", "double"], "default": null}
            ]}""");

    /** The stack in this app. */
    public abstract Stack addTo(App app);

    /** How many applications are in it. */
    public int applications() {
        return 1;
    }

    private static Environment environment() {
        return Environment.builder()
                .account(SynthesizedStack.ACCOUNT)
                .region(SynthesizedStack.REGION)
                .build();
    }

    private static Stack stack(App app, Environment environment, Function<Stack, PipelineOptions<?, ?, ?>> content) {
        Stack stack =
                new Stack(app, "Shop", StackProps.builder().env(environment).build());
        content.apply(stack).build();
        return stack;
    }

    private static MetricsLeaderboard.Builder sessionMetrics(Stack stack) {
        Key key = Key.Builder.create(stack, "Key").enableKeyRotation(true).build();
        return MetricsLeaderboard.Builder.create(stack, "Visits")
                .source(KinesisSource.newStream())
                .eventTime(EventTime.field("at", TimestampFormat.iso8601()))
                .deduplicateBy(Duration.ofHours(1), "id")
                .groupBy("visitor")
                .metric("pages", Metric.count().where("kind == 'page'"))
                .metric("products", Metric.countDistinct("product"))
                .window(Window.session(Duration.ofMinutes(30)).withCloseWhenIdleFor(Duration.ofHours(1)))
                .sink(DynamoDbSink.in(DynamoDbTable.newMetricsTable()
                                .withTimeToLiveAttribute("expires")
                                .withEncryptionKey(key))
                        .withExpiryAfter(BoardEntry.WINDOW_END, Duration.ofDays(30)))
                .deadLetters(S3Bucket.newBucket("DeadLetters").withEncryptionKey(key), "refused")
                .lateEventPrefix("late");
    }

    private static StreamingEtlApp.Builder minimal(Stack stack) {
        return StreamingEtlApp.Builder.create(stack, "Orders")
                .source(KinesisSource.newStream())
                .sink(S3Sink.newBucket());
    }

    private static StreamingEtlApp.Builder betweenExisting(Stack stack) {
        IStream orders = Stream.fromStreamArn(
                stack,
                "OrdersStream",
                "arn:aws:kinesis:" + SynthesizedStack.REGION + ":" + SynthesizedStack.ACCOUNT + ":stream/orders");
        return StreamingEtlApp.Builder.create(stack, "Orders")
                .applicationName("orders-etl")
                .source(KinesisSource.of(orders)
                        .withStartPosition(KinesisStartingPosition.atTimestamp(Instant.parse("2026-11-01T00:00:00Z"))))
                .format(InputFormat.csv("id", "amount", "country", "at").withHeader())
                .eventTime(EventTime.field("at", TimestampFormat.iso8601()))
                .steps(
                        require("id"),
                        cast("amount", FieldType.DOUBLE),
                        filter("amount > 0.0"),
                        enrichFromCsv(S3Location.of("tables", "geo/countries.csv"), "country", "code", "name"),
                        deduplicate(Duration.ofHours(1), "id"))
                .sink(S3Sink.of(Bucket.fromBucketName(stack, "Lake", "lake"))
                        .withPrefix("orders")
                        .withFormat(OutputFormat.avro(ORDER))
                        .withPartition(S3Partition.eventTime("day", "yyyy-MM-dd", "UTC"))
                        .withPartition(S3Partition.field("country", "country")));
    }

    private static StreamingEtlApp.Builder ownKeys(Stack stack) {
        Key key = Key.Builder.create(stack, "Key").enableKeyRotation(true).build();
        return StreamingEtlApp.Builder.create(stack, "Orders")
                .applicationName("orders-etl")
                .source(KinesisSource.in(KinesisStream.newStream()
                                .withStreamName("orders")
                                .withShards(2)
                                .withEncryptionKey(key))
                        .withEnhancedFanOut("etl"))
                .sink(S3Sink.in(S3Bucket.newBucket().withEncryptionKey(key)).withPrefix("orders"))
                .logging(ApplicationLogging.newLogGroup().withEncryptionKey(key))
                .encryptionKey(key);
    }

    private static StreamingEtlApp.Builder inVpc(Stack stack) {
        S3Bucket bucket = S3Bucket.newBucket();
        return StreamingEtlApp.Builder.create(stack, "Orders")
                .source(KinesisSource.in(KinesisStream.newStream().withRetention(Duration.ofDays(7))))
                .steps(hash("customer", "salt"), route("amount > 1000.0", "large"))
                .sink(S3Sink.in(bucket).withPrefix("orders").withFormat(OutputFormat.parquet(ORDER)))
                .sink("large", S3Sink.in(bucket).withPrefix("large"))
                .deadLetters(S3Bucket.newBucket("DeadLetters"), "refused/orders")
                .alarms(PipelineAlarms.standard()
                        .withLagAbove(Duration.ofMinutes(1))
                        .withAction(new SnsAction(
                                Topic.fromTopicArn(stack, "OnCall", "arn:aws:sns:eu-west-1:111122223333:on-call"))))
                .scaling(KpuScaling.fixed(2).withParallelismPerKpu(2))
                .systemRollbackEnabled(true)
                .vpc(vpc(stack))
                .securityGroups(List.of(SecurityGroup.fromSecurityGroupId(stack, "Group", "sg-0123456789abcdef0")));
    }

    static IVpc vpc(Stack stack) {
        return Vpc.fromVpcAttributes(
                stack,
                "Vpc",
                VpcAttributes.builder()
                        .vpcId("vpc-0123456789abcdef0")
                        .availabilityZones(List.of("eu-west-1a", "eu-west-1b"))
                        .privateSubnetIds(List.of("subnet-0123456789abcdef0", "subnet-0123456789abcdef1"))
                        .privateSubnetRouteTableIds(List.of("rtb-0123456789abcdef0", "rtb-0123456789abcdef0"))
                        .build());
    }
}
