package io.github.managedflink.constructs.opensearch;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.opensearchservice.IDomain;

/**
 * A domain of a stack.
 *
 * @param securityGroup of a domain in a VPC; null outside
 * @param addresses ids of subnets, one for each address that the domain takes in it
 */
record OpenSearchDomainConfig(
        IDomain domain, ISecurityGroup securityGroup, List<String> addresses, Map<String, String> outputs) {}
