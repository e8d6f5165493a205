package io.github.managedflink.constructs.network;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awscdk.services.ec2.IConnectable;

/** An endpoint that the user has made: applications are let in, its policy and place stay what they are. */
final class ExistingEndpoint implements VpcEndpoint {
    private final EndpointService service;
    private final Optional<? extends IConnectable> peer;
    private final Set<NetworkMember> letIn = new HashSet<>();

    /** @param peer the endpoint or its security group; empty if that is not known, or for a gateway */
    ExistingEndpoint(EndpointService service, Optional<? extends IConnectable> peer) {
        this.service = service;
        this.peer = peer;
    }

    @Override
    public void serve(List<NetworkMember> members) {
        members.stream().filter(letIn::add).forEach(this::letIn);
    }

    @Override
    public boolean isCreated() {
        return false;
    }

    private void letIn(NetworkMember member) {
        if (peer.isPresent()) {
            NetworkAccess.https(peer.get(), service.name()).grantTo(member.groups());
        } else if (!service.isGateway()) {
            NetworkAccess.grantHttps(member.groups(), service.name());
        }
    }
}
