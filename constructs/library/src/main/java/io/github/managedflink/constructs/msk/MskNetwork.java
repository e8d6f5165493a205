package io.github.managedflink.constructs.msk;

import io.github.managedflink.constructs.internal.VpcSubnets;
import io.github.managedflink.model.settings.Violations;
import java.util.List;
import java.util.stream.IntStream;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.constructs.Construct;

/**
 * Where the brokers of a new cluster are: in two or three subnets of different zones, behind a security group of their
 * own that lets nobody in but the applications that use the cluster, and nothing out. Brokers talk to each other in a
 * network of the service.
 */
record MskNetwork(VpcSubnets subnets) {
    private static final int FEWEST = 2;
    private static final int MOST = 3;

    IVpc vpc() {
        return subnets.vpc();
    }

    /** The ids of the subnets: the first three of those that are selected. */
    List<String> subnetIds() {
        List<String> ids = subnets.ids();
        return ids.size() > MOST ? ids.subList(0, MOST) : ids;
    }

    /** One subnet for each broker, which are spread evenly. */
    List<String> addresses(int brokers) {
        List<String> ids = subnetIds();
        return IntStream.range(0, brokers)
                .mapToObj(broker -> ids.get(broker % ids.size()))
                .toList();
    }

    void check(Violations violations) {
        if (violations.require("vpc", vpc())) {
            int count = subnetIds().size();
            if (subnets.areListedAtDeployment()) {
                subnets.refuseList("subnets", violations);
            } else if (count < FEWEST) {
                violations.add(
                        "subnets",
                        count + " subnets",
                        "are too few: MSK wants two or three in different zones. Give a VPC that has them.");
            }
        }
    }

    SecurityGroup securityGroup(Construct scope) {
        return SecurityGroup.Builder.create(scope, "SecurityGroup")
                .vpc(vpc())
                .description("Brokers of a Kafka cluster")
                .allowAllOutbound(false)
                .build();
    }
}
