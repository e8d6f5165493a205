package io.github.managedflink.constructs;

import io.github.managedflink.model.settings.Faults;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.ResourceProps;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.Connections;
import software.amazon.awscdk.services.iam.IManagedPolicy;
import software.amazon.awscdk.services.iam.IPrincipal;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.iam.PermissionsBoundary;
import software.amazon.awscdk.services.kinesisanalyticsv2.CfnApplication;
import software.amazon.awscdk.services.kinesisanalyticsv2.CfnApplicationCloudWatchLoggingOption;
import software.amazon.awscdk.services.kinesisanalyticsv2.CfnApplicationCloudWatchLoggingOption.CloudWatchLoggingOptionProperty;
import software.amazon.awscdk.services.kinesisanalyticsv2.CfnApplicationProps;
import software.amazon.awscdk.services.logs.ILogGroup;
import software.constructs.Construct;

/**
 * An application of Managed Service for Apache Flink that runs your own job, with its role, log group and network.
 *
 * <pre>{@code
 * FlinkApplication.Builder.create(this, "Orders")
 *         .code(ApplicationCode.fromAsset("target/orders.jar"))
 *         .propertyGroup("orders", Map.of("stream.arn", stream.getStreamArn()))
 *         .build();
 * }</pre>
 *
 * <p>CloudFormation creates and updates an application but does not start it.
 *
 * @see <a href="https://docs.aws.amazon.com/managed-flink/latest/java/what-is.html">Managed Service for Apache Flink</a>
 */
public final class FlinkApplication extends FlinkApplicationBase {
    private final ApplicationResource resource;
    private final String applicationName;
    private final String applicationArn;
    private final FlinkRuntime runtime;
    private final IRole role;
    private final ILogGroup logGroup;
    private final Connections connections;

    FlinkApplication(
            Construct scope, String id, String physicalName, ApplicationOptions<?> options, ApplicationJob job) {
        super(scope, id, ResourceProps.builder().physicalName(physicalName).build());
        Stack stack = Stack.of(this);
        DeploymentTarget target = DeploymentTarget.of(stack);
        String knownArn = target.arn("kinesisanalytics", "application/" + physicalName);

        CodeObject code = job.code().bind(this);
        ApplicationLogs logs = ApplicationLogs.create(this, options.logging, target);
        ApplicationNetwork network = options.isInVpc() ? ApplicationNetwork.create(this, options) : null;
        options.encryptionKey
                .toOptional()
                .ifPresent(key -> ApplicationKey.allow(key, this, knownArn, target, options.encryptionKeyOperators()));
        options.permissionsBoundary.toOptional().ifPresent(boundary -> limit(job.connectors(), boundary));

        List<IamStatement> permissions = new ArrayList<>(code.permissions());
        permissions.addAll(logs.permissions(target));
        if (network != null) {
            permissions.addAll(network.permissions(target));
        }
        job.connectors().forEach(connector -> permissions.addAll(connector.permissions()));
        if (options.role == null) {
            this.role = ApplicationRole.create(this, physicalName, knownArn, target, permissions);
        } else {
            this.role = options.role;
            ApplicationRole.extend(this, role, permissions);
        }

        CfnApplicationProps properties = CfnApplicationProps.builder()
                .applicationName(physicalName)
                .applicationDescription(options.description)
                .applicationMode("STREAMING")
                .runtimeEnvironment(options.runtime.name())
                .serviceExecutionRole(role.getRoleArn())
                .applicationConfiguration(
                        ApplicationConfiguration.of(options, job.allPropertyGroups(), code.toProperty(), network))
                .applicationMaintenanceConfiguration(ApplicationConfiguration.maintenance(options))
                .runConfiguration(options.runConfiguration == null ? null : options.runConfiguration.toProperty())
                .build();
        this.resource = new ApplicationResource(this, properties);
        if (options.removalPolicy != RemovalPolicy.DESTROY) {
            resource.applyRemovalPolicy(options.removalPolicy);
        }
        // The service reads the code with the role while it creates the application.
        resource.getNode().addDependency(role);

        getNode().addValidation(resource::faults);
        ApplicationRules.warnOfMissingSnapshots(options, this);

        String reference = resource.getRef();
        CfnApplicationCloudWatchLoggingOption.Builder.create(this, "LoggingOption")
                .applicationName(reference)
                .cloudWatchLoggingOption(CloudWatchLoggingOptionProperty.builder()
                        .logStreamArn(logs.streamArn())
                        .build())
                .build();

        this.applicationName = getResourceNameAttribute(reference);
        this.applicationArn = getResourceArnAttribute(
                target.arn("kinesisanalytics", "application/" + reference),
                ArnComponents.builder()
                        .service("kinesisanalytics")
                        .resource("application")
                        .resourceName(physicalName)
                        .build());
        this.runtime = options.runtime;
        this.logGroup = logs.group();
        this.connections = network == null ? null : network.connections();
        if (network != null) {
            network.connect(this, job.connectors(), options.scaling.kpuCeiling(options.quota));
        } else if (job.connectors().stream()
                .anyMatch(connector -> !connector.network().isEmpty())) {
            // Tells that a VPC is missing.
            getConnections();
        }
    }

