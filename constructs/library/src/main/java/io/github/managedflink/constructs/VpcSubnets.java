package io.github.managedflink.constructs;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awscdk.services.ec2.ISubnet;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.SelectedSubnets;
import software.amazon.awscdk.services.ec2.SubnetSelection;

/** Subnets of a VPC. What the CDK knows of them is asked for once, and only if it is needed: it takes several calls. */
final class VpcSubnets {
    private final IVpc vpc;
    private final SubnetSelection selection;
    private SelectedSubnets selected;
    private Boolean isolated;
    private List<Optional<String>> routeTables;
    private List<Optional<String>> ranges;

    /**
     * @param vpc null if the user gave none, which is for a check to tell
     * @param selection null for what the CDK selects: private subnets with a way to the internet, else isolated ones
     */
    VpcSubnets(IVpc vpc, SubnetSelection selection) {
        this.vpc = vpc;
        this.selection = selection;
    }

    IVpc vpc() {
        return vpc;
    }

    SubnetSelection selection() {
        return selection;
    }

    private SelectedSubnets selected() {
        if (selected == null) {
            selected = vpc.selectSubnets(
                    selection == null ? SubnetSelection.builder().build() : selection);
        }
        return selected;
    }

    /** The ids, in an order that the other lists share. */
    List<String> ids() {
        return selected().getSubnetIds();
    }

    /** The Availability Zones. */
    List<String> zones() {
        return selected().getAvailabilityZones();
    }

    /** Whether any is public. */
    boolean arePublic() {
        return selected().getHasPublic();
    }

    /** Whether any has no way to the internet. */
    boolean areIsolated() {
        if (isolated == null) {
            isolated =
                    !Collections.disjoint(vpc.getIsolatedSubnets(), selected().getSubnets());
        }
        return isolated;
    }

    /** The route tables; empty for an imported subnet that came without. */
    List<Optional<String>> routeTables() {
        if (routeTables == null) {
            routeTables = each(subnet -> subnet.getRouteTable().getRouteTableId());
        }
        return routeTables;
    }

    /** The ranges of addresses as CIDR blocks; empty for an imported subnet that came without. */
    List<Optional<String>> ranges() {
        if (ranges == null) {
            ranges = each(ISubnet::getIpv4CidrBlock);
        }
        return ranges;
    }

    private List<Optional<String>> each(Function<ISubnet, String> attribute) {
        return selected().getSubnets().stream()
                .map(subnet -> ifKnown(() -> attribute.apply(subnet)))
                .toList();
    }

    /** What the CDK has of an imported subnet; it throws where that was left out of the import. */
    private static Optional<String> ifKnown(Supplier<String> attribute) {
        try {
            return Optional.ofNullable(attribute.get());
        } catch (RuntimeException notImported) {
            return Optional.empty();
        }
    }
}
