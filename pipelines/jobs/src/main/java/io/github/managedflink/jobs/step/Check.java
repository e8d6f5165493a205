package io.github.managedflink.jobs.step;

import io.github.managedflink.jobs.cel.CelProgram;
import io.github.managedflink.jobs.event.PipelineEvent;
import io.github.managedflink.jobs.record.RecordFault;

final class Check implements Transform {
    private final CelProgram condition;
    private final String reason;

    Check(CelProgram condition, String reason) {
        this.condition = condition;
        this.reason = reason;
    }

    @Override
    public boolean apply(PipelineEvent event) throws RecordFault {
        boolean holds;
        try {
            holds = condition.test(event.record());
        } catch (RecordFault e) {
            throw new RecordFault(reason + " (" + e.getMessage() + ")");
        }
        if (!holds) {
            throw new RecordFault(reason);
        }
        return true;
    }
}
