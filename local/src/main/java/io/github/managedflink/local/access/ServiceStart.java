package io.github.managedflink.local.access;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.managedflink.local.assembly.Resource;
import io.github.managedflink.local.gate.ServiceCall;
import io.github.managedflink.local.gate.ServiceRequest;
import io.github.managedflink.local.http.Arn;
import io.github.managedflink.local.template.TemplateJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the service does with an application's role when it creates and starts the application, which no stand-in sees.
 *
 * @see <a href="https://docs.aws.amazon.com/managed-flink/latest/java/get-started-exercise-7.html">Permissions for the
 *     code and the log</a>
 * @see <a href="https://docs.aws.amazon.com/managed-flink/latest/java/vpc-permissions.html">VPC permissions</a>
 */
final class ServiceStart {
    private static final String CONFIGURATION = "ApplicationConfiguration";
    private static final List<String> DESCRIBING = List.of(
            "DescribeVpcs",
            "DescribeSubnets",
            "DescribeSecurityGroups",
            "DescribeDhcpOptions",
            "DescribeNetworkInterfaces");

    private final Resource application;
    private final List<Resource> all;
    private final String accessKeyId;

    /** @param accessKeyId the application's */
    ServiceStart(Resource application, List<Resource> all, String accessKeyId) {
        this.application = application;
        this.all = all;
        this.accessKeyId = accessKeyId;
    }

    List<ServiceRequest> calls() {
        return Stream.of(code(), logs(), network()).flatMap(List::stream).toList();
    }

    private List<ServiceRequest> code() {
        JsonNode location =
                application.property(CONFIGURATION, "ApplicationCodeConfiguration", "CodeContent", "S3ContentLocation");
        if (location.isMissingNode()) {
            return List.of();
        }
        String object = location.path("BucketARN").asText() + "/"
                + location.path("FileKey").asText();
        return List.of(request("s3", "GetObject", object), request("s3", "GetObjectVersion", object));
    }

    /** The option may be a resource of its own, which names the application. */
    private List<ServiceRequest> logs() {
        Stream<JsonNode> options = all.stream()
                .filter(each -> each.type().equals("AWS::KinesisAnalyticsV2::ApplicationCloudWatchLoggingOption"))
                .filter(each -> each.property("ApplicationName").asText().equals(application.physicalName()))
                .map(each -> each.property("CloudWatchLoggingOption"));
        return options.map(option -> option.path("LogStreamARN").asText())
                .flatMap(stream -> logs(stream).stream())
                .toList();
    }

    private List<ServiceRequest> logs(String stream) {
        Arn arn = Arn.parse(stream);
        String groups = new Arn(arn.partition(), "logs", arn.region(), arn.account(), "log-group:*").toString();
        String group = stream.replaceFirst(":log-stream:.*$", ":*");
        return List.of(
                request("logs", "DescribeLogGroups", groups),
                request("logs", "DescribeLogStreams", group),
                request("logs", "PutLogEvents", stream));
    }

    private List<ServiceRequest> network() {
        JsonNode vpc = application.property(CONFIGURATION, "VpcConfigurations").path(0);
        List<ServiceRequest> calls = new ArrayList<>();
        if (vpc.isMissingNode()) {
            return calls;
        }
        DESCRIBING.forEach(action -> calls.add(request("ec2", action, ServiceCall.NO_RESOURCE)));
        String anInterface = ec2("network-interface/eni-local");
        calls.add(request("ec2", "CreateNetworkInterface", anInterface));
        TemplateJson.texts(vpc.path("SecurityGroupIds"))
                .forEach(id -> calls.add(request("ec2", "CreateNetworkInterface", ec2("security-group/" + id))));
        for (String id : TemplateJson.texts(vpc.path("SubnetIds"))) {
            String subnet = ec2("subnet/" + id);
            calls.add(request("ec2", "CreateNetworkInterface", subnet));
            for (String action : List.of("CreateNetworkInterfacePermission", "DeleteNetworkInterface")) {
                calls.add(request("ec2", action, anInterface).with("ec2:Subnet", subnet));
            }
        }
        return calls;
    }

    private String ec2(String resource) {
        return application.stack().environment().arn("ec2", resource);
    }

    private ServiceRequest request(String service, String action, String resource) {
        return new ServiceRequest(Optional.of(accessKeyId), new ServiceCall(service, action, resource), Map.of());
    }
}
