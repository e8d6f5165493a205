package io.github.managedflink.constructs.pipeline;

import io.github.managedflink.constructs.connector.BindingContext;
import io.github.managedflink.constructs.connector.ConnectorConfig;
import io.github.managedflink.constructs.connector.PipelineConnector;
import io.github.managedflink.constructs.internal.Internal;
import io.github.managedflink.constructs.s3.S3Bucket;
import io.github.managedflink.model.kpi.RulesSource;
import java.util.Optional;

/** Where a monitor gets rules from while it runs, before its resources exist. */
@Internal
public interface RulesPlace extends PipelineConnector {
    /** The place as the job will read it, with tokens in place of what does not exist yet. */
    RulesSource plan();

    /** Returns the new bucket that the rules are in, if they are in one. */
    default Optional<S3Bucket> newBucket() {
        return Optional.empty();
    }

    /** Adds the resources. */
    BoundRules bind(BindingContext context);

    /** A place whose resources exist in a stack, as the job reads it. */
    record BoundRules(RulesSource spec, ConnectorConfig connector) {}
}
