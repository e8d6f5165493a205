package io.github.managedflink.constructs.internal;

import io.github.managedflink.model.settings.Tokens;
import io.github.managedflink.model.settings.Violations;
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
public final class VpcSubnets {
    private final IVpc vpc;
    private final SubnetSelection selection;
    private SelectedSubnets selected;
    private List<String> ids;
    private List<Optional<String>> zones;
    private Boolean lackInternet;
    private List<Optional<String>> routeTables;
    private List<Optional<String>> ranges;

    /**
     * @param vpc null if the user gave none, which is for a check to tell
     * @param selection null for what the CDK selects: private subnets with a way to the internet, else isolated ones
     */
    public VpcSubnets(IVpc vpc, SubnetSelection selection) {
        this.vpc = vpc;
        this.selection = selection;
    }

    public IVpc vpc() {
        return vpc;
    }

    public SubnetSelection selection() {
        return selection;
    }

    private SelectedSubnets selected() {
        if (selected == null) {
            selected = vpc.selectSubnets(
                    selection == null ? SubnetSelection.builder().build() : selection);
        }
        return selected;
    }

    /**
     * The subnets that the user named one by one, if the selection has nothing to choose from them. The CDK's own
     * selection asks each for its zone, which a subnet imported by its id alone does not have.
     */
    private Optional<List<ISubnet>> named() {
        return Optional.ofNullable(selection)
                .filter(given -> given.getAvailabilityZones() == null
                        && given.getOnePerAz() == null
                        && given.getSubnetFilters() == null)
                .map(SubnetSelection::getSubnets);
    }

    private List<ISubnet> subnets() {
        return named().orElseGet(() -> selected().getSubnets());
    }

    /** The ids, in an order that the other lists share. A list that only the deployment knows is one token. */
    public List<String> ids() {
        if (ids == null) {
            ids = named().map(VpcSubnets::idsOf).orElseGet(() -> selected().getSubnetIds());
        }
        return ids;
    }

    private static List<String> idsOf(List<ISubnet> subnets) {
        return subnets.stream().map(ISubnet::getSubnetId).toList();
    }

    /** Whether the ids are one list that only the deployment knows, for example a parameter of the template. */
    public boolean areListedAtDeployment() {
        return ids().size() == 1 && Tokens.isListToken(ids().get(0));
    }

    /** Records that some of the subnets have to be chosen, and that the list cannot be looked into. */
    public void refuseList(String setting, Violations violations) {
        violations.add(
                setting,
                "a list known at deployment only",
                "has no subnets to choose from at synth. Name the subnets one by one.");
    }

    /** The Availability Zones; empty for a subnet that was imported without. */
    public List<Optional<String>> zones() {
        if (zones == null) {
            zones = named().isPresent()
                    ? each(ISubnet::getAvailabilityZone)
                    : selected().getAvailabilityZones().stream()
                            .map(Optional::of)
                            .toList();
        }
        return zones;
    }

    /** Returns whether any is public. */
    public boolean arePublic() {
        return named().isPresent() ? anyIn(vpc.getPublicSubnets()) : selected().getHasPublic();
    }

    /**
     * Returns whether at least one of the subnets gives the job no way to the internet: an isolated subnet has none,
     * and a public one has one for public addresses only, which the job does not get.
     */
    public boolean lackInternet() {
        if (lackInternet == null) {
            lackInternet = anyIn(vpc.getIsolatedSubnets()) || arePublic();
        }
        return lackInternet;
    }

    private boolean anyIn(List<ISubnet> group) {
        return named().isPresent()
                ? !Collections.disjoint(ids(), idsOf(group))
                : !Collections.disjoint(group, selected().getSubnets());
    }

    /** The route tables; empty for an imported subnet that came without. */
    public List<Optional<String>> routeTables() {
        if (routeTables == null) {
            routeTables = each(subnet -> subnet.getRouteTable().getRouteTableId());
        }
        return routeTables;
    }

    /** The ranges of addresses as CIDR blocks; empty for an imported subnet that came without. */
    public List<Optional<String>> ranges() {
        if (ranges == null) {
            ranges = each(ISubnet::getIpv4CidrBlock);
        }
        return ranges;
    }

    private List<Optional<String>> each(Function<ISubnet, String> attribute) {
        return subnets().stream()
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
