package io.github.managedflink.constructs;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awscdk.services.ec2.ISubnet;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.SelectedSubnets;
import software.amazon.awscdk.services.ec2.SubnetSelection;

/** The subnets that an application has its interfaces in, each asked for once: every answer of the CDK is a call. */
final class ApplicationSubnets {
    private final List<ISubnet> subnets;
    private final List<String> ids;
    private final List<String> zones;
    private final boolean isPublic;
    private final boolean isIsolated;
    private List<Optional<String>> routeTables;
    private List<Optional<String>> ranges;

    private ApplicationSubnets(SelectedSubnets selected, List<ISubnet> isolated) {
        this.subnets = selected.getSubnets();
        this.ids = selected.getSubnetIds();
        this.zones = selected.getAvailabilityZones();
        this.isPublic = selected.getHasPublic();
        this.isIsolated = !Collections.disjoint(isolated, subnets);
    }

    /** Those that are selected; if nothing is said, private ones with a way to the internet, else isolated ones. */
    static ApplicationSubnets of(IVpc vpc, SubnetSelection selection) {
        return new ApplicationSubnets(
                vpc.selectSubnets(selection == null ? SubnetSelection.builder().build() : selection),
                vpc.getIsolatedSubnets());
    }

    /** The ids, in an order that the other lists share. */
    List<String> ids() {
        return ids;
    }

    /** The Availability Zones. */
    List<String> zones() {
        return zones;
    }

    /** Whether any is public. */
    boolean isPublic() {
        return isPublic;
    }

    /** Whether any has no way to the internet. */
    boolean isIsolated() {
        return isIsolated;
    }

    /** The route tables; empty for an imported subnet that came without. */
    List<Optional<String>> routeTables() {
        if (routeTables == null) {
            routeTables = subnets.stream()
                    .map(subnet -> ifKnown(() -> subnet.getRouteTable().getRouteTableId()))
                    .toList();
        }
        return routeTables;
    }

    /** The ranges of addresses as CIDR blocks; empty for an imported subnet that came without. */
    List<Optional<String>> ranges() {
        if (ranges == null) {
            ranges = subnets.stream()
                    .map(subnet -> ifKnown(subnet::getIpv4CidrBlock))
                    .toList();
        }
        return ranges;
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
