package io.github.managedflink.constructs.network;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.CfnVPCEndpoint;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpoint;
import software.amazon.awscdk.services.ec2.IConnectable;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.InterfaceVpcEndpoint;
import software.constructs.Construct;
import software.constructs.IConstruct;

/**
 * The endpoints that the user has made for a VPC: right below it, where {@code vpc.addInterfaceEndpoint} puts them, or
 * right below its stack. To look through the whole tree takes a call for every kind of construct in it.
 */
final class FoundEndpoints {
    private static final Pattern TOKEN = Pattern.compile("\\$\\{Token\\[[^]]*]}");

    private FoundEndpoints() {}

    /** An endpoint of the user's, and what its security group can be reached through. */
    record Found(CfnVPCEndpoint resource, String serviceName, Optional<IConnectable> peer) {

        /** By the name alone: S3 and DynamoDB may have an interface where a gateway would do. */
        boolean isOf(EndpointService service) {
            return serviceName.endsWith("." + service.name());
        }
    }

    static List<Found> of(IVpc vpc, String vpcId, Stack stack) {
        return Stream.of(vpc, stack)
                .flatMap(scope -> scope.getNode().getChildren().stream())
                .flatMap(child -> found(child).stream())
                .filter(each -> vpcId.equals(each.resource().getVpcId()))
                // Jobs call services by their usual names, which lead to no endpoint without private DNS.
                .filter(each -> !Boolean.FALSE.equals(each.resource().getPrivateDnsEnabled())
                        || "Gateway".equals(each.resource().getVpcEndpointType()))
                .toList();
    }

    private static Optional<Found> found(IConstruct child) {
        if (child instanceof CfnVPCEndpoint resource) {
            return Optional.of(found(resource, Optional.empty()));
        }
        if (child instanceof InterfaceVpcEndpoint made) {
            return Optional.of(found(resourceOf(made), Optional.of(made)));
        }
        return child instanceof GatewayVpcEndpoint made
                ? Optional.of(found(resourceOf(made), Optional.empty()))
                : Optional.empty();
    }

    private static Found found(CfnVPCEndpoint resource, Optional<IConnectable> peer) {
        String name = resource.getServiceName();
        // The Region is a token, and so are prefix and suffix where they depend on it.
        return new Found(resource, name == null ? "" : TOKEN.matcher(name).replaceAll(""), peer);
    }

    private static CfnVPCEndpoint resourceOf(Construct endpoint) {
        return (CfnVPCEndpoint) endpoint.getNode().getDefaultChild();
    }
}
