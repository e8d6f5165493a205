package io.github.managedflink.constructs.network;

import java.util.List;

/** An endpoint of a VPC that applications use. */
interface VpcEndpoint {
    /**
     * Lets applications through it.
     *
     * @param members all that call the service, in their order; those that it has been told of before among them
     */
    void serve(List<NetworkMember> members);

    /** Whether the library has made it. */
    boolean isCreated();

    /** Returns the subnets in which it takes an address, as far as it is the library's. */
    default List<String> subnetIds() {
        return List.of();
    }
}
