package io.github.managedflink.constructs.internal;

import io.github.managedflink.model.settings.Violations;
import software.amazon.awscdk.RemovalPolicy;

/** Which removal policies there are for streams, buckets, log groups and applications. */
public final class RemovalPolicies {
    private RemovalPolicies() {}

    /** Of what this library creates, CloudFormation takes a last snapshot of nothing. */
    public static void check(RemovalPolicy policy, Violations violations) {
        if (violations.require("removalPolicy", policy) && policy == RemovalPolicy.SNAPSHOT) {
            violations.add("removalPolicy", policy, "is not for this kind of resource. Use RETAIN or DESTROY.");
        }
    }
}
