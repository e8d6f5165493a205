package io.github.managedflink.constructs.connector;

import io.github.managedflink.model.settings.Violations;
import java.util.List;
import java.util.Optional;
import software.amazon.awscdk.services.ec2.IVpc;

/** A source or sink before its resources exist: everything that it needs, in one place. */
public interface PipelineConnector {
    /**
     * Records what is wrong with the resources that the binding would add. What the job will read or write is checked
     * with the pipeline.
     */
    void check(Violations violations);

    /** What it may share with other sources and sinks of the pipeline. */
    List<SharedResource> resources();

    /** Returns the VPC of what it would add, where it is in one. */
    default Optional<IVpc> vpc() {
        return Optional.empty();
    }

    /** Returns whether the application can reach it from a VPC only. */
    default boolean needsVpc() {
        return false;
    }
}
