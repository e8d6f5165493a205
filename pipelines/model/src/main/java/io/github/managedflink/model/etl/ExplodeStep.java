package io.github.managedflink.model.etl;

import dev.cel.common.types.CelKind;
import io.github.managedflink.model.record.FieldPath;
import io.github.managedflink.model.record.RecordShape;
import io.github.managedflink.model.settings.SettingsReader;
import io.github.managedflink.model.settings.SettingsWriter;
import io.github.managedflink.model.settings.Violations;
import java.util.Optional;

/**
 * Makes one record of each element of a list: a copy of the record with the element in the list's place. An empty list
 * gives no record, and the record counts as filtered. A record where the field is missing, null or no list is refused.
 */
public final class ExplodeStep extends EtlStep {
    static final String TYPE = "explode";

    private final String field;

    ExplodeStep(String field) {
        super(TYPE);
        this.field = field;
    }

    static ExplodeStep read(SettingsReader settings) {
        return new ExplodeStep(settings.text("field"));
    }

    /** Returns the list's path. */
    public String field() {
        return field;
    }

    @Override
    void writeSettings(SettingsWriter settings) {
        settings.put("field", field);
    }

    @Override
    public void check(Violations violations, RecordShape before) {
        FieldPath.check(violations, "field", field, before);
        if (!before.mayBe(field, CelKind.LIST)) {
            violations.add("field", field, "is known to be no list.");
        }
    }

    @Override
    public RecordShape shapeAfter(RecordShape before) {
        Optional<String> name = FieldPath.outermost(field).filter(before::mayHave);
        return name.isPresent() && FieldPath.of(field).isTopLevel() ? before.with(name.get()) : before;
    }
}
