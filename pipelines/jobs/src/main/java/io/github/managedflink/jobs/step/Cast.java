package io.github.managedflink.jobs.step;

import io.github.managedflink.jobs.event.PipelineEvent;
import io.github.managedflink.jobs.format.TimestampParser;
import io.github.managedflink.jobs.record.Conversions;
import io.github.managedflink.jobs.record.DataRecord;
import io.github.managedflink.jobs.record.RecordFault;
import io.github.managedflink.jobs.record.RecordPath;
import io.github.managedflink.model.etl.CastStep;
import io.github.managedflink.model.record.FieldType;

final class Cast implements Transform {
    private final RecordPath field;
    private final FieldType to;
    private final TimestampParser timestamps;

    Cast(CastStep step) {
        this.field = RecordPath.of(step.field());
        this.to = step.to();
        this.timestamps = step.format() == null ? null : new TimestampParser(step.format());
    }

    @Override
    public boolean apply(PipelineEvent event) throws RecordFault {
        DataRecord holder = field.holder(event.record());
        int position = holder == null ? -1 : holder.indexOf(field.lastName());
        if (position >= 0 && holder.valueAt(position) != null) {
            try {
                holder.setAt(position, convert(holder.valueAt(position)));
            } catch (RecordFault e) {
                throw new RecordFault("the field " + field + ": " + e.getMessage());
            }
        }
        return true;
    }

    private Object convert(Object value) throws RecordFault {
        switch (to) {
            case STRING:
                return Conversions.toText(value);
            case LONG:
                return Conversions.toLong(value);
            case DOUBLE:
                return Conversions.toDouble(value);
            case DECIMAL:
                return Conversions.toDecimal(value);
            case BOOLEAN:
                return Conversions.toBoolean(value);
            default:
                return timestamps.moment(value);
        }
    }
}
