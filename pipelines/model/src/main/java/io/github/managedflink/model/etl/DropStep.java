package io.github.managedflink.model.etl;

import io.github.managedflink.model.record.RecordShape;
import io.github.managedflink.model.settings.SettingsReader;
import java.util.List;
import java.util.Optional;

/** Leaves the given fields out, where they are there. */
public final class DropStep extends FieldsStep {
    static final String TYPE = "drop";

    DropStep(List<String> fields) {
        super(TYPE, fields);
    }

    static DropStep read(SettingsReader settings) {
        return new DropStep(settings.texts(FIELD));
    }

    @Override
    public RecordShape shapeAfter(RecordShape before) {
        RecordShape shape = before;
        for (String field : fields()) {
            Optional<String> name = topLevelField(field);
            shape = name.isPresent() ? shape.without(name.get()) : shape;
        }
        return shape;
    }
}
