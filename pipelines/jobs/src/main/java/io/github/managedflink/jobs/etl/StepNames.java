package io.github.managedflink.jobs.etl;

import io.github.managedflink.model.etl.StreamingEtlSpec;

/** The names of steps in dead letters: their number, from 1, and kind. */
final class StepNames {
    private StepNames() {}

    static String of(StreamingEtlSpec spec, int index) {
        return (index + 1) + "." + spec.steps().get(index).type();
    }
}
