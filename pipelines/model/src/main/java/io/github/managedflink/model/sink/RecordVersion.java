package io.github.managedflink.model.sink;

import dev.cel.common.types.CelKind;
import io.github.managedflink.model.record.FieldPath;
import io.github.managedflink.model.record.RecordShape;
import io.github.managedflink.model.settings.Violations;
import java.util.Arrays;

/** Checks the setting of a field by whose value a sink knows newer records from older ones. */
final class RecordVersion {
    private RecordVersion() {}

    static void check(Violations violations, String setting, String field, RecordShape finished, CelKind... kinds) {
        FieldPath.check(violations, setting, field, finished);
        if (FieldPath.outermost(field).isEmpty()) {
            return;
        }
        if (!FieldPath.of(field).isTopLevel()) {
            violations.add(setting, field, "must lie directly in the record. Bring it there with the step rename.");
        } else if (Arrays.stream(kinds).noneMatch(kind -> finished.mayBe(field, kind))) {
            violations.add(setting, field, "is no number; cast it.");
        }
    }
}
