package io.github.managedflink.jobs.step;

import io.github.managedflink.jobs.event.PipelineEvent;
import io.github.managedflink.jobs.record.DataRecord;
import io.github.managedflink.jobs.record.RecordFault;
import io.github.managedflink.jobs.record.RecordPath;
import io.github.managedflink.model.etl.RenameStep;

final class Rename implements Transform {
    private final RecordPath from;
    private final RecordPath to;

    Rename(RenameStep step) {
        this.from = RecordPath.of(step.from());
        this.to = RecordPath.of(step.to());
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // Whether it is the very same object.
    public boolean apply(PipelineEvent event) throws RecordFault {
        DataRecord record = event.record();
        DataRecord source = from.holder(record);
        int position = source == null ? -1 : source.indexOf(from.lastName());
        if (position < 0) {
            return true;
        }
        if (to.isPresent(record)) {
            throw new RecordFault("the field " + to + " is there already");
        }
        Object value = source.valueAt(position);
        if (to.holder(record) == source) {
            source.renameAt(position, to.lastName());
            return true;
        }
        // Taken out first: the new path may lead through the field's own place.
        source.remove(from.lastName());
        DataRecord target = to.holderOrNew(record);
        if (target == null) {
            throw new RecordFault("the path " + to + " leads through a value that is no object");
        }
        target.put(to.lastName(), value);
        return true;
    }
}
