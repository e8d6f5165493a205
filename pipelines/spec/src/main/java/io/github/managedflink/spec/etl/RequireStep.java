package io.github.managedflink.spec.etl;

import io.github.managedflink.spec.RecordShape;
import io.github.managedflink.spec.settings.Faults;
import io.github.managedflink.spec.settings.SettingsReader;
import io.github.managedflink.spec.settings.SettingsWriter;
import java.util.List;

/** Refuses a record in which one of the fields is missing or null. */
public final class RequireStep extends EtlStep {
    static final String TYPE = "require";

    private final List<String> fields;

    RequireStep(List<String> fields) {
        super(TYPE);
        this.fields = List.copyOf(fields);
    }

    static RequireStep read(SettingsReader settings) {
        return new RequireStep(settings.texts("field"));
    }

    /** The fields' paths. */
    public List<String> fields() {
        return fields;
    }

    @Override
    void writeSettings(SettingsWriter settings) {
        settings.put("field", fields);
    }

    @Override
    public void check(Faults faults, RecordShape before) {
        checkFields(faults, fields, before);
    }

    static void checkFields(Faults faults, List<String> fields, RecordShape before) {
        if (faults.require("field", fields)) {
            for (int i = 0; i < fields.size(); i++) {
                checkField(faults, "field." + (i + 1), fields.get(i), before);
            }
        }
    }

    @Override
    public RecordShape shapeAfter(RecordShape before) {
        return before;
    }
}
