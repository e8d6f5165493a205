package io.github.managedflink.model.etl;

import io.github.managedflink.model.record.CelExpression;
import io.github.managedflink.model.record.RecordShape;
import io.github.managedflink.model.settings.SettingsReader;
import io.github.managedflink.model.settings.SettingsWriter;
import io.github.managedflink.model.settings.Violations;

/**
 * Leaves out, and counts, the records for which a CEL expression is false. A record on which the expression fails, for
 * example because a field is missing, is refused.
 */
public final class FilterStep extends EtlStep {
    static final String TYPE = "filter";

    private final String condition;

    FilterStep(String condition) {
        super(TYPE);
        this.condition = condition;
    }

    static FilterStep read(SettingsReader settings) {
        return new FilterStep(settings.text("condition"));
    }

    /** Returns the CEL expression. */
    public String condition() {
        return condition;
    }

    @Override
    void writeSettings(SettingsWriter settings) {
        settings.put("condition", condition);
    }

    @Override
    public void check(Violations violations, RecordShape before) {
        CelExpression.checkCondition(violations, "condition", condition, before);
    }

    @Override
    public RecordShape shapeAfter(RecordShape before) {
        return before;
    }
}
