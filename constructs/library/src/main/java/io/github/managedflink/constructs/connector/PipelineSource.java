package io.github.managedflink.constructs.connector;

import io.github.managedflink.model.source.PipelineSourceSpec;

/** A source before its resources exist. */
public interface PipelineSource extends PipelineConnector {
    /** The source as the job will read it, with tokens in place of what does not exist yet. */
    PipelineSourceSpec plan();

    /** Returns whether all of its records come from one shard or partition, as far as that is known at synth. */
    default boolean hasOneShard() {
        return false;
    }

    /** Adds the resources. */
    PipelineSourceConfig bind(BindingContext context);
}
