package io.github.managedflink.spec.etl;

import io.github.managedflink.spec.RecordShape;
import io.github.managedflink.spec.settings.Faults;
import io.github.managedflink.spec.settings.SettingsReader;
import io.github.managedflink.spec.settings.SettingsWriter;
import java.util.List;
import java.util.Optional;

/** Leaves the given fields out, where they are there. */
public final class DropStep extends EtlStep {
    static final String TYPE = "drop";

    private final List<String> fields;

    DropStep(List<String> fields) {
        super(TYPE);
        this.fields = List.copyOf(fields);
    }

    static DropStep read(SettingsReader settings) {
        return new DropStep(settings.texts("field"));
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
        RecordShape shape = before;
        for (String field : fields) {
            Optional<String> name = topLevelField(field);
            shape = name.isPresent() ? shape.without(name.get()) : shape;
        }
        return shape;
    }
}
