package io.github.managedflink.constructs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.managedflink.constructs.connector.PipelineSource;
import io.github.managedflink.constructs.fixture.CdkApps;
import io.github.managedflink.constructs.fixture.Templates;
import io.github.managedflink.constructs.kinesis.KinesisSink;
import io.github.managedflink.constructs.kinesis.KinesisSinkConfig;
import io.github.managedflink.constructs.kinesis.KinesisSource;
import io.github.managedflink.constructs.kinesis.KinesisStream;
import io.github.managedflink.constructs.msk.MskCluster;
import io.github.managedflink.constructs.msk.MskSource;
import io.github.managedflink.constructs.pipeline.RulesStream;
import io.github.managedflink.constructs.policies.IamTable;
import io.github.managedflink.constructs.s3.S3Bucket;
import io.github.managedflink.constructs.s3.S3Sink;
import io.github.managedflink.model.kpi.Kpi;
import io.github.managedflink.model.kpi.RulesSource;
import io.github.managedflink.model.s3.S3Location;
import io.github.managedflink.model.source.KinesisSourceSpec;
import io.github.managedflink.model.source.MskSourceSpec;
import io.github.managedflink.model.window.Window;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.CfnElement;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.s3.Bucket;
import software.constructs.IConstruct;

class KpiMonitorRulesTest {
    private final Stack stack = CdkApps.stack();

    private KpiMonitor.Builder monitor() {
        return KpiMonitor.Builder.create(stack, "Api")
                .source(KinesisSource.newStream())
                .kpi("success_rate", Kpi.share("status < 400"))
                .window(Window.tumbling(Duration.ofMinutes(5)));
    }

    @Test
    void anObjectMayLieInABucketOfASink() {
        S3Bucket bucket = S3Bucket.newBucket();

        KpiMonitor monitor = monitor()
                .measurementsTo("readings", S3Sink.in(bucket))
                .rulesFrom(bucket, "rules.json")
                .build();

        RulesSource rules = monitor.getSpec().rulesSource();
        assertThat(rules.object())
                .isEqualTo(S3Location.of(monitor.getSpec().deadLetters().bucket(), "rules.json"));
        assertThat(rules.pollInterval()).isEqualTo(Duration.ofMinutes(1));
        Template.fromStack(stack).resourceCountIs("AWS::S3::Bucket", 1);
    }

    @Test
    void aNewBucketOfRulesTakesTheDeadLettersToo() {
        KpiMonitor monitor =
                monitor().rulesFrom(S3Bucket.newBucket(), "rules.json").build();

        assertThat(monitor.getSpec().deadLetters().bucket())
                .isEqualTo(monitor.getSpec().rulesSource().object().bucket());
        Template.fromStack(stack).resourceCountIs("AWS::S3::Bucket", 1);
    }

    @Test
    void theJobMayReadTheOneObjectAndSeeWhetherItIsThere() {
        monitor()
                .rulesFrom(S3Bucket.of(Bucket.fromBucketName(stack, "Rules", "rules")), "api/rules.json")
                .build();

        assertThat(IamTable.of(Templates.map(
                        Templates.list(Templates.only(Template.fromStack(stack), "AWS::IAM::Role"), "Policies")
                                .get(0),
                        "PolicyDocument")))
                .contains(
                        "s3:ListBucket on arn:${AWS::Partition}:s3:::rules if StringEquals s3:prefix api/rules.json",
                        "s3:GetObject on arn:${AWS::Partition}:s3:::rules/api/rules.json");
    }

    @Test
    void aStreamStandsBesideTheSource() {
        KpiMonitor monitor = monitor().rulesFrom(KinesisSource.newStream()).build();

        KinesisSourceSpec rules = (KinesisSourceSpec) monitor.getSpec().rulesSource().stream();
        assertThat(rules.streamArn())
                .isNotEqualTo(((KinesisSourceSpec) monitor.getSpec().source()).streamArn());
        Template template = Template.fromStack(stack);
        template.resourceCountIs("AWS::Kinesis::Stream", 2);
        assertThat(template.toJSON().get("Outputs")).asString().contains("ApiStreamName", "ApiRulesSourceStreamName");
        assertThat(Templates.list(Templates.only(template, "AWS::IAM::Role"), "Policies")
                        .toString())
                .contains(logicalId(monitor, "Stream"), logicalId(monitor, RulesStream.SCOPE, "Stream"));
    }

    @Test
    void aStreamMayBeThatOfASink() {
        KinesisStream stream = KinesisStream.newStream("Shared");

        KpiMonitor monitor = monitor()
                .measurementsTo("readings", KinesisSink.in(stream))
                .rulesFrom(KinesisSource.in(stream))
                .build();

        KinesisSourceSpec rules = (KinesisSourceSpec) monitor.getSpec().rulesSource().stream();
        assertThat(rules.streamArn())
                .isEqualTo(monitor.getSink("readings", KinesisSinkConfig.class).stream()
                        .getStreamArn());
        Template.fromStack(stack).resourceCountIs("AWS::Kinesis::Stream", 2);
    }

    private String logicalId(KpiMonitor monitor, String... path) {
        IConstruct found = monitor;
        for (String id : path) {
            found = found.getNode().findChild(id);
        }
        return stack.getLogicalId((CfnElement) found.getNode().getDefaultChild());
    }

    @Test
    void topicsOfOneClusterHaveAConsumerGroupEach() {
        Vpc vpc = new Vpc(stack, "Vpc");
        MskCluster cluster = MskCluster.newServerless(vpc);

        KpiMonitor monitor = monitor()
                .vpc(vpc)
                .source(MskSource.of(cluster, "requests"))
                .rulesFrom(MskSource.of(cluster, "rules"))
                .build();

        MskSourceSpec events = (MskSourceSpec) monitor.getSpec().source();
        MskSourceSpec rules = (MskSourceSpec) monitor.getSpec().rulesSource().stream();
        assertThat(rules.groupId()).isNotEqualTo(events.groupId());
        assertThat(rules.bootstrapServers()).isEqualTo(events.bootstrapServers());
        Template.fromStack(stack).resourceCountIs("AWS::MSK::ServerlessCluster", 1);
    }

    @Test
    void refusedRulesRaiseAnAlarmWhereThereCanBeSome() {
        assertThat(monitor().rulesFrom(KinesisSource.newStream()).build().getAlarms())
                .containsOnlyKeys(
                        "Restarts",
                        "FailedCheckpoints",
                        "Lag",
                        "Down",
                        "DeadLetters",
                        "RefusedRecords",
                        "LateEvents",
                        "RefusedRules");
    }

    @Test
    void withoutRulesThereMustBeAPlaceForThem() {
        assertThatThrownBy(() -> monitor().build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("rules: are required");
    }

    @Test
    void faultsOfAStreamAreNamedAsItsOwn() {
        assertThatThrownBy(() -> monitor()
                        .rulesFrom(KinesisSource.in(KinesisStream.newStream().withShards(0)))
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("rules-source.stream.shards = \"0\"");
        assertThatThrownBy(() -> monitor().rulesFrom((PipelineSource) null).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("rules-source.stream: is required");
    }
}
