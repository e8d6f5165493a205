package io.github.managedflink.spec.etl;

import io.github.managedflink.spec.RecordShape;
import io.github.managedflink.spec.settings.Faults;
import io.github.managedflink.spec.settings.SettingsReader;
import io.github.managedflink.spec.settings.SettingsWriter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Keeps only the given fields, in the record's own order; a path into an object keeps just that part of it. */
public final class KeepStep extends EtlStep {
    static final String TYPE = "keep";

    private final List<String> fields;

    KeepStep(List<String> fields) {
        super(TYPE);
        this.fields = List.copyOf(fields);
    }

    static KeepStep read(SettingsReader settings) {
        return new KeepStep(settings.texts("field"));
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
        RequireStep.checkFields(faults, fields, before);
    }

    @Override
    public RecordShape shapeAfter(RecordShape before) {
        Set<String> names = new LinkedHashSet<>();
        fields.forEach(field -> topLevelName(field).ifPresent(names::add));
        return before.only(names);
    }
}
