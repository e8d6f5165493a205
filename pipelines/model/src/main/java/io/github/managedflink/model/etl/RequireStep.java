package io.github.managedflink.model.etl;

import io.github.managedflink.model.record.RecordShape;
import io.github.managedflink.model.settings.SettingsReader;
import java.util.List;

/** Refuses a record in which one of the fields is missing or null. */
public final class RequireStep extends FieldsStep {
    static final String TYPE = "require";

    RequireStep(List<String> fields) {
        super(TYPE, fields);
    }

    static RequireStep read(SettingsReader settings) {
        return new RequireStep(settings.texts(FIELD));
    }

    @Override
    public RecordShape shapeAfter(RecordShape before) {
        return before;
    }
}
