package io.github.managedflink.jobs.step;

import io.github.managedflink.jobs.event.PipelineEvent;
import io.github.managedflink.jobs.record.DataRecord;
import io.github.managedflink.jobs.record.RecordFault;
import io.github.managedflink.jobs.record.RecordPath;
import java.util.List;

/** Puts one element after the other in the list's place; the chain runs the following steps for each. */
public final class Explode implements Transform {
    private final RecordPath field;

    Explode(String field) {
        this.field = RecordPath.of(field);
    }

    /** Whether there is any element. */
    @Override
    public boolean apply(PipelineEvent event) throws RecordFault {
        return !elements(event).isEmpty();
    }

    /** The list's elements. */
    public List<?> elements(PipelineEvent event) throws RecordFault {
        Object value = field.get(event.record());
        if (value instanceof List) {
            return (List<?>) value;
        }
        throw new RecordFault("the field " + field
                + (value != null ? " is no list" : field.isPresent(event.record()) ? " is null" : " is missing"));
    }

    /** The record without its list, from which {@link #withElement} copies. */
    public DataRecord withoutList(PipelineEvent event) {
        DataRecord record = event.record();
        field.holder(record).put(field.lastName(), null);
        return record;
    }

    /** An event for one element. */
    public PipelineEvent withElement(PipelineEvent event, DataRecord withoutList, Object element) {
        DataRecord record = withoutList.copy();
        field.holder(record).put(field.lastName(), element);
        return event.withRecord(record);
    }
}
