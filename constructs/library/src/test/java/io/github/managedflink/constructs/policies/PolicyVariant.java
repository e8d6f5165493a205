package io.github.managedflink.constructs.policies;

import io.github.managedflink.constructs.FlinkApplication;
import io.github.managedflink.constructs.KpiMonitor;
import io.github.managedflink.constructs.StreamingEtlApp;
import io.github.managedflink.constructs.application.ApplicationCode;
import io.github.managedflink.constructs.connector.BindingContext;
import io.github.managedflink.constructs.connector.ConnectorConfig;
import io.github.managedflink.constructs.connector.PipelineSink;
import io.github.managedflink.constructs.connector.PipelineSource;
import io.github.managedflink.constructs.fixture.CdkApps;
import io.github.managedflink.constructs.fixture.Templates;
import io.github.managedflink.constructs.msk.MskCluster;
import io.github.managedflink.constructs.msk.MskSink;
import io.github.managedflink.constructs.msk.MskSource;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awscdk.CfnElement;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.ec2.VpcAttributes;
import software.amazon.awscdk.services.iam.IRole;

/**
 * One way to use something that permissions are for, and the statements that the template has for it.
 *
 * @param subject what it is, a heading of the table
 * @param name the way, a heading below that
 * @param statements puts it into a stack and finds its statements
 */
public record PolicyVariant(String subject, String name, Function<Stack, List<?>> statements) {
    /** What each application has: the code, and three statements for the log. */
    private static final int OF_EVERY_APPLICATION = 4;

    private static final int OF_A_NETWORK = 3;
    /** What each pipeline has: the dead letters' prefix and objects. */
    private static final int OF_DEAD_LETTERS = 2;

    /** What a connector adds to the role of a job. */
    static PolicyVariant connector(String subject, String name, Function<Stack, ConnectorConfig> connector) {
        return new PolicyVariant(subject, name, stack -> {
            ConnectorConfig bound = connector.apply(stack);
            boolean inVpc = !bound.network().isEmpty();
            FlinkApplication.Builder application = FlinkApplication.Builder.create(stack, "Orders")
                    .code(ApplicationCode.bundledPipeline())
                    .connector(bound);
            List<?> all = ofRole(
                    stack,
                    (inVpc ? application.vpc(vpc(stack)) : application).build().getRole());
            return all.subList(OF_EVERY_APPLICATION + (inVpc ? OF_A_NETWORK : 0), all.size());
        });
    }

    static PolicyVariant source(String subject, String name, Function<Stack, PipelineSource> source) {
        return connector(subject, name, stack -> source.apply(stack).bind(new BindingContext(stack)));
    }

    static PolicyVariant sink(String subject, String name, Function<Stack, PipelineSink> sink) {
        return connector(subject, name, stack -> sink.apply(stack).bind("out", new BindingContext(stack)));
    }

    /** What a pipeline adds for itself, between connectors that IAM has no say in. */
    static PolicyVariant pipeline(
            String subject, String name, Function<Stack, StreamingEtlApp.Builder> pipeline, boolean deadLetters) {
        return new PolicyVariant(subject, name, stack -> {
            List<?> all = ofRole(stack, pipeline.apply(stack).build().getRole());
            int from = OF_EVERY_APPLICATION + (deadLetters ? 0 : OF_DEAD_LETTERS);
            return all.subList(from, all.size());
        });
    }

    /**
     * What a monitor between connectors that IAM has no say in adds for its rules, which comes before its dead letters
     * and late events.
     */
    static PolicyVariant monitor(String subject, String name, Function<Stack, KpiMonitor.Builder> monitor) {
        return new PolicyVariant(subject, name, stack -> {
            List<?> all = ofRole(stack, monitor.apply(stack).build().getRole());
            return all.subList(OF_EVERY_APPLICATION, all.size() - 2 * OF_DEAD_LETTERS);
        });
    }

    /** Between topics of a cluster that leaves permissions to itself. */
    static StreamingEtlApp.Builder betweenTopics(Stack stack) {
        return fromTopic(stack).sink(MskSink.of(cluster(), "clean"));
    }

    /** The same without its sink. */
    static StreamingEtlApp.Builder fromTopic(Stack stack) {
        return StreamingEtlApp.Builder.create(stack, "Orders").source(MskSource.of(cluster(), "orders"));
    }

    private static MskCluster cluster() {
        return MskCluster.fromBootstrapServers("broker:9094");
    }

    /** The statements of the policy that a role was made with. */
    static List<?> ofRole(Stack stack, IRole role) {
        return Templates.list(
                Templates.list(properties(stack, (CfnElement) role.getNode().getDefaultChild()), "Policies")
                        .get(0),
                "PolicyDocument",
                "Statement");
    }

    static Map<String, Object> properties(Stack stack, CfnElement element) {
        return Templates.map(
                Template.fromStack(stack).toJSON(), "Resources", stack.getLogicalId(element), "Properties");
    }

    public static IVpc vpc(Stack stack) {
        if (stack.getNode().tryFindChild("Vpc") instanceof IVpc vpc) {
            return vpc;
        }
        return Vpc.fromVpcAttributes(
                stack,
                "Vpc",
                VpcAttributes.builder()
                        .vpcId("vpc-1")
                        .availabilityZones(List.of("a", "b", "c"))
                        .privateSubnetIds(List.of("subnet-1", "subnet-2", "subnet-3"))
                        .build());
    }

    /** The rows of the table. */
    List<String> rows() {
        return statements.apply(CdkApps.stackWithEnvironment()).stream()
                .map(statement -> IamTable.row(Templates.map(statement)))
                .toList();
    }

    /** All of them, in the order of the table. */
    public static List<PolicyVariant> all() {
        return Stream.of(
                        SourcePolicies.variants(),
                        SinkPolicies.variants(),
                        MskPolicies.variants(),
                        PipelinePolicies.variants(),
                        ApplicationPolicies.variants())
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public String toString() {
        return subject + ": " + name;
    }
}
