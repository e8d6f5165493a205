package io.github.managedflink.constructs.network;

import java.util.HashMap;
import java.util.Map;
import software.amazon.awscdk.Stage;
import software.amazon.awscdk.services.ec2.IVpc;
import software.constructs.Construct;
import software.constructs.Node;

/**
 * The VPCs of an app, or of a stage of one, that have Flink applications in them. It is where stacks that share a VPC,
 * or that import the same one, find each other.
 */
final class FlinkVpcs extends Construct {
    private static final String ID = "FlinkVpcs";

    private final Map<String, VpcMembers> members = new HashMap<>();

    private FlinkVpcs(Stage stage) {
        super(stage, ID);
    }

    /** Returns the applications in a VPC, which two constructs stand for if both are imports of it. */
    static VpcMembers membersOf(IVpc vpc) {
        Stage stage = Stage.of(vpc);
        Node node = stage.getNode();
        FlinkVpcs vpcs = node.tryFindChild(ID) instanceof FlinkVpcs known ? known : new FlinkVpcs(stage);
        String id = vpc.getVpcId();
        VpcMembers known = vpcs.members.get(id);
        if (known == null) {
            known = VpcMembers.beside(vpc, id);
            vpcs.members.put(id, known);
        }
        return known;
    }
}
