package io.github.managedflink.constructs.msk;

import java.util.List;
import software.amazon.awscdk.customresources.AwsCustomResource;
import software.amazon.awscdk.services.iam.IRole;

/**
 * The brokers of a Kafka cluster to ask first.
 *
 * @param lookUp what asks MSK for them while the stack is deployed; null where they are known
 */
record BootstrapBrokers(String addresses, AwsCustomResource lookUp) {

    static BootstrapBrokers known(String addresses) {
        return new BootstrapBrokers(addresses, null);
    }

    /** The role of the CDK's function, which the custom resources of the stack share. */
    List<IRole> roles() {
        return lookUp != null && lookUp.getGrantPrincipal() instanceof IRole role ? List.of(role) : List.of();
    }
}
