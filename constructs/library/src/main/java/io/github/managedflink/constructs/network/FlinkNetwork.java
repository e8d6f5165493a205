package io.github.managedflink.constructs.network;

import io.github.managedflink.constructs.internal.Setting;
import io.github.managedflink.constructs.internal.VpcSubnets;
import io.github.managedflink.model.settings.Violations;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.SubnetSelection;

/**
 * A VPC, new or existing, as Flink applications use it. A value that several applications may share.
 *
 * <pre>{@code
 * StreamingEtlApp.Builder.create(this, "Orders")
 *         .network(FlinkNetwork.builder(vpc).endpoints(EndpointCreation.NEVER).build())
 * }</pre>
 *
 * <p>An application is in private subnets: those with a way to the internet if the VPC has any, else isolated ones.
 * From isolated subnets it reaches services of AWS through endpoints of the VPC. The library creates those that the
 * sources and sinks of all applications in the VPC call, and no others: one for each service, in the zones of the
 * applications, in the stack of the VPC, whatever number of applications and stacks share it; stacks that import the
 * same VPC share those in the stack of the first. Their policies let each application's role do at the service what the
 * role's own policy lets it do, and nothing else; their security groups let in the applications alone. An application's
 * own group lets out nothing but connections to those endpoints, to brokers and to domains. What an interface endpoint
 * costs is told at {@link EndpointService}.
 *
 * <p>An interface endpoint takes over its service's name in the whole VPC, and a gateway the routes of its subnets.
 * Where others than these applications call the service from there, create the endpoint yourself, before the
 * applications and with a policy that allows for all, in the VPC with {@code vpc.addInterfaceEndpoint(…)} or in its
 * stack: it is found and used as it is. An endpoint that is not in the app is used when
 * {@link Builder#existingEndpoint} tells of it.
 *
 * <p>Only calls of connectors are known: a job that calls AWS in its own code tells of that with
 * {@link io.github.managedflink.constructs.FlinkApplication.Builder#connector}.
 *
 * @see <a href="https://docs.aws.amazon.com/managed-flink/latest/java/vpc.html">Applications in a VPC</a>
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html">Endpoint policies</a>
 */
public final class FlinkNetwork {
    private final VpcSubnets subnets;
    private final EndpointCreation creation;
    private final Map<EndpointService, Setting<ISecurityGroup>> existing;
    private final List<IVpc> peers;
    private final boolean allowPublicSubnet;

    private FlinkNetwork(Builder builder) {
        this.subnets = new VpcSubnets(builder.vpc, builder.subnets);
        this.creation = builder.creation;
        // Not Map.copyOf, which refuses a null that the check has to name.
        this.existing = new LinkedHashMap<>(builder.existing);
        this.peers = new ArrayList<>(builder.peers);
        this.allowPublicSubnet = builder.allowPublicSubnet;
    }

    /** Returns the private subnets of a VPC, with endpoints where they are isolated. */
    public static FlinkNetwork of(IVpc vpc) {
        return builder(vpc).build();
    }

    /** Returns a network in a VPC. */
    public static Builder builder(IVpc vpc) {
        return new Builder(vpc);
    }

    IVpc vpc() {
        return subnets.vpc();
    }

    /** The subnets of its applications. */
    VpcSubnets subnets() {
        return subnets;
    }

    /** Whether its applications may be in public subnets, where they have no public address. */
    boolean allowsPublicSubnet() {
        return allowPublicSubnet;
    }

    /** Whether its applications reach services of AWS through endpoints. */
    boolean usesEndpoints() {
        return creation == EndpointCreation.ALWAYS || subnets.lackInternet();
    }

    /** Whether endpoints that are missing are created. */
    boolean createsEndpoints() {
        return creation != EndpointCreation.NEVER;
    }

    /** The security group of an endpoint that exists outside of the app; empty where nothing was said of one. */
    Optional<Setting<ISecurityGroup>> existingEndpoint(EndpointService service) {
        return Optional.ofNullable(existing.get(service));
    }

    /** Whether another VPC can be reached. */
    boolean reaches(IVpc other) {
        return isSame(vpc(), other) || peers.stream().anyMatch(peer -> isSame(peer, other));
    }

    private static boolean isSame(IVpc one, IVpc other) {
        return one.equals(other) || one.getVpcId().equals(other.getVpcId());
    }

    void check(String setting, Violations violations) {
        if (vpc() == null) {
            violations.add(setting + ".vpc", "null", "sets nothing. Give a VPC, or leave the network out.");
        }
        if (creation == null) {
            violations.add(setting + ".endpoints", "null", "sets nothing. Give a value, or leave the call out.");
        }
        if (existing.containsKey(null)) {
            violations.add(setting + ".existingEndpoint", "null", "is no service. Leave it out.");
        }
        existing.forEach((service, group) -> group.check(setting + ".existingEndpoint." + service, violations));
        if (peers.contains(null)) {
            violations.add(setting + ".peeredWith", "null", "is no VPC. Leave it out.");
        }
    }

    /** Builds a {@link FlinkNetwork}. */
    public static final class Builder {
        private final IVpc vpc;
        private final Map<EndpointService, Setting<ISecurityGroup>> existing = new LinkedHashMap<>();
        private final List<IVpc> peers = new ArrayList<>();
        private SubnetSelection subnets;
        private EndpointCreation creation = EndpointCreation.WHERE_ISOLATED;
        private boolean allowPublicSubnet;

        private Builder(IVpc vpc) {
            this.vpc = vpc;
        }

        /**
         * Sets the subnets of the applications, 1 to 16, not public ones unless {@link #allowPublicSubnet} says so.
         * Each KPU takes an address. Default: the private subnets with a way to the internet, else the isolated ones.
         */
        public Builder subnets(SubnetSelection selection) {
            this.subnets = selection;
            return this;
        }

        /**
         * Acknowledges that an application in a public subnet gets no public address, and so reaches the VPC and what
         * has an endpoint there, but not the internet. Default: false, and public subnets are refused.
         *
         * @see <a href="https://docs.aws.amazon.com/managed-flink/latest/java/vpc-internet.html">Internet access of
         *     applications in a VPC</a>
         */
        public Builder allowPublicSubnet(boolean allowed) {
            this.allowPublicSubnet = allowed;
            return this;
        }

        /** Sets which endpoints the library creates. Default: {@link EndpointCreation#WHERE_ISOLATED}. */
        public Builder endpoints(EndpointCreation which) {
            this.creation = which;
            return this;
        }

        /**
         * Adds an endpoint that exists outside of the app and lets the applications in. Default: there are none but
         * those in the app.
         */
        public Builder existingEndpoint(EndpointService service) {
            existing.put(service, Setting.nothing());
            return this;
        }

        /** Does the same for an interface endpoint, in whose security group the applications are let in. */
        public Builder existingEndpoint(EndpointService service, ISecurityGroup group) {
            existing.put(service, Setting.of(group));
            return this;
        }

        /**
         * Adds a VPC that can be reached from this one, by peering or a transit gateway. Default: none, and what is in
         * another VPC is refused.
         */
        public Builder peeredWith(IVpc other) {
            peers.add(other);
            return this;
        }

        /** Returns the network. It is checked with the applications in it. */
        public FlinkNetwork build() {
            return new FlinkNetwork(this);
        }
    }
}
