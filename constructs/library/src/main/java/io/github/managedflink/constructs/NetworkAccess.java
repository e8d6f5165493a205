package io.github.managedflink.constructs;

import java.util.List;
import software.amazon.awscdk.services.ec2.IConnectable;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.Port;

/**
 * A connection that an application in a VPC must be able to open.
 *
 * @param peer what it connects to
 * @param port the peer's port
 * @param description what the connection is for, as the security-group rule says it
 */
public record NetworkAccess(IConnectable peer, Port port, String description) {
    /** Lets these groups in, and out where they do not let everything out already, of which the CDK would warn. */
    void grantTo(List<ISecurityGroup> groups) {
        for (ISecurityGroup theirs : peer.getConnections().getSecurityGroups()) {
            for (ISecurityGroup ours : groups) {
                theirs.addIngressRule(ours, port, description);
                if (!Boolean.TRUE.equals(ours.getAllowAllOutbound())) {
                    ours.addEgressRule(theirs, port, description);
                }
            }
        }
    }
}
