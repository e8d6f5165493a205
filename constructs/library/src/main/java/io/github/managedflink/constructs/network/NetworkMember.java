package io.github.managedflink.constructs.network;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.ISecurityGroup;

/**
 * An application in a VPC, and what it needs there.
 *
 * @param path the application's path in the app
 * @param roleArn whom the service calls are made by, unless they say otherwise
 * @param peers the brokers and domains that it connects to
 * @param services the calls of its connectors
 * @param kpus the most KPUs that it can have, as far as that is known at synth
 */
record NetworkMember(
        String path,
        Stack stack,
        FlinkNetwork network,
        List<ISecurityGroup> groups,
        String roleArn,
        List<NetworkAccess> peers,
        List<ServiceAccess> services,
        Optional<Long> kpus) {

    /** By path, so that a template does not depend on the order in which applications are made. */
    static final Comparator<NetworkMember> ORDER = Comparator.comparing(NetworkMember::path);

    Stream<ServiceAccess> callsTo(EndpointService service) {
        return services.stream().filter(access -> access.service().equals(service));
    }

    boolean calls(EndpointService service) {
        return callsTo(service).findAny().isPresent();
    }
}
