package io.github.managedflink.local.report;

import io.github.managedflink.local.access.VpcEndpoint;

/**
 * A VPC endpoint.
 *
 * @param vpc the VPC's logical id, or its id where no stack has it
 * @param endpoint what the stack has of it
 */
public record EndpointReport(String vpc, VpcEndpoint endpoint) {
    static EndpointReport of(VpcEndpoint endpoint, Network network) {
        return new EndpointReport(network.name(endpoint.vpcId()), endpoint);
    }
}
