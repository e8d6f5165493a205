package io.github.managedflink.jobs.step;

import io.github.managedflink.jobs.event.PipelineEvent;
import io.github.managedflink.jobs.record.DataRecord;
import io.github.managedflink.jobs.record.RecordFault;
import io.github.managedflink.jobs.record.RecordPath;
import io.github.managedflink.model.etl.FlattenStep;

final class Flatten implements Transform {
    /** The name of the only object to flatten; null for all. */
    private final String only;

    private final boolean unprefixed;
    private final String separator;

    Flatten(FlattenStep step) {
        this.only = step.field().map(field -> RecordPath.of(field).lastName()).orElse(null);
        this.unprefixed = step.isUnprefixed();
        this.separator = step.separator();
    }

    @Override
    public boolean apply(PipelineEvent event) throws RecordFault {
        DataRecord record = event.record();
        DataRecord flat = new DataRecord(record.size() + 8);
        for (int i = 0; i < record.size(); i++) {
            String name = record.nameAt(i);
            Object value = record.valueAt(i);
            if (value instanceof DataRecord && (only == null || only.equals(name))) {
                addAll(flat, (DataRecord) value, unprefixed ? "" : name + separator);
            } else {
                add(flat, name, value);
            }
        }
        event.setRecord(flat);
        return true;
    }

    private void addAll(DataRecord flat, DataRecord nested, String prefix) throws RecordFault {
        for (int i = 0; i < nested.size(); i++) {
            String name = prefix + nested.nameAt(i);
            Object value = nested.valueAt(i);
            if (value instanceof DataRecord) {
                addAll(flat, (DataRecord) value, name + separator);
            } else {
                add(flat, name, value);
            }
        }
    }

    private static void add(DataRecord flat, String name, Object value) throws RecordFault {
        if (!flat.add(name, value)) {
            throw new RecordFault("two fields would be named " + name);
        }
    }
}
