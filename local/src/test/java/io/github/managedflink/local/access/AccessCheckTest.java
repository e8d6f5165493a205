package io.github.managedflink.local.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.managedflink.local.access.CheckedCall.Origin;
import io.github.managedflink.local.access.CheckedCall.Outcome;
import io.github.managedflink.local.assembly.AssemblyFixture;
import io.github.managedflink.local.assembly.DeployedStack;
import io.github.managedflink.local.assembly.Resource;
import io.github.managedflink.local.gate.ServiceCall;
import io.github.managedflink.local.gate.ServiceRequest;
import io.github.managedflink.local.gate.Verdict;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessCheckTest {
    private static final String STREAM = "arn:aws:kinesis:us-east-1:000000000000:stream/orders";
    private static final ServiceCall READ = new ServiceCall("kinesis", "GetRecords", STREAM);
    private static final ServiceCall WRITE = new ServiceCall("kinesis", "PutRecords", STREAM);

    private static final String ROLE =
            """
            "Role": {"Type": "AWS::IAM::Role", "Properties": {"RoleName": "orders", "Policies": [
              {"PolicyName": "Job", "PolicyDocument": {"Version": "2012-10-17", "Statement": [
                {"Sid": "Read", "Effect": "Allow", "Action": ["kinesis:GetRecords", "kinesis:ListShards"], "Resource": "%1$s"},
                {"Effect": "Allow", "Action": "kms:Decrypt", "Resource": {"Fn::GetAtt": ["Key", "Arn"]},
                 "Condition": {"StringEquals": {"kms:ViaService": "kinesis.us-east-1.amazonaws.com"}}}]}}]}},
            "Key": {"Type": "AWS::KMS::Key", "Properties": {"KeyPolicy": {"Version": "2012-10-17", "Statement": [
              {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::000000000000:root"}, "Action": "kms:*", "Resource": "*"}]}}},
            """
                    .formatted(STREAM);

    private static final String APPLICATION =
            """
            "App": {"Type": "AWS::KinesisAnalyticsV2::Application", "Properties": {
              "ServiceExecutionRole": %s, "ApplicationConfiguration": {%s}}}
            """;

    private static final String OWN_ROLE = "{\"Fn::GetAtt\": [\"Role\", \"Arn\"]}";

    private static final String IN_VPC =
            """
            "VpcConfigurations": [{"SubnetIds": [{"Ref": "Subnet"}], "SecurityGroupIds": []}]
            """;

    private static final String NETWORK =
            """
            "Vpc": {"Type": "AWS::EC2::VPC"},
            "Subnet": {"Type": "AWS::EC2::Subnet", "Properties": {"VpcId": {"Ref": "Vpc"}}},
            "Table": {"Type": "AWS::EC2::RouteTable", "Properties": {"VpcId": {"Ref": "Vpc"}}},
            "InTable": {"Type": "AWS::EC2::SubnetRouteTableAssociation", "Properties": {
              "SubnetId": {"Ref": "Subnet"}, "RouteTableId": {"Ref": "Table"}}},
            """;

    private static final String ENDPOINT =
            """
            "Endpoint": {"Type": "AWS::EC2::VPCEndpoint", "Properties": {"VpcId": {"Ref": "Vpc"},
              "ServiceName": "com.amazonaws.us-east-1.kinesis-streams", "VpcEndpointType": "Interface",
              "PrivateDnsEnabled": %s, "PolicyDocument": {"Version": "2012-10-17", "Statement": [
                {"Effect": "Allow", "Principal": "*", "Action": "%s", "Resource": "*",
                 "Condition": {"ArnEquals": {"aws:PrincipalArn": {"Fn::GetAtt": ["Role", "Arn"]}}}}]}}},
            """;

    @TempDir
    Path folder;

    private AccessCheck check(String resources, String role, String configuration) {
        List<DeployedStack> stacks = AssemblyFixture.in(folder)
                .stack("S", "{\"Resources\": {" + ROLE + resources + APPLICATION.formatted(role, configuration) + "}}")
                .write()
                .withDependencies("S");
        Map<Resource, Boolean> applications = new LinkedHashMap<>();
        stacks.get(0)
                .resources("AWS::KinesisAnalyticsV2::Application")
                .forEach(application -> applications.put(application, false));
        return AccessCheck.of(stacks, applications);
    }

    private static Optional<Verdict> ask(AccessCheck check, ServiceCall call) {
        return check.refusal(ServiceRequest.signed("App", call));
    }

    private static CheckedCall only(AccessCheck check) {
        List<CheckedCall> ofJob = check.report().calls().stream()
                .filter(each -> each.origin() == Origin.JOB)
                .toList();
        assertThat(ofJob).hasSize(1);
        return ofJob.get(0);
    }

    @Test
    @DisplayName(
            "a call is allowed by a statement or denied in the words of IAM, and grants that no call used are listed")
    void role() {
        AccessCheck check = check("", OWN_ROLE, "");

        assertThat(ask(check, READ)).isEmpty();
        assertThat(ask(check, WRITE)).hasValueSatisfying(verdict -> assertThat(((Verdict.Deny) verdict).message())
                .isEqualTo("User: arn:aws:iam::000000000000:role/orders is not authorized to perform:"
                        + " kinesis:PutRecords on resource: " + STREAM
                        + " because no statement of the role allows it"));

        AccessReport report = check.report();
        assertThat(report.calls())
                .extracting(CheckedCall::call, CheckedCall::outcome, CheckedCall::explanation)
                .containsExactly(
                        tuple(WRITE, Outcome.DENIED, "no statement of the role allows it"),
                        tuple(READ, Outcome.ALLOWED, "Role/Job#Read"));
        assertThat(report.unusedGrants())
                .extracting(UnusedGrant::action)
                .containsExactly("kinesis:ListShards", "kms:Decrypt");
        assertThat(report.failure("App")).contains(WRITE + ": no statement of the role allows it");
    }

    @Test
    @DisplayName("nothing leads out of isolated subnets but an endpoint with private DNS, whose policy counts")
    void endpoints() {
        AccessCheck without = check(NETWORK, OWN_ROLE, IN_VPC);
        AccessCheck with = check(NETWORK + ENDPOINT.formatted(true, "kinesis:Get*"), OWN_ROLE, IN_VPC);
        AccessCheck withoutName = check(NETWORK + ENDPOINT.formatted(false, "*"), OWN_ROLE, IN_VPC);
        AccessCheck narrow = check(NETWORK + ENDPOINT.formatted(true, "kinesis:List*"), OWN_ROLE, IN_VPC);

        assertThat(ask(without, READ)).containsInstanceOf(Verdict.CutConnection.class);
        assertThat(ask(with, READ)).isEmpty();
        assertThat(ask(withoutName, READ)).containsInstanceOf(Verdict.CutConnection.class);
        assertThat(ask(narrow, READ)).containsInstanceOf(Verdict.Deny.class);

        assertThat(only(without).outcome()).isEqualTo(Outcome.UNREACHABLE);
        assertThat(only(with).endpoint()).isEqualTo("Endpoint");
        assertThat(only(with).explanation()).isEqualTo("Role/Job#Read, Endpoint#1");
        assertThat(only(narrow).explanation()).isEqualTo("no statement of the endpoint's policy Endpoint allows it");
    }

    @Test
    @DisplayName("a NAT gateway leads out, an internet gateway does not, and unknown subnets are taken to have a way")
    void egress() {
        String route =
                """
                "Route": {"Type": "AWS::EC2::Route", "Properties": {"RouteTableId": {"Ref": "Table"},
                  "DestinationCidrBlock": "0.0.0.0/0", "%s": "%s"}},
                """;
        AccessCheck nat = check(NETWORK + route.formatted("NatGatewayId", "nat-1"), OWN_ROLE, IN_VPC);
        AccessCheck igw = check(NETWORK + route.formatted("GatewayId", "igw-1"), OWN_ROLE, IN_VPC);
        AccessCheck unknown = check("", OWN_ROLE, IN_VPC.replace("{\"Ref\": \"Subnet\"}", "\"subnet-1\""));

        assertThat(ask(nat, READ)).isEmpty();
        assertThat(ask(igw, READ)).isPresent();
        assertThat(ask(unknown, READ)).isEmpty();
        assertThat(unknown.report().notes())
                .containsExactly("No stack has all subnets of App: they are taken as having a way out of the VPC.");
    }

    @Test
    @DisplayName(
            "a call on what a key encrypts implies calls of KMS through the service, which have to be allowed as well")
    void encryption() {
        String stream =
                """
                "Stream": {"Type": "AWS::Kinesis::Stream", "Properties": {"Name": "orders",
                  "StreamEncryption": {"EncryptionType": "KMS", "KeyId": %s}}},
                """;
        AccessCheck allowed = check(stream.formatted("{\"Fn::GetAtt\": [\"Key\", \"Arn\"]}"), OWN_ROLE, "");
        AccessCheck denied = check(stream.formatted("\"other\""), OWN_ROLE, "");

        assertThat(ask(allowed, READ)).isEmpty();
        assertThat(ask(denied, READ)).hasValueSatisfying(verdict -> assertThat(((Verdict.Deny) verdict).message())
                .contains("kms:Decrypt on resource: arn:aws:kms:us-east-1:000000000000:key/other"));
        assertThat(allowed.report().calls())
                .filteredOn(each -> each.origin() == Origin.ENCRYPTION)
                .extracting(each -> each.call().action())
                .containsExactly("Decrypt");
    }

    @Test
    @DisplayName("what the service does with the role at the start is held against it, too")
    void start() {
        AccessCheck check = check(
                "",
                OWN_ROLE,
                """
                "ApplicationCodeConfiguration": {"CodeContentType": "ZIPFILE", "CodeContent": {"S3ContentLocation": {
                  "BucketARN": "arn:aws:s3:::code", "FileKey": "job.jar"}}}
                """);

        assertThat(check.report().refused())
                .allMatch(each -> each.origin() == Origin.START)
                .extracting(each -> each.call().toString())
                .containsExactly(
                        "s3:GetObject arn:aws:s3:::code/job.jar", "s3:GetObjectVersion arn:aws:s3:::code/job.jar");
    }

    @Test
    @DisplayName("what is not known is let through and said")
    void unknown() {
        AccessCheck role = check("", "\"arn:aws:iam::000000000000:role/mine\"", "");

        assertThat(ask(role, WRITE)).isEmpty();
        assertThat(role.refusal(ServiceRequest.signed("somebody", WRITE))).isEmpty();

        assertThat(only(role).outcome()).isEqualTo(Outcome.NOT_EVALUATED);
        assertThat(role.report().notes())
                .containsExactly(
                        "No stack has the role of App, arn:aws:iam::000000000000:role/mine: its calls are not evaluated.",
                        "Not evaluated, as no application's access key signed them: kinesis:PutRecords.");
    }
}
