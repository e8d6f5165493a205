package io.github.managedflink.local.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.github.managedflink.local.application.Checkpoints;
import io.github.managedflink.local.assembly.AssemblyFixture;
import io.github.managedflink.local.report.NetworkReport.Rule;
import io.github.managedflink.local.report.NetworkReport.Subnet;
import io.github.managedflink.local.template.AssemblyException;
import io.github.managedflink.model.kpi.AlertRule;
import io.github.managedflink.model.kpi.Kpi;
import io.github.managedflink.model.kpi.KpiMonitorSpec;
import io.github.managedflink.model.kpi.RulesSource;
import io.github.managedflink.model.kpi.Threshold;
import io.github.managedflink.model.leaderboard.MetricsLeaderboardSpec;
import io.github.managedflink.model.s3.S3Location;
import io.github.managedflink.model.sink.S3SinkSpec;
import io.github.managedflink.model.sink.SnsSinkSpec;
import io.github.managedflink.model.source.KinesisSourceSpec;
import io.github.managedflink.model.window.Metric;
import io.github.managedflink.model.window.Window;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackReportTest {
    private static final KinesisSourceSpec STREAM = KinesisSourceSpec.builder()
            .streamArn("arn:aws:kinesis:eu-west-1:111122223333:stream/requests")
            .build();

    @TempDir
    private Path folder;

    @Test
    void applicationOfItsOwnJobInANetwork() {
        ApplicationReport application = report(
                        """
                        "App": {"Type": "AWS::KinesisAnalyticsV2::Application", "Properties": {
                          "ApplicationName": "own", "RuntimeEnvironment": "FLINK-2_2",
                          "ServiceExecutionRole": {"Fn::GetAtt": ["Role", "Arn"]},
                          "ApplicationConfiguration": {
                            "VpcConfigurations": [{"SubnetIds": [{"Ref": "In"}, {"Ref": "Out"}, "subnet-9"],
                              "SecurityGroupIds": [{"Fn::GetAtt": ["Group", "GroupId"]}]}],
                            "FlinkApplicationConfiguration": {
                              "ParallelismConfiguration": {"ConfigurationType": "CUSTOM", "Parallelism": 7,
                                "ParallelismPerKPU": 2, "AutoScalingEnabled": true},
                              "CheckpointConfiguration": {"ConfigurationType": "DEFAULT", "CheckpointInterval": 1}}}}},
                        "Role": {"Type": "AWS::IAM::Role", "Properties": {"Policies": [{"PolicyName": "P",
                          "PolicyDocument": {"Statement": [{"Effect": "Allow", "Action": "sns:Publish", "Resource": "*"}]}}]}},
                        "Vpc": {"Type": "AWS::EC2::VPC"},
                        "In": {"Type": "AWS::EC2::Subnet", "Properties": {"VpcId": {"Ref": "Vpc"},
                          "AvailabilityZone": "eu-west-1a", "CidrBlock": "10.0.0.0/24"}},
                        "Out": {"Type": "AWS::EC2::Subnet", "Properties": {"VpcId": {"Ref": "Vpc"},
                          "AvailabilityZone": "eu-west-1b", "CidrBlock": "10.0.1.0/24"}},
                        "Table": {"Type": "AWS::EC2::RouteTable"},
                        "Link": {"Type": "AWS::EC2::SubnetRouteTableAssociation", "Properties": {
                          "SubnetId": {"Ref": "Out"}, "RouteTableId": {"Ref": "Table"}}},
                        "Nat": {"Type": "AWS::EC2::NatGateway"},
                        "Route": {"Type": "AWS::EC2::Route", "Properties": {"RouteTableId": {"Ref": "Table"},
                          "DestinationCidrBlock": "0.0.0.0/0", "NatGatewayId": {"Ref": "Nat"}}},
                        "Group": {"Type": "AWS::EC2::SecurityGroup", "Properties": {"VpcId": {"Ref": "Vpc"},
                          "SecurityGroupEgress": [{"IpProtocol": "-1", "CidrIp": "0.0.0.0/0"}]}},
                        "Brokers": {"Type": "AWS::EC2::SecurityGroup", "Properties": {"VpcId": {"Ref": "Vpc"}}},
                        "FromBrokers": {"Type": "AWS::EC2::SecurityGroupIngress", "Properties": {
                          "GroupId": {"Fn::GetAtt": ["Group", "GroupId"]}, "IpProtocol": "tcp", "FromPort": 9092, "ToPort": 9098,
                          "SourceSecurityGroupId": {"Fn::GetAtt": ["Brokers", "GroupId"]}}}
                        """)
                .applications()
                .get(0);

        assertThat(application.name()).isEqualTo("own");
        assertThat(application.pipeline()).isEmpty();
        assertThat(application.settings().kpus()).isEqualTo(4);
        assertThat(application.settings().autoScaling()).isTrue();
        assertThat(application.settings().checkpoints()).contains(Checkpoints.DEFAULT);
        assertThat(application.role().policies()).hasSize(1);
        assertThat(application.network())
                .contains(new NetworkReport(
                        "Vpc",
                        List.of(
                                new Subnet("In", "eu-west-1a", "10.0.0.0/24", "none: isolated"),
                                new Subnet("Out", "eu-west-1b", "10.0.1.0/24", "NAT gateway"),
                                new Subnet("subnet-9", "", "", "not in the stacks")),
                        List.of(
                                new Rule("Group", false, "all", "0.0.0.0/0"),
                                new Rule("Group", true, "tcp 9092-9098", "Brokers"))));
    }

    @Test
    void showsWhatOnlyADeploymentWouldKnowByItsName() {
        String text = text(
                report(
                        """
                "App": {"Type": "AWS::KinesisAnalyticsV2::Application", "Properties": {
                  "ApplicationName": {"Fn::ImportValue": "Shared:Name"}, "RuntimeEnvironment": {"Ref": "Runtime"},
                  "ServiceExecutionRole": "arn:aws:iam::111122223333:role/there"}},
                "Endpoint": {"Type": "AWS::EC2::VPCEndpoint", "Properties": {"VpcId": "vpc-1",
                  "ServiceName": "com.amazonaws.eu-west-1.s3", "PolicyDocument": {"Statement": {"Effect": "Deny",
                    "Principal": "*", "NotAction": "s3:GetObject", "Resource": {"Fn::GetAtt": ["Unknown", "Arn"]},
                    "Condition": {"StringEquals": {"aws:PrincipalAccount": ["1", "2"]}}}}}},
                "Unknown": {"Type": "Custom::Thing"}
                """));

        assertThat(text)
                .contains("name         ${Fn::ImportValue Shared:Name}")
                .contains("runtime      ${Runtime}")
                .contains("The role is in none of the stacks.")
                .contains("deny all but s3:GetObject  ${Unknown.Arn}  StringEquals aws:PrincipalAccount")
                .doesNotContain("Token");
    }

    @Test
    void saysWhatIsWrongWithTheSettingsOfABundledPipeline() {
        ApplicationReport application = report(
                        """
                        "App": {"Type": "AWS::KinesisAnalyticsV2::Application", "Properties": {
                          "RuntimeEnvironment": "FLINK-1_20", "ServiceExecutionRole": "arn:aws:iam::111122223333:role/there",
                          "ApplicationConfiguration": {"EnvironmentProperties": {"PropertyGroups": [
                            {"PropertyGroupId": "pipeline", "PropertyMap": {"type": "streaming-etl"}}]}}}}
                        """)
                .applications()
                .get(0);

        assertThat(application.pipeline()).isEmpty();
        assertThat(application.fault())
                .hasValueSatisfying(fault -> assertThat(fault).contains("source: is required"));
    }

    @Test
    void tellsWhatAMonitorComputes() {
        KpiMonitorSpec monitor = KpiMonitorSpec.builder()
                .source(STREAM)
                .filter("method == 'GET'")
                .deduplicateBy(Duration.ofHours(1), "id")
                .groupBy("path")
                .kpi("success_rate", Kpi.share("status < 400"))
                .window(Window.sliding(Duration.ofMinutes(5), Duration.ofMinutes(1)))
                .rule("errors", AlertRule.on("success_rate").critical(Threshold.below(0.95)))
                .rulesFrom(RulesSource.s3Object(S3Location.of("config", "rules.json")))
                .sink(SnsSinkSpec.builder()
                        .topicArn("arn:aws:sns:eu-west-1:111122223333:alerts")
                        .message("{rule}\nis {state}")
                        .build())
                .deadLetters(S3Location.of("lake", "dead"))
                .lateEvents(S3Location.of("lake", "late"))
                .build();

        StackReport report = report(application(monitor.toPropertyGroups()));

        assertThat(report.applications().get(0).pipeline().orElseThrow().computation())
                .extracting(ComputationReport::kind, ComputationReport::name)
                .containsExactly(
                        tuple("format", ""),
                        tuple("event time", ""),
                        tuple("filter", ""),
                        tuple("deduplicate", ""),
                        tuple("group", "path"),
                        tuple("window", ""),
                        tuple("kpi", "success_rate"),
                        tuple("rule", "errors"),
                        tuple("rules source", ""));
        assertThat(text(report).lines())
                .contains(
                        "  filter        -             condition = method == 'GET'",
                        "  kpi           success_rate  type = ratio",
                        "                              numerator = status < 400",
                        "                              critical.threshold = 0.95")
                .anyMatch(line -> line.endsWith("message = {rule}"))
                .anyMatch(line -> line.endsWith("  is {state}"));
    }

    @Test
    void tellsWhatALeaderboardComputes() {
        MetricsLeaderboardSpec board = MetricsLeaderboardSpec.builder()
                .source(STREAM)
                .groupBy("path")
                .metric("requests", Metric.count())
                .window(Window.calendarDay(ZoneOffset.UTC))
                .sink(S3SinkSpec.builder()
                        .location(S3Location.of("lake", "boards"))
                        .build())
                .deadLetters(S3Location.of("lake", "dead"))
                .lateEvents(S3Location.of("lake", "late"))
                .build();

        assertThat(report(application(board.toPropertyGroups()))
                        .applications()
                        .get(0)
                        .pipeline()
                        .orElseThrow()
                        .computation())
                .contains(
                        new ComputationReport("metric", "requests", Map.of("type", "count")),
                        new ComputationReport(
                                "window", "", Map.of("type", "calendar-day", "zone", "Z", "allowed-lateness", "PT0S")));
    }

    private static String application(Map<String, Map<String, String>> propertyGroups) {
        JsonMapper json = new JsonMapper();
        ArrayNode groups = json.createArrayNode();
        propertyGroups.forEach((id, entries) ->
                groups.addObject().put("PropertyGroupId", id).set("PropertyMap", json.valueToTree(entries)));
        return """
                "App": {"Type": "AWS::KinesisAnalyticsV2::Application", "Properties": {
                  "RuntimeEnvironment": "FLINK-1_20", "ServiceExecutionRole": "arn:aws:iam::111122223333:role/there",
                  "ApplicationConfiguration": {"EnvironmentProperties": {"PropertyGroups": %s}}}}
                """
                .formatted(groups);
    }

    @Test
    void refusesAStackThatIsNotThere() {
        AssemblyFixture.in(folder).stack("Main", "{}").write();

        assertThatThrownBy(() -> StackReport.read(folder, "Other"))
                .isInstanceOf(AssemblyException.class)
                .hasMessageContaining("has no stack Other. Its stacks: Main.");
    }

    private StackReport report(String resources) {
        AssemblyFixture.in(folder)
                .stack(
                        "Main",
                        "{\"Parameters\": {\"Runtime\": {\"Type\": \"String\"}}, \"Resources\": {" + resources + "}}")
                .write();
        return StackReport.read(folder, "Main");
    }

    private static String text(StackReport report) {
        StringWriter text = new StringWriter();
        new ReportPrinter(new PrintWriter(text), 140).print(report);
        return text.toString();
    }
}
