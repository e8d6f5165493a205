package io.github.managedflink.jobs.etl;

import io.github.managedflink.model.etl.DeduplicateStep;
import io.github.managedflink.model.etl.StreamingEtlSpec;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** Consecutive steps without a shuffle among them: what lies between two deduplications. */
final class Segment implements Serializable {
    private static final long serialVersionUID = 1L;

    private final int from;
    private final int to;
    private final boolean last;

    private Segment(int from, int to, boolean last) {
        this.from = from;
        this.to = to;
        this.last = last;
    }

    /** The segments of a pipeline; each but the last is followed by the deduplication at {@link #to()}. */
    static List<Segment> of(StreamingEtlSpec spec) {
        List<Segment> segments = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < spec.steps().size(); i++) {
            if (spec.steps().get(i) instanceof DeduplicateStep) {
                segments.add(new Segment(from, i, false));
                from = i + 1;
            }
        }
        segments.add(new Segment(from, spec.steps().size(), true));
        return segments;
    }

    /** The index of the first step. */
    int from() {
        return from;
    }

    /** The index after the last step. */
    int to() {
        return to;
    }

    boolean isFirst() {
        return from == 0;
    }

    boolean isLast() {
        return last;
    }
}
