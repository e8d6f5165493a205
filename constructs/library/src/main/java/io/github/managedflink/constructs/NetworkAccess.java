package io.github.managedflink.constructs;

import software.amazon.awscdk.services.ec2.IConnectable;
import software.amazon.awscdk.services.ec2.Port;

/**
 * A connection that an application in a VPC must be able to open.
 *
 * @param peer what it connects to
 * @param port the peer's port
 * @param description what the connection is for, as the security-group rule says it
 */
public record NetworkAccess(IConnectable peer, Port port, String description) {}
