package io.github.managedflink.constructs.application;

import io.github.managedflink.constructs.internal.Setting;
import io.github.managedflink.constructs.network.ApplicationNetwork;
import io.github.managedflink.constructs.network.FlinkNetwork;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.iam.IManagedPolicy;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.kms.IKey;

/**
 * The options of every construct that deploys an application. Texts may be CDK tokens; they pass unchecked, since their
 * values are known only at deployment.
 *
 * @param <B> the builder that the methods give back
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-kinesisanalyticsv2-application.html">AWS::KinesisAnalyticsV2::Application</a>
 */
public abstract class ApplicationOptions<B extends ApplicationOptions<B>> {
    String applicationName;
    String description;
    FlinkRuntime runtime = FlinkRuntime.FLINK_1_20;
    KpuScaling scaling = KpuScaling.automatic();
    KpuQuota quota = KpuQuota.DEFAULT;
    Checkpointing checkpointing = Checkpointing.serviceDefault();
    LogLevel logLevel = LogLevel.INFO;
    MetricsLevel metricsLevel = MetricsLevel.APPLICATION;
    ApplicationLogging logging = ApplicationLogging.newLogGroup();
    boolean snapshotsEnabled = true;
    boolean systemRollbackEnabled;
    RunConfiguration runConfiguration;
    Setting<IKey> encryptionKey = Setting.nothing();
    Setting<List<IRole>> encryptionKeyOperators = Setting.nothing();
    Setting<IManagedPolicy> permissionsBoundary = Setting.nothing();
    String maintenanceWindowStart;
    Setting<IVpc> vpc = Setting.nothing();
    SubnetSelection vpcSubnets;
    boolean allowPublicSubnet;
    Setting<FlinkNetwork> network = Setting.nothing();
    private FlinkNetwork vpcNetwork;
    Setting<List<ISecurityGroup>> securityGroups = Setting.nothing();
    IRole role;
    RemovalPolicy removalPolicy = RemovalPolicy.DESTROY;

    protected ApplicationOptions() {}

    protected abstract B self();

    /**
     * Sets the name, 1 to 128 letters, digits, underscores, dots and hyphens. Default: made of the names of the stack
     * and the construct. A changed name is another application, without the state of this one.
     */
    public B applicationName(String name) {
        this.applicationName = name;
        return self();
    }

    /** Sets what the application is for, at most 1,024 characters. Default: none. */
    public B description(String text) {
        this.description = text;
        return self();
    }

    /** Sets the version of Flink. Default: {@link FlinkRuntime#FLINK_1_20}. */
    public B runtime(FlinkRuntime version) {
        this.runtime = version;
        return self();
    }

    /** Sets how many KPUs the application gets. Default: {@link KpuScaling#automatic()} from one on. */
    public B scaling(KpuScaling kpus) {
        this.scaling = kpus;
        return self();
    }

    /** Sets what your account allows one application. Default: 64 KPUs, parallelism 256. */
    public B quota(KpuQuota limits) {
        this.quota = limits;
        return self();
    }

    /** Sets when Flink saves state for recovery. Default: what the service does, every minute. */
    public B checkpointing(Checkpointing checkpoints) {
        this.checkpointing = checkpoints;
        return self();
    }

    /** Sets what the application logs. Default: {@link LogLevel#INFO}. */
    public B logLevel(LogLevel level) {
        this.logLevel = level;
        return self();
    }

    /** Sets how finely the application reports metrics. Default: {@link MetricsLevel#APPLICATION}. */
    public B metricsLevel(MetricsLevel level) {
        this.metricsLevel = level;
        return self();
    }

    /** Sets where the application logs. Default: a new log group that keeps events for a month. */
    public B logging(ApplicationLogging destination) {
        this.logging = destination;
        return self();
    }

    /**
     * Sets whether the service takes a snapshot of the state when it updates, scales or stops the application. Default:
     * true; without, an update loses state.
     */
    public B snapshotsEnabled(boolean enabled) {
        this.snapshotsEnabled = enabled;
        return self();
    }

    /**
     * Sets whether the service undoes an update or a scaling that fails. It does not undo one after which the job
     * merely keeps failing. Default: false.
     *
     * @see <a href="https://docs.aws.amazon.com/managed-flink/latest/java/how-system-rollbacks.html">System
     *     rollback</a>
     */
    public B systemRollbackEnabled(boolean enabled) {
        this.systemRollbackEnabled = enabled;
        return self();
    }

    /**
     * Sets from which state a running application goes on after a stack update. Default: what the service does, the
     * latest snapshot.
     */
    public B runConfiguration(RunConfiguration restore) {
        this.runConfiguration = restore;
        return self();
    }

