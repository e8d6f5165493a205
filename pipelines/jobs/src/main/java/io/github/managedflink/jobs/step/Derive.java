package io.github.managedflink.jobs.step;

import io.github.managedflink.jobs.cel.CelProgram;
import io.github.managedflink.jobs.event.PipelineEvent;
import io.github.managedflink.jobs.record.DataRecord;
import io.github.managedflink.jobs.record.RecordFault;
import io.github.managedflink.jobs.record.RecordPath;

final class Derive implements Transform {
    private final RecordPath field;
    private final CelProgram expression;

    Derive(String field, CelProgram expression) {
        this.field = RecordPath.of(field);
        this.expression = expression;
    }

    @Override
    public boolean apply(PipelineEvent event) throws RecordFault {
        // A copy, as the value may be a part of the record.
        Object value = DataRecord.copyOf(expression.evaluate(event.record()));
        DataRecord holder = field.holderOrNew(event.record());
        if (holder == null) {
            throw new RecordFault("the path " + field + " leads through a value that is no object");
        }
        holder.put(field.lastName(), value);
        return true;
    }
}
