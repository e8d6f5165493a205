package io.github.managedflink.constructs.connector;

import io.github.managedflink.constructs.iam.IamStatement;
import io.github.managedflink.constructs.network.NetworkAccess;
import io.github.managedflink.constructs.network.ServiceAccess;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.iam.IRole;

/** A source or sink whose resources exist in a stack, and what it needs around the application that uses it. */
public interface ConnectorConfig {
    /** What the job must be allowed to do: the actions that the connector calls, on the resources that it touches. */
    List<IamStatement> permissions();

    /** Returns what the job must be able to connect to in the application's VPC. */
    default List<NetworkAccess> network() {
        return List.of();
    }

    /**
     * Returns the calls that the job makes to services of AWS, which endpoints carry where the application is in
     * isolated subnets. Default: those of {@link #permissions}, as {@link ServiceAccess#of} finds them.
     */
    default List<ServiceAccess> services() {
        return ServiceAccess.of(permissions());
    }

    /** Returns the roles of the stack that services take on to serve the connector, which are not the job's own. */
    default List<IRole> roles() {
        return List.of();
    }

    /** Returns what is worth an output of the stack: its id and value. */
    default Map<String, String> outputs() {
        return Map.of();
    }
}
