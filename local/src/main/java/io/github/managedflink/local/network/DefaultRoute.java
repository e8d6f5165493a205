package io.github.managedflink.local.network;

import io.github.managedflink.local.assembly.Resource;

/** Where a route for every IPv4 address leads. */
public enum DefaultRoute {
    INTERNET_GATEWAY,
    NAT_GATEWAY,
    /** For example a transit gateway, or a virtual private gateway. */
    OTHER_GATEWAY;

    static final String TYPE = "AWS::EC2::Route";

    private static final String ANYWHERE = "0.0.0.0/0";

    static boolean isOne(Resource route) {
        return route.property("DestinationCidrBlock").asText().equals(ANYWHERE);
    }

    static DefaultRoute of(Resource route) {
        if (!route.property("NatGatewayId").isMissingNode()) {
            return NAT_GATEWAY;
        }
        return route.property("GatewayId").asText().startsWith("igw-") ? INTERNET_GATEWAY : OTHER_GATEWAY;
    }
}
