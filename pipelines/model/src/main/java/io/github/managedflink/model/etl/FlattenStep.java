package io.github.managedflink.model.etl;

import dev.cel.common.types.CelKind;
import io.github.managedflink.model.record.FieldPath;
import io.github.managedflink.model.record.RecordShape;
import io.github.managedflink.model.settings.SettingsReader;
import io.github.managedflink.model.settings.SettingsWriter;
import io.github.managedflink.model.settings.Violations;
import java.util.Optional;

/**
 * Replaces nested objects by their fields, whose names are joined by underscores: {@code {"a": {"b": {"c": 1}}}}
 * becomes {@code {"a_b_c": 1}}. Lists stay as they are. A record in which two fields would get one name is refused.
 */
public final class FlattenStep extends EtlStep {
    static final String TYPE = "flatten";
    private static final String SEPARATOR = "_";

    private final String field;
    private final boolean unprefixed;

    FlattenStep(String field, boolean unprefixed) {
        super(TYPE);
        this.field = field;
        this.unprefixed = unprefixed;
    }

    static FlattenStep read(SettingsReader settings) {
        return new FlattenStep(settings.text("field"), settings.flag("unprefixed"));
    }

    /**
     * Returns the same where the object's own name is left out of its fields' names: {@code properties.mag} becomes
     * {@code mag}.
     */
    public FlattenStep withoutPrefix() {
        return new FlattenStep(field, true);
    }

    /**
     * Returns the path of the object to flatten, which lies directly in the record; empty for all objects. A record
     * where it is missing, null or no object passes as it is.
     */
    public Optional<String> field() {
        return Optional.ofNullable(field);
    }

    /** Returns whether the object's own name is left out of its fields' names. */
    public boolean isUnprefixed() {
        return unprefixed;
    }

    /** Returns what joins the names. */
    public String separator() {
        return SEPARATOR;
    }

    @Override
    void writeSettings(SettingsWriter settings) {
        settings.put("field", field).put("unprefixed", unprefixed);
    }

    @Override
    public void check(Violations violations, RecordShape before) {
        if (field != null) {
            FieldPath.check(violations, "field", field, before);
            if (!before.mayBe(field, CelKind.MAP)) {
                violations.add("field", field, "is known to be no object.");
            }
            if (FieldPath.outermost(field).isPresent() && !FieldPath.of(field).isTopLevel()) {
                violations.add("field", field, "must lie directly in the record; flatten the outer object first.");
            }
        } else if (unprefixed) {
            violations.add(
                    "unprefixed", true, "goes only with a field; name the object whose fields lose their prefix.");
        }
    }

    @Override
    public RecordShape shapeAfter(RecordShape before) {
        // What an object holds is not known, so anything may come out of it.
        return RecordShape.open();
    }
}
