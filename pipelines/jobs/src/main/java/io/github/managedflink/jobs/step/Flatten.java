package io.github.managedflink.jobs.step;

import io.github.managedflink.jobs.event.EtlEvent;
import io.github.managedflink.jobs.record.EtlRecord;
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
    public boolean apply(EtlEvent event) throws RecordFault {
        EtlRecord record = event.record();
        EtlRecord flat = new EtlRecord(record.size() + 8);
        for (int i = 0; i < record.size(); i++) {
            String name = record.nameAt(i);
            Object value = record.valueAt(i);
            if (value instanceof EtlRecord && (only == null || only.equals(name))) {
                addAll(flat, (EtlRecord) value, unprefixed ? "" : name + separator);
            } else {
                add(flat, name, value);
            }
        }
        event.setRecord(flat);
        return true;
    }

    private void addAll(EtlRecord flat, EtlRecord nested, String prefix) throws RecordFault {
        for (int i = 0; i < nested.size(); i++) {
            String name = prefix + nested.nameAt(i);
            Object value = nested.valueAt(i);
            if (value instanceof EtlRecord) {
                addAll(flat, (EtlRecord) value, name + separator);
            } else {
                add(flat, name, value);
            }
        }
    }

    private static void add(EtlRecord flat, String name, Object value) throws RecordFault {
        if (!flat.add(name, value)) {
            throw new RecordFault("two fields would be named " + name);
        }
    }
}
