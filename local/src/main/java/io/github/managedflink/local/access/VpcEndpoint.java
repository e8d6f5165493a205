package io.github.managedflink.local.access;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.managedflink.local.assembly.Resource;
import io.github.managedflink.local.policy.PolicyDocument;
import io.github.managedflink.local.template.TemplateJson;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * An endpoint of a VPC, as a stack has it.
 *
 * @param id its id
 * @param logicalId its logical id
 * @param vpcId the VPC's id
 * @param serviceName for example {@code com.amazonaws.eu-west-1.kinesis-streams}
 * @param isGateway whether it is a gateway in route tables, and not an interface
 * @param routeTableIds the route tables of a gateway
 * @param hasPrivateDns whether an interface answers under the service's usual name
 * @param policy what it lets through; everything if it has none
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-ec2-vpcendpoint.html">AWS::EC2::VPCEndpoint</a>
 */
public record VpcEndpoint(
        String id,
        String logicalId,
        String vpcId,
        String serviceName,
        boolean isGateway,
        Set<String> routeTableIds,
        boolean hasPrivateDns,
        Optional<PolicyDocument> policy) {
    /** The type of its resource. */
    public static final String TYPE = "AWS::EC2::VPCEndpoint";

    public VpcEndpoint {
        routeTableIds = Set.copyOf(routeTableIds);
    }

    /** Reads one. */
    public static VpcEndpoint of(Resource resource) {
        JsonNode document = resource.document("PolicyDocument");
        Set<String> routeTables = new HashSet<>(TemplateJson.texts(resource.property("RouteTableIds")));
        return new VpcEndpoint(
                resource.attribute("Id"),
                resource.logicalId(),
                resource.property("VpcId").asText(),
                resource.property("ServiceName").asText(),
                resource.property("VpcEndpointType").asText("Gateway").equals("Gateway"),
                routeTables,
                resource.property("PrivateDnsEnabled").asBoolean(),
                document.isMissingNode()
                        ? Optional.empty()
                        : Optional.of(PolicyDocument.parse(resource.logicalId(), document)));
    }

    /**
     * Whether it leads to a service.
     *
     * @param name as endpoints name it, for example {@code kinesis-streams}
     */
    boolean leadsTo(String name, String region) {
        return serviceName.endsWith("." + region + "." + name);
    }

    /** Whether it carries what a subnet with this route table sends under the service's usual name. */
    boolean carriesFrom(Set<String> routeTables) {
        return isGateway ? routeTableIds.containsAll(routeTables) : hasPrivateDns;
    }
}
