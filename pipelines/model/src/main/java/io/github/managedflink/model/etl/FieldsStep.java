package io.github.managedflink.model.etl;

import io.github.managedflink.model.record.RecordShape;
import io.github.managedflink.model.settings.SettingsWriter;
import io.github.managedflink.model.settings.Violations;
import java.util.List;

/** A step that is told nothing but fields. */
public abstract class FieldsStep extends EtlStep {
    static final String FIELD = "field";

    private final List<String> fields;

    FieldsStep(String type, List<String> fields) {
        super(type);
        this.fields = List.copyOf(fields);
    }

    /** Returns the fields' paths. */
    public final List<String> fields() {
        return fields;
    }

    @Override
    final void writeSettings(SettingsWriter settings) {
        settings.put(FIELD, fields);
    }

    @Override
    public final void check(Violations violations, RecordShape before) {
        checkFields(violations, FIELD, fields, before);
    }
}