    /** Puts the boundary onto every role that is there for the application. */
    private void limit(List<? extends BoundConnector> connectors, IManagedPolicy boundary) {
        PermissionsBoundary.of(this).apply(boundary);
        connectors.stream()
                .flatMap(connector -> connector.roles().stream())
                .distinct()
                .forEach(serviceRole -> PermissionsBoundary.of(serviceRole).apply(boundary));
    }

    /**
     * An application by its name, in the account and Region of the stack. Its metrics are taken to be those of Flink 1.
     */
    public static IFlinkApplication fromApplicationName(Construct scope, String id, String applicationName) {
        String arn = DeploymentTarget.of(Stack.of(scope)).arn("kinesisanalytics", "application/" + applicationName);
        return fromApplicationArn(scope, id, arn);
    }

    /** An application by its ARN. Its metrics are taken to be those of Flink 1. */
    public static IFlinkApplication fromApplicationArn(Construct scope, String id, String applicationArn) {
        return fromAttributes(scope, id, FlinkApplicationAttributes.of(applicationArn));
    }

    /** An application of which more is known than its ARN. */
    public static IFlinkApplication fromAttributes(Construct scope, String id, FlinkApplicationAttributes attributes) {
        return new ImportedFlinkApplication(scope, id, attributes);
    }

    @Override
    public String getApplicationName() {
        return applicationName;
    }

    @Override
    public String getApplicationArn() {
        return applicationArn;
    }

    @Override
    public FlinkRuntime getRuntime() {
        return runtime;
    }

    @Override
    public IRole getRole() {
        return role;
    }

    @Override
    public IPrincipal getGrantPrincipal() {
        return role;
    }

    /** The log group that the application writes to. */
    public ILogGroup getLogGroup() {
        return logGroup;
    }

    /**
     * The CloudFormation resource, for properties that have no option here. What the service would refuse of it, overrides
     * included, is an error at synth.
     */
    public CfnApplication getResource() {
        return resource;
    }

    /**
     * The application's side of network connections.
     *
     * @throws IllegalArgumentException if the application is in no VPC
     */
    @Override
    public Connections getConnections() {
        if (connections == null) {
            Faults faults = new Faults();
            faults.add("vpc", null, "is needed to allow connections. Give the application one with vpc(…).");
            faults.throwIfAny("FlinkApplication " + getNode().getPath());
        }
        return connections;
    }

    /** Builds a {@link FlinkApplication}. */
    public static final class Builder extends ApplicationOptions<Builder> {
        private final Construct scope;
        private final String id;
        private final List<Map.Entry<String, Map<String, String>>> propertyGroups = new ArrayList<>();
        private final List<BoundConnector> connectors = new ArrayList<>();
        private ApplicationCode code;

        private Builder(Construct scope, String id) {
            this.scope = scope;
            this.id = id;
        }

        /** An application under {@code scope}. */
        public static Builder create(Construct scope, String id) {
            return new Builder(scope, id);
        }

        @Override
        Builder self() {
            return this;
        }

        /** The job. Required. */
        public Builder code(ApplicationCode applicationCode) {
            this.code = applicationCode;
            return this;
        }

        /**
         * Properties that the job reads under {@code groupId}. At most 50 groups of 50 properties; ids have 1 to 50
         * letters, digits, underscores, dots and
         * hyphens, keys and values 1 to 2,048 characters.
         *
         * @see <a href="https://docs.aws.amazon.com/managed-flink/latest/java/how-properties.html">Runtime properties</a>
         */
        public Builder propertyGroup(String groupId, Map<String, String> properties) {
            // Sorted, so that a template is the same in every run; what is null is kept for the check to name it.
            Map<String, String> sorted = new TreeMap<>(Comparator.nullsFirst(Comparator.naturalOrder()));
            if (properties != null) {
                sorted.putAll(properties);
            }
            propertyGroups.add(new AbstractMap.SimpleImmutableEntry<>(groupId, sorted));
            return this;
        }

        /** All of these groups, by their ids. */
        public Builder propertyGroups(Map<String, ? extends Map<String, String>> groups) {
            if (groups == null) {
                // A group without an id, which the check names.
                return propertyGroup(null, null);
            }
            groups.forEach(this::propertyGroup);
            return this;
        }

        /** A source or sink that the job uses: the role gets what it needs. */
        public Builder connector(BoundConnector connector) {
            connectors.add(connector);
            return this;
        }

        /**
         * Checks the options and adds the application to its scope.
         *
         * @throws IllegalArgumentException if an option is wrong; the message names all faults
         */
        public FlinkApplication build() {
            ApplicationJob job = new ApplicationJob(code, propertyGroups, connectors);
            Faults faults = new Faults();
            ApplicationRules.checkOptions(this, faults);
            ApplicationRules.checkSurroundings(this, Stack.of(scope), faults);
            if (connectors.contains(null)) {
                faults.add("connector", "null", "is no source or sink. Leave it out.");
            }
            if (faults.require("code", code)) {
                code.check(runtime, faults);
                code.checkHome(Home.of(Stack.of(scope), faults));
            }
            ApplicationRules.checkPropertyGroups(job.allPropertyGroups(), faults);
            ApplicationRules.throwIfAny(faults, "FlinkApplication", scope, id);
            String physicalName = applicationName == null ? DefaultName.of(scope, id) : applicationName;
            return new FlinkApplication(scope, id, physicalName, this, job);
        }
    }
}
