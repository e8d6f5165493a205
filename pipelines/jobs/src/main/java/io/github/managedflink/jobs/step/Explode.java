package io.github.managedflink.jobs.step;

import io.github.managedflink.jobs.event.EtlEvent;
import io.github.managedflink.jobs.record.EtlRecord;
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
    public boolean apply(EtlEvent event) throws RecordFault {
        return !elements(event).isEmpty();
    }

    /** The list's elements. */
    public List<?> elements(EtlEvent event) throws RecordFault {
        Object value = field.get(event.record());
        if (value instanceof List) {
            return (List<?>) value;
        }
        throw new RecordFault("the field " + field
                + (value != null ? " is no list" : field.isPresent(event.record()) ? " is null" : " is missing"));
    }

    /** The record without its list, from which {@link #withElement} copies. */
    public EtlRecord withoutList(EtlEvent event) {
        EtlRecord record = event.record();
        field.holder(record).put(field.lastName(), null);
        return record;
    }

    /** An event for one element. */
    public EtlEvent withElement(EtlEvent event, EtlRecord withoutList, Object element) {
        EtlRecord record = withoutList.copy();
        field.holder(record).put(field.lastName(), element);
        return event.withRecord(record);
    }
}
