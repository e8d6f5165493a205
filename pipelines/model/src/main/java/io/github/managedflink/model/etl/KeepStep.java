package io.github.managedflink.model.etl;

import io.github.managedflink.model.record.FieldPath;
import io.github.managedflink.model.record.RecordShape;
import io.github.managedflink.model.settings.SettingsReader;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Keeps only the given fields, in the record's own order; a path into an object keeps just that part of it. */
public final class KeepStep extends FieldsStep {
    static final String TYPE = "keep";

    KeepStep(List<String> fields) {
        super(TYPE, fields);
    }

    static KeepStep read(SettingsReader settings) {
        return new KeepStep(settings.texts(FIELD));
    }

    @Override
    public RecordShape shapeAfter(RecordShape before) {
        Set<String> names = new LinkedHashSet<>();
        fields().forEach(field -> FieldPath.outermost(field).ifPresent(names::add));
        return before.only(names);
    }
}
