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

/** Adds the code, log stream, network, role and resource of an application to its stack. */
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

    /** Adds them as children of {@code application}. The options must have been checked. */
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

    /** Applies the boundary to every role of the application. */
    private void limit(IManagedPolicy boundary) {
        PermissionsBoundary.of(application).apply(boundary);
        job.connectors().stream()
                .flatMap(connector -> connector.roles().stream())
                .distinct()
                .forEach(serviceRole -> PermissionsBoundary.of(serviceRole).apply(boundary));
    }

    /**
     * Allows the network connections that the connectors require.
     *
     * @return whether they could be allowed; not if the connectors require a VPC and the application is in none
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

    /** Returns the ARN of the application with this name. */
    public String arn(String name) {
        return target.arn("kinesisanalytics", "application/" + name);
    }

    /** Returns the connections of the application; empty if it is not in a VPC. */
    public Optional<Connections> connections() {
        return Optional.ofNullable(network).map(ApplicationNetwork::connections);
    }

    /** Returns the Flink runtime. */
    public FlinkRuntime runtime() {
        return options.runtime;
    }

    /** Returns the log group. */
    public ILogGroup logGroup() {
        return logGroup;
    }

    /** Returns the role of the job. */
    public IRole role() {
        return role;
    }

    /** Returns the reference to the resource, which resolves to the application's name. */
    public String reference() {
        return reference;
    }

    /** Returns the CloudFormation resource. */
    public CfnApplication resource() {
        return resource;
    }
}
