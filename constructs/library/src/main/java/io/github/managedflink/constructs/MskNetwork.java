package io.github.managedflink.constructs;

import io.github.managedflink.spec.settings.Faults;
import java.util.List;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.constructs.Construct;

/**
 * Where the brokers of a new cluster are: in two or three subnets of different zones, behind a security group of their
 * own that lets nobody in but the applications that use the cluster.
 */
record MskNetwork(IVpc vpc, SubnetSelection selection) {
    private static final int FEWEST = 2;
    private static final int MOST = 3;

    /** The ids of the subnets: the first three of those that are selected. */
    List<String> subnetIds() {
        List<String> ids = vpc.selectSubnets(
                        selection == null ? SubnetSelection.builder().build() : selection)
                .getSubnetIds();
        return ids.size() > MOST ? ids.subList(0, MOST) : ids;
    }

    void check(Faults faults) {
        if (faults.require("vpc", vpc)) {
            int count = subnetIds().size();
            if (count < FEWEST) {
                faults.add(
                        "subnets",
                        count + " subnets",
                        "are too few: MSK wants two or three in different zones. Give a VPC that has them.");
            }
        }
    }

    SecurityGroup securityGroup(Construct scope) {
        return SecurityGroup.Builder.create(scope, "SecurityGroup")
                .vpc(vpc)
                .description("Brokers of a Kafka cluster")
                .build();
    }
}