    /**
     * Sets your own key for the state, snapshots and running storage of the application. The key's policy is extended
     * for the two service principals; that of an imported key is yours to extend. Whoever deploys gets the use of the
     * key too: see {@link #encryptionKeyOperators}. Default: a key that AWS owns.
     *
     * @see <a href="https://docs.aws.amazon.com/managed-flink/latest/java/key-management-flink.html">Key management</a>
     */
    public B encryptionKey(IKey key) {
        this.encryptionKey = Setting.of(key);
        return self();
    }

    /**
     * Sets the roles that call the service's API for an application with a key of your own, each of which the key's
     * policy lets use the key through the service, for this application alone. They must exist before the key. Default:
     * the role that CloudFormation deploys the stack with, where the stack has the CDK's
     * {@code DefaultStackSynthesizer}; with another synthesizer none.
     */
    public B encryptionKeyOperators(List<? extends IRole> roles) {
        this.encryptionKeyOperators = Setting.of(roles == null ? null : new ArrayList<>(roles));
        return self();
    }

    List<IRole> encryptionKeyOperators() {
        return encryptionKeyOperators.toOptional().orElseGet(List::of);
    }

    /**
     * Sets a policy that limits what any policy can allow the roles of this application: the job's, those that its
     * sinks deliver with, and that of the function which looks up an MSK cluster's brokers, which the stack's other
     * pipelines share. It must allow what the job needs. A {@link #role} that you give keeps its own. Default: none.
     *
     * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html">Permissions
     *     boundaries</a>
     */
    public B permissionsBoundary(IManagedPolicy boundary) {
        this.permissionsBoundary = Setting.of(boundary);
        return self();
    }

    /**
     * Sets when the eight hours begin in which AWS may patch the application, as {@code HH:MM} in UTC. Default: a
     * window of the Region.
     */
    public B maintenanceWindowStart(String time) {
        this.maintenanceWindowStart = time;
        return self();
    }

    /**
     * Sets the VPC that the job's own connections go through: short for {@link #network} with all its defaults.
     * Default: the service's own network, with internet. In a VPC the job has no public address.
     */
    public B vpc(IVpc given) {
        this.vpc = Setting.of(given);
        this.vpcNetwork = null;
        return self();
    }

    /**
     * Sets the subnets of {@link #vpc}, 1 to 16, not public ones unless {@link #allowPublicSubnet} says so. Each KPU
     * takes an address. Default: the private subnets with a way to the internet, else the isolated ones.
     */
    public B vpcSubnets(SubnetSelection subnets) {
        this.vpcSubnets = subnets;
        this.vpcNetwork = null;
        return self();
    }

    /**
     * Acknowledges that in a public subnet of {@link #vpc} the job gets no public address, and so reaches the VPC and
     * what has an endpoint there, but not the internet. Default: false, and public subnets are refused.
     *
     * @see <a href="https://docs.aws.amazon.com/managed-flink/latest/java/vpc-internet.html">Internet access of
     *     applications in a VPC</a>
     */
    public B allowPublicSubnet(boolean allowed) {
        this.allowPublicSubnet = allowed;
        this.vpcNetwork = null;
        return self();
    }

    /** Sets the network that the job's own connections go through. Default: the service's own, with internet. */
    public B network(FlinkNetwork given) {
        this.network = Setting.of(given);
        return self();
    }

    /**
     * The network, whichever way it was given; null for the service's own. One object while the options are the same:
     * it remembers what the CDK said of its subnets.
     */
    FlinkNetwork effectiveNetwork() {
        if (network.asked() || !vpc.asked()) {
            return network.value();
        }
        if (vpcNetwork == null) {
            vpcNetwork = FlinkNetwork.builder(vpc.value())
                    .subnets(vpcSubnets)
                    .allowPublicSubnet(allowPublicSubnet)
                    .build();
        }
        return vpcNetwork;
    }

    /** Whether a VPC can be reached from the application's; true as long as it is not known where that is. */
    boolean reaches(IVpc other) {
        FlinkNetwork own = effectiveNetwork();
        return own == null || ApplicationNetwork.vpcOf(own) == null || ApplicationNetwork.reaches(own, other);
    }

    /** Whether the application is to be in a VPC. */
    boolean isInVpc() {
        return network.asked() || vpc.asked();
    }

    /**
     * Sets the security groups, 1 to 5. Default: a new one, which lets the job connect anywhere from subnets with a way
     * to the internet, and from isolated subnets to what its sources and sinks need.
     */
    public B securityGroups(List<? extends ISecurityGroup> groups) {
        this.securityGroups = Setting.of(groups == null ? null : new ArrayList<>(groups));
        return self();
    }

    /**
     * Sets the role that the job has. What this construct and its connectors need is added to it; it must trust the
     * service. Default: a new one that only this application can take on.
     */
    public B role(IRole executionRole) {
        this.role = executionRole;
        return self();
    }

    /**
     * Sets what becomes of the application when it leaves the stack. Default: it is deleted, together with its
     * snapshots.
     */
    public B removalPolicy(RemovalPolicy policy) {
        this.removalPolicy = policy;
        return self();
    }
}
