package io.github.managedflink.constructs;

import java.util.Map;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.opensearchservice.IDomain;

/**
 * A domain of a stack.
 *
 * @param securityGroup of a domain in a VPC; null outside
 */
record BoundOpenSearchDomain(IDomain domain, ISecurityGroup securityGroup, Map<String, String> outputs) {}
