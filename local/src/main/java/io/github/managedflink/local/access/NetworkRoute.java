package io.github.managedflink.local.access;

import java.util.Optional;

/**
 * How a call leaves an application's network.
 *
 * @param name what a table calls it: the logical id of an endpoint, or {@code internet}, {@code VPC} or {@code none}
 * @param endpoint the endpoint that carries the call, if one does
 * @param isThere whether there is a way at all
 */
record NetworkRoute(String name, Optional<VpcEndpoint> endpoint, boolean isThere) {
    /** Through the service's own network, a NAT gateway, or what else leads out. */
    static final NetworkRoute INTERNET = new NetworkRoute("internet", Optional.empty(), true);

    /** To an address inside the VPC. */
    static final NetworkRoute INSIDE = new NetworkRoute("VPC", Optional.empty(), true);

    static final NetworkRoute NONE = new NetworkRoute("none", Optional.empty(), false);

    /** Made by a service for the application, or with its role. */
    static final NetworkRoute SERVICE = new NetworkRoute("service", Optional.empty(), true);

    static NetworkRoute through(VpcEndpoint endpoint) {
        return new NetworkRoute(endpoint.logicalId(), Optional.of(endpoint), true);
    }
}
