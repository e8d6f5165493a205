package io.github.managedflink.constructs.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.managedflink.constructs.StreamingEtlApp;
import io.github.managedflink.constructs.connector.PipelineSink;
import io.github.managedflink.constructs.connector.PipelineSource;
import io.github.managedflink.constructs.dynamodb.DynamoDbSink;
import io.github.managedflink.constructs.eventbridge.EventBridgeSink;
import io.github.managedflink.constructs.firehose.FirehoseSink;
import io.github.managedflink.constructs.firehose.FirehoseStream;
import io.github.managedflink.constructs.fixture.Networks;
import io.github.managedflink.constructs.kinesis.KinesisSink;
import io.github.managedflink.constructs.kinesis.KinesisSource;
import io.github.managedflink.constructs.msk.MskClientAuthentication;
import io.github.managedflink.constructs.msk.MskCluster;
import io.github.managedflink.constructs.msk.MskSink;
import io.github.managedflink.constructs.msk.MskSource;
import io.github.managedflink.constructs.msk.ProvisionedClusterOptions;
import io.github.managedflink.constructs.opensearch.OpenSearchDomain;
import io.github.managedflink.constructs.opensearch.OpenSearchSink;
import io.github.managedflink.constructs.policies.IamTable;
import io.github.managedflink.constructs.s3.S3Bucket;
import io.github.managedflink.constructs.s3.S3Sink;
import io.github.managedflink.constructs.sns.SnsSink;
import io.github.managedflink.model.format.InputFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.secretsmanager.Secret;

/** A VPC has the endpoints that the connectors of all its applications need, each once, and no others. */
class EndpointsOfConnectorsTest {
    /** What each source calls, from the documentation of the services. */
    @SuppressWarnings("ImmutableEnumChecker") // The functions have no state.
    enum Source {
        KINESIS((stack, vpc) -> KinesisSource.newStream(), "kinesis-streams"),
        KINESIS_FAN_OUT((stack, vpc) -> KinesisSource.newStream().withEnhancedFanOut("etl"), "kinesis-streams"),
        KINESIS_OF_ANOTHER_ACCOUNT(
                (stack, vpc) -> KinesisSource.of(software.amazon.awscdk.services.kinesis.Stream.fromStreamArn(
                                stack, "Foreign", "arn:aws:kinesis:eu-west-1:444455556666:stream/orders"))
                        .withRole(Role.fromRoleArn(stack, "Reader", "arn:aws:iam::444455556666:role/reader")),
                "kinesis-streams",
                "sts"),
        MSK((stack, vpc) -> MskSource.of(MskCluster.newCluster(vpc), "in")),
        MSK_SERVERLESS((stack, vpc) -> MskSource.of(MskCluster.newServerless(vpc), "in")),
        MSK_WITH_PASSWORD(
                (stack, vpc) -> MskSource.of(
                        MskCluster.newCluster(vpc).withAuthentication(MskClientAuthentication.scram()), "in"),
                "secretsmanager"),
        KAFKA_WITH_CERTIFICATE(
                (stack, vpc) -> MskSource.of(
                        MskCluster.fromBootstrapServers("b-1.example.com:9094")
                                .withAuthentication(MskClientAuthentication.mutualTls(
                                        Secret.fromSecretNameV2(stack, "Certificate", "certificate"))),
                        "in"),
                "secretsmanager");

        private final BiFunction<Stack, IVpc, PipelineSource> binding;
        private final Set<String> services;

        Source(BiFunction<Stack, IVpc, PipelineSource> binding, String... services) {
            this.binding = binding;
            this.services = Set.of(services);
        }
    }

