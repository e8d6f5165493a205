package io.github.managedflink.constructs.application;

import io.github.managedflink.constructs.connector.ConnectorConfig;
import io.github.managedflink.constructs.iam.IamStatement;
import io.github.managedflink.constructs.internal.ApplicationKey;
import io.github.managedflink.constructs.internal.ApplicationRole;
import io.github.managedflink.constructs.internal.DeploymentTarget;
import io.github.managedflink.constructs.internal.Internal;
import io.github.managedflink.constructs.network.ApplicationNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.Connections;
import software.amazon.awscdk.services.iam.IManagedPolicy;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.iam.PermissionsBoundary;
import software.amazon.awscdk.services.kinesisanalyticsv2.CfnApplication;
import software.amazon.awscdk.services.kinesisanalyticsv2.CfnApplicationCloudWatchLoggingOption;
import software.amazon.awscdk.services.kinesisanalyticsv2.CfnApplicationCloudWatchLoggingOption.CloudWatchLoggingOptionProperty;
import software.amazon.awscdk.services.kinesisanalyticsv2.CfnApplicationProps;
import software.amazon.awscdk.services.logs.ILogGroup;
import software.constructs.Construct;

/** What an application consists of in its stack: code, log stream, network, role and the resource itself. */
@Internal
public final class ApplicationParts {
    private final Construct application;
    private final ApplicationOptions<?> options;
    private final ApplicationJob job;
    private final DeploymentTarget target;
    private final ApplicationNetwork network;
    private final ILogGroup logGroup;
    private final IRole role;
    private final ApplicationResource resource;
    private final String reference;

    /** Adds the parts as children of {@code application}, whose options have been checked. */
    public ApplicationParts(
            Construct application, String physicalName, ApplicationOptions<?> options, ApplicationJob job) {
        this.application = application;
        this.options = options;
        this.job = job;
        this.target = DeploymentTarget.of(Stack.of(application));
        String knownArn = arn(physicalName);

        CodeObject code = job.code().bind(application);
        ApplicationLogs logs = ApplicationLogs.create(application, options.logging, target);
        this.logGroup = logs.group();
        this.network = options.isInVpc()
                ? ApplicationNetwork.create(
                        application, options.effectiveNetwork(), options.securityGroups.toOptional())
                : null;
        options.encryptionKey
                .toOptional()
                .ifPresent(key ->
                        ApplicationKey.allow(key, application, knownArn, target, options.encryptionKeyOperators()));
        options.permissionsBoundary.toOptional().ifPresent(this::limit);

        List<IamStatement> permissions = new ArrayList<>(code.permissions());
        permissions.addAll(logs.permissions(target));
        if (network != null) {
            permissions.addAll(network.permissions(target));
        }
        job.connectors().forEach(connector -> permissions.addAll(connector.permissions()));
        if (options.role == null) {
            this.role = ApplicationRole.create(application, physicalName, knownArn, target, permissions);
        } else {
            this.role = options.role;
            ApplicationRole.extend(application, role, permissions);
        }

        this.resource = new ApplicationResource(application, properties(physicalName, code));
        if (options.removalPolicy != RemovalPolicy.DESTROY) {
            resource.applyRemovalPolicy(options.removalPolicy);
        }
        // The service reads the code with the role while it creates the application.
        resource.getNode().addDependency(role);

        application.getNode().addValidation(resource::violations);
        ApplicationRules.warnOfMissingSnapshots(options, application);
        this.reference = resource.getRef();
        CfnApplicationCloudWatchLoggingOption.Builder.create(application, "LoggingOption")
                .applicationName(reference)
                .cloudWatchLoggingOption(CloudWatchLoggingOptionProperty.builder()
                        .logStreamArn(logs.streamArn())
                        .build())
                .build();
    }

    private CfnApplicationProps properties(String physicalName, CodeObject code) {
        return CfnApplicationProps.builder()
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
    }

    /** Puts the boundary onto every role that is there for the application. */
    private void limit(IManagedPolicy boundary) {
        PermissionsBoundary.of(application).apply(boundary);
        job.connectors().stream()
                .flatMap(connector -> connector.roles().stream())
                .distinct()
                .forEach(serviceRole -> PermissionsBoundary.of(serviceRole).apply(boundary));
    }

    /**
     * Opens the connections that the connectors need.
     *
     * @return false if there is no network and they need one
     */
    public boolean connect() {
        if (network == null) {
            return job.connectors().stream()
                    .allMatch(connector -> connector.network().isEmpty());
        }
        network.connect(
                application,
                role,
                job.connectors().stream().map(ApplicationParts::needs).toList(),
                options.scaling.kpuCeiling(options.quota));
        return true;
    }

    private static ApplicationNetwork.Needs needs(ConnectorConfig connector) {
        return new ApplicationNetwork.Needs(connector.network(), connector.services(), connector::permissions);
    }

    /** The ARN of the application with this name. */
    public String arn(String name) {
        return target.arn("kinesisanalytics", "application/" + name);
    }

    /** The application's side of network connections; empty if it is in no VPC. */
    public Optional<Connections> connections() {
        return Optional.ofNullable(network).map(ApplicationNetwork::connections);
    }

    /** The version of Flink. */
    public FlinkRuntime runtime() {
        return options.runtime;
    }

    /** The log group. */
    public ILogGroup logGroup() {
        return logGroup;
    }

    /** The job's role. */
    public IRole role() {
        return role;
    }

    /** The reference to the resource, which is the application's name. */
    public String reference() {
        return reference;
    }

    /** The resource of CloudFormation. */
    public CfnApplication resource() {
        return resource;
    }
}
