package io.github.managedflink.local.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.managedflink.local.assembly.Resource;
import io.github.managedflink.local.network.DefaultRoute;
import io.github.managedflink.local.network.VpcTopology;
import io.github.managedflink.local.report.NetworkReport.Rule;
import io.github.managedflink.local.report.NetworkReport.Subnet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The VPCs of the stacks. */
final class Network {
    private static final String ISOLATED = "none: isolated";
    private static final String ELSEWHERE = "not in the stacks";

    private final List<Resource> resources;
    private final VpcTopology topology;
    private final Map<String, String> names = new LinkedHashMap<>();

    Network(List<Resource> resources) {
        this.resources = resources;
        this.topology = VpcTopology.of(resources);
        nameAll("AWS::EC2::VPC", "VpcId");
        nameAll("AWS::EC2::Subnet", "SubnetId");
        nameAll("AWS::EC2::SecurityGroup", "GroupId");
    }

    private void nameAll(String type, String idAttribute) {
        of(type).forEach(each -> names.put(each.attribute(idAttribute), each.logicalId()));
    }

    /** The logical id of a VPC, subnet or security group, or what it is called where no stack has it. */
    String name(String id) {
        return names.getOrDefault(id, id);
    }

    NetworkReport of(List<String> subnetIds, List<String> securityGroupIds) {
        return new NetworkReport(
                topology.vpcOf(subnetIds, securityGroupIds).map(this::name).orElse(ELSEWHERE),
                subnetIds.stream().map(this::subnet).toList(),
                securityGroupIds.stream().flatMap(this::rules).toList());
    }

    private Subnet subnet(String id) {
        return topology.subnet(id)
                .map(each -> new Subnet(
                        each.logicalId(),
                        each.property("AvailabilityZone").asText(),
                        each.property("CidrBlock").asText(),
                        wayOut(id)))
                .orElse(new Subnet(id, "", "", ELSEWHERE));
    }

    private String wayOut(String subnetId) {
        return topology.defaultRoutes(topology.routeTables(List.of(subnetId))).stream()
                .map(Network::target)
                .findFirst()
                .orElse(ISOLATED);
    }

    private static String target(DefaultRoute route) {
        return switch (route) {
            case NAT_GATEWAY -> "NAT gateway";
            case INTERNET_GATEWAY -> "internet gateway";
            case OTHER_GATEWAY -> "another gateway";
        };
    }

    /** Those written into the group, then those that are resources of their own. */
    private Stream<Rule> rules(String groupId) {
        List<Rule> rules = new ArrayList<>();
        topology.securityGroup(groupId).ifPresent(group -> {
            group.property("SecurityGroupIngress").forEach(rule -> rules.add(rule(groupId, true, rule)));
            group.property("SecurityGroupEgress").forEach(rule -> rules.add(rule(groupId, false, rule)));
        });
        addOwn("AWS::EC2::SecurityGroupIngress", groupId, true, rules);
        addOwn("AWS::EC2::SecurityGroupEgress", groupId, false, rules);
        return rules.stream();
    }

    private void addOwn(String type, String groupId, boolean inbound, List<Rule> rules) {
        of(type).map(Resource::property)
                .filter(each -> each.path("GroupId").asText().equals(groupId))
                .forEach(each -> rules.add(rule(groupId, inbound, each)));
    }

    private Rule rule(String groupId, boolean inbound, JsonNode rule) {
        return new Rule(name(groupId), inbound, traffic(rule), peer(inbound, rule));
    }

    private static String traffic(JsonNode rule) {
        String protocol = rule.path("IpProtocol").asText();
        if (protocol.equals("-1")) {
            return "all";
        }
        String from = rule.path("FromPort").asText();
        String to = rule.path("ToPort").asText();
        return protocol + " " + (from.equals(to) ? from : from + "-" + to);
    }

    private String peer(boolean inbound, JsonNode rule) {
        String prefix = inbound ? "Source" : "Destination";
        return Stream.of("CidrIp", "CidrIpv6", prefix + "SecurityGroupId", prefix + "PrefixListId")
                .map(rule::path)
                .filter(each -> !each.isMissingNode())
                .map(JsonNode::asText)
                .map(this::name)
                .findFirst()
                .orElse("");
    }

    private Stream<Resource> of(String type) {
        return resources.stream().filter(each -> each.type().equals(type));
    }
}
