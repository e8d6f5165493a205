package io.github.managedflink.constructs;

import io.github.managedflink.constructs.application.ApplicationCode;
import io.github.managedflink.constructs.application.ApplicationJob;
import io.github.managedflink.constructs.application.ApplicationOptions;
import io.github.managedflink.constructs.application.ApplicationParts;
import io.github.managedflink.constructs.application.ApplicationPlan;
import io.github.managedflink.constructs.application.FlinkApplicationAttributes;
import io.github.managedflink.constructs.application.FlinkApplicationBase;
import io.github.managedflink.constructs.application.FlinkRuntime;
import io.github.managedflink.constructs.application.IFlinkApplication;
import io.github.managedflink.constructs.connector.ConnectorConfig;
import io.github.managedflink.constructs.internal.DeploymentTarget;
import io.github.managedflink.model.settings.Violations;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ResourceProps;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.Connections;
import software.amazon.awscdk.services.iam.IPrincipal;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.kinesisanalyticsv2.CfnApplication;
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
 * @see <a href="https://docs.aws.amazon.com/managed-flink/latest/java/what-is.html">Managed Service for Apache
 *     Flink</a>
 */
public final class FlinkApplication extends FlinkApplicationBase {
    private final ApplicationParts parts;
    private final String applicationName;
    private final String applicationArn;

    FlinkApplication(
            Construct scope, String id, String physicalName, ApplicationOptions<?> options, ApplicationJob job) {
        super(scope, id, ResourceProps.builder().physicalName(physicalName).build());
        this.parts = new ApplicationParts(this, physicalName, options, job);
        String reference = parts.reference();
        this.applicationName = getResourceNameAttribute(reference);
        this.applicationArn = getResourceArnAttribute(
                parts.arn(reference),
                ArnComponents.builder()
                        .service("kinesisanalytics")
                        .resource("application")
                        .resourceName(physicalName)
                        .build());
        if (!parts.connect()) {
            // Tells that a VPC is missing.
            getConnections();
        }
    }

    /**
     * Returns an application by its name, in the account and Region of the stack. Its metrics are taken to be those of
     * Flink 1.
     */
    public static IFlinkApplication fromApplicationName(Construct scope, String id, String applicationName) {
        String arn = DeploymentTarget.of(Stack.of(scope)).arn("kinesisanalytics", "application/" + applicationName);
        return fromApplicationArn(scope, id, arn);
    }

    /** Returns an application by its ARN. Its metrics are taken to be those of Flink 1. */
    public static IFlinkApplication fromApplicationArn(Construct scope, String id, String applicationArn) {
        return fromAttributes(scope, id, FlinkApplicationAttributes.of(applicationArn));
    }

    /** Returns an application of which more is known than its ARN. */
    public static IFlinkApplication fromAttributes(Construct scope, String id, FlinkApplicationAttributes attributes) {
        return imported(scope, id, attributes);
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
        return parts.runtime();
    }

    @Override
    public IRole getRole() {
        return parts.role();
    }

    @Override
    public IPrincipal getGrantPrincipal() {
        return parts.role();
    }

    /** Returns the log group that the application writes to. */
    public ILogGroup getLogGroup() {
        return parts.logGroup();
    }

    /**
     * Returns the CloudFormation resource, for properties that have no option here. What the service would refuse of
     * it, overrides included, is an error at synth.
     */
    public CfnApplication getResource() {
        return parts.resource();
    }

    /**
     * Returns the application's side of network connections.
     *
     * @throws IllegalArgumentException if the application is in no VPC
     */
    @Override
    public Connections getConnections() {
        if (parts.connections().isEmpty()) {
            Violations violations = new Violations();
            violations.add("vpc", null, "is needed to allow connections. Give the application one with vpc(…).");
            violations.throwIfAny("FlinkApplication " + getNode().getPath());
        }
        return parts.connections().orElseThrow();
    }

    /** Builds a {@link FlinkApplication}. */
    public static final class Builder extends ApplicationOptions<Builder> {
        private final Construct scope;
        private final String id;
        private final List<Map.Entry<String, Map<String, String>>> propertyGroups = new ArrayList<>();
        private final List<ConnectorConfig> connectors = new ArrayList<>();
        private ApplicationCode code;

        private Builder(Construct scope, String id) {
            this.scope = scope;
            this.id = id;
        }

        /** Returns an application under {@code scope}. */
        public static Builder create(Construct scope, String id) {
            return new Builder(scope, id);
        }

        @Override
        protected Builder self() {
            return this;
        }

        /** Sets the job. Required. */
        public Builder code(ApplicationCode applicationCode) {
            this.code = applicationCode;
            return this;
        }

        /**
         * Properties that the job reads under {@code groupId}. At most 50 groups of 50 properties; ids have 1 to 50
         * letters, digits, underscores, dots and hyphens, keys and values 1 to 2,048 characters.
         *
         * @see <a href="https://docs.aws.amazon.com/managed-flink/latest/java/how-properties.html">Runtime
         *     properties</a>
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

        /** Adds all of these groups, by their ids. */
        public Builder propertyGroups(Map<String, ? extends Map<String, String>> groups) {
            if (groups == null) {
                // A group without an id, which the check names.
                return propertyGroup(null, null);
            }
            groups.forEach(this::propertyGroup);
            return this;
        }

        /** Adds a source or sink that the job uses: the role gets what it needs. */
        public Builder connector(ConnectorConfig connector) {
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
            Violations violations = new Violations();
            ApplicationPlan plan = ApplicationPlan.of(this);
            Stack stack = Stack.of(scope);
            plan.check(stack, violations);
            if (connectors.contains(null)) {
                violations.add("connector", "null", "is no source or sink. Leave it out.");
            }
            plan.checkCode(code, stack, violations);
            ApplicationPlan.checkPropertyGroups(job.allPropertyGroups(), violations);
            ApplicationPlan.throwIfAny(violations, "FlinkApplication", scope, id);
            return new FlinkApplication(scope, id, plan.name(scope, id), this, job);
        }
    }
}
