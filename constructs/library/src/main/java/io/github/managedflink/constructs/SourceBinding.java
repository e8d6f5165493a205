package io.github.managedflink.constructs;

import io.github.managedflink.spec.PipelineSource;
import io.github.managedflink.spec.settings.Faults;
import java.util.List;

/** A source before its resources exist: everything that a source needs, in one place. */
public interface SourceBinding {
    /**
     * Records what is wrong with the resources that the binding would add; {@link #plan} is checked with the pipeline.
     */
    void check(Faults faults);

    /** The source as the job will read it, with tokens in place of what does not exist yet. */
    PipelineSource plan();

    /** The ids that {@link #bind} and the outputs of what it gives may use in their scope. */
    List<String> constructIds();

    /** Adds the resources. */
    BoundSource bind(BindingContext context);
}
