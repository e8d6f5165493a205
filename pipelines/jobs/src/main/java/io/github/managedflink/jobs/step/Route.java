package io.github.managedflink.jobs.step;

import io.github.managedflink.jobs.cel.CelProgram;
import io.github.managedflink.jobs.event.PipelineEvent;
import io.github.managedflink.jobs.record.RecordFault;

final class Route implements Transform {
    private final CelProgram condition;
    private final int sink;
    private final boolean copy;

    Route(CelProgram condition, int sink, boolean copy) {
        this.condition = condition;
        this.sink = sink;
        this.copy = copy;
    }

    @Override
    public boolean apply(PipelineEvent event) throws RecordFault {
        boolean taken = event.routedTo() != PipelineEvent.NO_SINK;
        if (!taken && condition.test(event.record())) {
            if (copy) {
                event.copyTo(1L << sink);
            } else {
                event.routeTo(sink);
            }
        }
        return true;
    }
}
