package io.github.managedflink.spec.etl;

import io.github.managedflink.spec.FieldPath;
import io.github.managedflink.spec.RecordShape;
import io.github.managedflink.spec.settings.Faults;
import io.github.managedflink.spec.settings.SettingsWriter;
import io.github.managedflink.spec.settings.SpecValue;
import java.util.Optional;

/** One step that each record takes. A record that a step cannot handle goes to the dead letters with the step's name and the reason. */
public abstract class EtlStep extends SpecValue {
    private final String type;

    EtlStep(String type) {
        this.type = type;
    }

    /** The word for the kind of step, in settings and dead letters. */
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
    public abstract void check(Faults faults, RecordShape before);

    @Override
    public final void check(Faults faults) {
        check(faults, RecordShape.open());
    }

    /** What is known of the records that leave the step. */
    public abstract RecordShape shapeAfter(RecordShape before);

    /** Checks that a setting holds the path of a field that may be there. */
    static void checkField(Faults faults, String setting, String path, RecordShape before) {
        FieldPath.check(faults, setting, path);
        topLevelName(path)
                .filter(name -> !before.mayHave(name))
                .ifPresent(name -> faults.add(
                        setting, path, "is no field here; the fields are " + String.join(", ", before.names()) + "."));
    }

    /** The first name of a path, if it is one. */
    static Optional<String> topLevelName(String path) {
        try {
            return path == null
                    ? Optional.empty()
                    : Optional.of(FieldPath.of(path).names().get(0));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The path's field, if it is a path that lies directly in the record. */
    static Optional<String> topLevelField(String path) {
        return topLevelName(path).filter(name -> FieldPath.of(path).isTopLevel());
    }
}
