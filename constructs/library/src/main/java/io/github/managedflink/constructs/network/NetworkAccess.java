package io.github.managedflink.constructs.network;

import java.util.List;
import software.amazon.awscdk.services.ec2.IConnectable;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.Peer;
import software.amazon.awscdk.services.ec2.Port;

/**
 * A connection that an application in a VPC must be able to open.
 *
 * @param peer what it connects to
 * @param port the peer's port
 * @param description what the connection is for, as the security-group rule says it
 * @param addresses ids of subnets, one for each address that the peer takes in it; empty if it is not the stack's
 */
public record NetworkAccess(IConnectable peer, Port port, String description, List<String> addresses) {
    private static final int HTTPS = 443;

    /** A connection to a peer whose addresses are not known. */
    public NetworkAccess(IConnectable peer, Port port, String description) {
        this(peer, port, description, List.of());
    }

    /** Returns a connection over HTTPS. */
    static NetworkAccess https(IConnectable peer, String description) {
        return new NetworkAccess(peer, Port.tcp(HTTPS), description);
    }

    /** Lets these groups in, and out where they do not let everything out already, of which the CDK would warn. */
    void grantTo(List<ISecurityGroup> groups) {
        for (ISecurityGroup theirs : peer.getConnections().getSecurityGroups()) {
            for (ISecurityGroup ours : groups) {
                // The rule belongs to the application's stack, which may depend on the peer's but not the other way.
                theirs.addIngressRule(ours, port, description, true);
                if (!isOpen(ours)) {
                    ours.addEgressRule(theirs, port, description);
                }
            }
        }
    }

    /**
     * Lets these groups out to any address over HTTPS, for what has no security group to name: an endpoint of which
     * only the service is known, or a gateway, whose prefix list has another id in each Region that is not known at
     * synth.
     */
    static void grantHttps(List<ISecurityGroup> groups, String description) {
        groups.stream()
                .filter(group -> !isOpen(group))
                .forEach(group -> group.addEgressRule(Peer.anyIpv4(), Port.tcp(HTTPS), description));
    }

    private static boolean isOpen(ISecurityGroup group) {
        return Boolean.TRUE.equals(group.getAllowAllOutbound());
    }
}
