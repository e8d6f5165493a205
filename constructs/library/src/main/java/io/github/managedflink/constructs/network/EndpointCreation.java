package io.github.managedflink.constructs.network;

/** Whether the library creates the VPC endpoints that applications need. */
public enum EndpointCreation {
    /** It does for applications in isolated subnets; those with a way to the internet use that. */
    WHERE_ISOLATED,
    /** It does for applications in any subnets. */
    ALWAYS,
    /** It does not. A synth fails if isolated subnets lack endpoints, with the list of those. */
    NEVER
}
