package io.github.managedflink.local.access;

import java.util.Optional;

/**
 * How a call leaves an application's network.
 *
 * @param name what a table calls it: the logical id of an endpoint, or {@code internet}, {@code VPC} or {@code none}
 * @param endpoint the endpoint that carries the call, if one does
 * @param isThere whether there is a way at all
 */
record Route(String name, Optional<VpcEndpoint> endpoint, boolean isThere) {
    /** Through the service's own network, a NAT gateway, or what else leads out. */
    static final Route INTERNET = new Route("internet", Optional.empty(), true);

    /** To an address inside the VPC. */
    static final Route INSIDE = new Route("VPC", Optional.empty(), true);

    static final Route NONE = new Route("none", Optional.empty(), false);

    /** Made by a service for the application, or with its role. */
    static final Route SERVICE = new Route("service", Optional.empty(), true);

    static Route through(VpcEndpoint endpoint) {
        return new Route(endpoint.logicalId(), Optional.of(endpoint), true);
    }
}
