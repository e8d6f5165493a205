package io.github.managedflink.local.report;

import java.util.List;

/**
 * Where in a VPC an application is.
 *
 * @param vpc the VPC's logical id, or its id where no stack has it
 * @param subnets its subnets
 * @param rules what its security groups let in and out
 */
public record NetworkReport(String vpc, List<Subnet> subnets, List<Rule> rules) {
    public NetworkReport {
        subnets = List.copyOf(subnets);
        rules = List.copyOf(rules);
    }

    /**
     * A subnet.
     *
     * @param name its logical id, or its id where no stack has it
     * @param zone its availability zone; empty where no stack has it
     * @param cidr its addresses; empty where no stack has it
     * @param wayOut what its default route leads to
     */
    public record Subnet(String name, String zone, String cidr, String wayOut) {}

    /**
     * A rule of a security group.
     *
     * @param group the group's logical id
     * @param inbound whether it lets in, not out
     * @param traffic protocol and ports
     * @param peer from where or to where
     */
    public record Rule(String group, boolean inbound, String traffic, String peer) {}
}
