package io.github.managedflink.constructs.msk;

import io.github.managedflink.constructs.iam.IamStatement;
import io.github.managedflink.constructs.network.NetworkAccess;
import io.github.managedflink.model.msk.MskAuthentication;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.secretsmanager.ISecret;

/** A Kafka cluster of a stack, as an application reaches it. */
public final class MskClusterConfig {
    private final MskClusterArn arn;
    private final BootstrapBrokers brokers;
    private final ISecurityGroup securityGroup;
    private final MskClientAuthentication authentication;
    private final String outputId;
    private final List<NetworkAccess> network;

    /**
     * @param arn null for a cluster outside MSK
     * @param securityGroup null if its rules are not the stack's
     * @param addresses ids of subnets, one for each address that the cluster takes in it
     * @param outputId the id of the output with the ARN; null for none
     */
    MskClusterConfig(
            MskClusterArn arn,
            BootstrapBrokers brokers,
            ISecurityGroup securityGroup,
            List<String> addresses,
            MskClientAuthentication authentication,
            String outputId) {
        this.arn = arn;
        this.brokers = brokers;
        this.securityGroup = securityGroup;
        this.authentication = authentication;
        this.outputId = outputId;
        this.network = securityGroup == null
                ? List.of()
                : List.of(new NetworkAccess(
                        securityGroup,
                        Port.tcp(MskEndpoint.of(authentication.kind()).port()),
                        "Kafka brokers",
                        addresses));
    }

    /** Returns the ARN; empty for a cluster outside MSK. */
    public Optional<String> arn() {
        return Optional.ofNullable(arn).map(MskClusterArn::text);
    }

    /** Returns the brokers to ask first. */
    public String bootstrapServers() {
        return brokers.addresses();
    }

    /** Returns the security group of the brokers; empty if its rules are not the stack's. */
    public Optional<ISecurityGroup> securityGroup() {
        return Optional.ofNullable(securityGroup);
    }

    /** Returns the secret with which a job proves who it is, where the authentication has one. */
    public Optional<ISecret> secret() {
        return Optional.ofNullable(authentication.secret());
    }

    MskAuthentication authentication() {
        return authentication.toSpec();
    }

    /** The name and what ARNs in the cluster begin with, where there is IAM or a metric to name it. */
    Optional<MskClusterArn> mskArn() {
        return Optional.ofNullable(arn);
    }

    /** The cluster's ARN where IAM says what a job may do. */
    Optional<MskClusterArn> underIam() {
        return mskArn().filter(msk -> authentication.kind() == MskAuthentication.Kind.IAM);
    }

    List<IRole> roles() {
        return brokers.roles();
    }

    List<IamStatement> secretPermissions() {
        return authentication.permissions();
    }

    /** One connection, however many sources and sinks share the cluster. */
    List<NetworkAccess> network() {
        return network;
    }

    Map<String, String> outputs() {
        return outputId == null ? Map.of() : Map.of(outputId, arn.text());
    }
}