    /** What each sink calls. */
    @SuppressWarnings("ImmutableEnumChecker") // The functions have no state.
    enum Sink {
        S3(vpc -> S3Sink.in(S3Bucket.newBucket("Lake")), "s3"),
        DYNAMODB(vpc -> DynamoDbSink.newTable("id"), "dynamodb"),
        KINESIS(vpc -> KinesisSink.newStream(), "kinesis-streams"),
        FIREHOSE(
                vpc -> FirehoseSink.in(FirehoseStream.newStream().withBucket(S3Bucket.newBucket("Files"))),
                "kinesis-firehose"),
        SNS(vpc -> SnsSink.newTopic(), "sns"),
        EVENTBRIDGE(vpc -> EventBridgeSink.newBus().withSource("com.example").withDetailType("Order"), "events"),
        OPENSEARCH(vpc -> OpenSearchSink.in(OpenSearchDomain.newDomain()
                .withDataNodes("m6g.large.search", 2)
                .withVpc(vpc))),
        MSK(vpc -> MskSink.of(
                MskCluster.newCluster(
                        ProvisionedClusterOptions.builder(vpc).id("Output").build()),
                "out"));

        private final Function<IVpc, PipelineSink> binding;
        private final Set<String> services;

        String sinkName() {
            return name().toLowerCase(Locale.ROOT);
        }

        Sink(Function<IVpc, PipelineSink> binding, String... services) {
            this.binding = binding;
            this.services = Set.of(services);
        }
    }

    /** An application: what it reads and writes, in which VPC, and whether in the stack of that. */
    record Plan(Source source, boolean schemas, Set<Sink> sinks, int vpc, boolean nearby) {
        Set<String> services() {
            // Dead letters are files.
            Set<String> all = new TreeSet<>(Set.of("s3"));
            all.addAll(source.services);
            sinks.forEach(sink -> all.addAll(sink.services));
            if (schemas) {
                all.add("glue");
            }
            return all;
        }

        void build(Stack stack, IVpc network) {
            StreamingEtlApp.Builder app = StreamingEtlApp.Builder.create(stack, "Etl")
                    .source(source.binding.apply(stack, network))
                    .defaultSink(sinks.iterator().next().sinkName())
                    .vpc(network);
            if (schemas) {
                app.format(InputFormat.glueJson("arn:aws:glue:eu-west-1:111122223333:registry/orders"));
            }
            sinks.forEach(sink -> app.sink(sink.sinkName(), sink.binding.apply(network)));
            app.build();
        }
    }

    @Property(tries = 12, seed = "20261122", edgeCases = EdgeCasesMode.NONE)
    void aVpcHasTheEndpointsOfItsApplications(@ForAll("plans") List<Plan> plans) {
        App app = new App();
        Stack shared = new Stack(app, "Shared");
        List<IVpc> vpcs = List.of(Networks.isolated(shared, "One"), Networks.isolated(shared, "Two"));
        List<Stack> stacks = new ArrayList<>();
        for (int i = 0; i < plans.size(); i++) {
            Plan plan = plans.get(i);
            Stack stack = plan.nearby() && i == 0 ? shared : new Stack(app, "Application" + i);
            plan.build(stack, vpcs.get(plan.vpc()));
            stacks.add(stack);
        }

        Template template = Template.fromStack(shared);

        assertThat(endpoints(template)).isEqualTo(expected(plans));
        stacks.stream().filter(stack -> stack != shared).forEach(stack -> Template.fromStack(stack)
                .resourceCountIs(Networks.ENDPOINT, 0));
    }

    private static List<String> endpoints(Template template) {
        return Networks.properties(template, Networks.ENDPOINT)
                .map(endpoint -> IamTable.text(endpoint.get("VpcId")) + " " + name(endpoint))
                .sorted()
                .toList();
    }

    private static String name(Map<String, Object> endpoint) {
        String name = IamTable.text(endpoint.get("ServiceName"));
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static List<String> expected(List<Plan> plans) {
        return Stream.of(0, 1)
                .flatMap(vpc -> plans.stream()
                        .filter(plan -> plan.vpc() == vpc)
                        .flatMap(plan -> plan.services().stream())
                        .distinct()
                        .map(service -> (vpc == 0 ? "${One} " : "${Two} ") + service))
                .sorted()
                .collect(Collectors.toList());
    }

    @Provide
    Arbitrary<List<Plan>> plans() {
        return Combinators.combine(
                        Arbitraries.of(Source.class),
                        Arbitraries.of(true, false),
                        Arbitraries.of(Sink.class).set().ofMinSize(1).ofMaxSize(4),
                        Arbitraries.of(0, 0, 1),
                        Arbitraries.of(true, false))
                .as(Plan::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(3);
    }
}
