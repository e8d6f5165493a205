package io.github.managedflink.model.etl;

import io.github.managedflink.model.record.FieldPath;
import io.github.managedflink.model.record.RecordShape;
import io.github.managedflink.model.settings.SettingsWriter;
import io.github.managedflink.model.settings.SpecValue;
import io.github.managedflink.model.settings.Violations;
import java.util.List;
import java.util.Optional;

/**
 * One step that each record takes. A record that a step cannot handle goes to the dead letters with the step's name and
 * the reason.
 */
public abstract class EtlStep extends SpecValue {
    private final String type;

    EtlStep(String type) {
        this.type = type;
    }

    /** Returns the word for the kind of step, in settings and dead letters. */
    public final String type() {
        return type;
    }

    @Override
    public final void writeTo(SettingsWriter settings) {
        settings.put("type", type);
        writeSettings(settings);
    }

    abstract void writeSettings(SettingsWriter settings);

    /** Records what is wrong with the step, given what is known of the records that reach it. */
    public abstract void check(Violations violations, RecordShape before);

    @Override
    public final void check(Violations violations) {
        check(violations, RecordShape.open());
    }

    /** Returns what is known of the records that leave the step. */
    public abstract RecordShape shapeAfter(RecordShape before);

    /** Checks that there is a path at least, and that each may be a field. */
    static void checkFields(Violations violations, String setting, List<String> paths, RecordShape before) {
        if (violations.require(setting, paths)) {
            FieldPath.checkAll(violations, setting, paths, before);
        }
    }

    /** Returns the path's field, if it is a path that lies directly in the record. */
    static Optional<String> topLevelField(String path) {
        return FieldPath.outermost(path).filter(name -> FieldPath.of(path).isTopLevel());
    }
}
