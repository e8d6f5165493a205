package io.github.managedflink.constructs.pipeline;

import io.github.managedflink.constructs.connector.BindingContext;
import io.github.managedflink.constructs.connector.BoundConnector;
import io.github.managedflink.constructs.connector.ConnectorBinding;
import io.github.managedflink.constructs.internal.Internal;
import io.github.managedflink.constructs.s3.S3BucketBinding;
import io.github.managedflink.model.kpi.RulesSource;
import java.util.Optional;

/** Where a monitor gets rules from while it runs, before its resources exist. */
@Internal
public interface RulesBinding extends ConnectorBinding {
    /** The place as the job will read it, with tokens in place of what does not exist yet. */
    RulesSource plan();

    /** The new bucket that the rules are in, if they are in one. */
    default Optional<S3BucketBinding> newBucket() {
        return Optional.empty();
    }

    /** Adds the resources. */
    BoundRules bind(BindingContext context);

    /** A place whose resources exist in a stack, as the job reads it. */
    record BoundRules(RulesSource spec, BoundConnector connector) {}
}
