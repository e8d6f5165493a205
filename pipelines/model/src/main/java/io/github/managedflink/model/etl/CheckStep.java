package io.github.managedflink.model.etl;

import io.github.managedflink.model.record.CelExpression;
import io.github.managedflink.model.record.RecordShape;
import io.github.managedflink.model.settings.SettingsReader;
import io.github.managedflink.model.settings.SettingsWriter;
import io.github.managedflink.model.settings.Violations;

/** Refuses, with a reason, the records for which a CEL expression is false or fails. */
public final class CheckStep extends EtlStep {
    static final String TYPE = "check";

    private final String condition;
    private final String reason;

    CheckStep(String condition, String reason) {
        super(TYPE);
        this.condition = condition;
        this.reason = reason;
    }

    static CheckStep read(SettingsReader settings) {
        return new CheckStep(settings.text("condition"), settings.text("reason"));
    }

    /** Returns the CEL expression. */
    public String condition() {
        return condition;
    }

    /** Returns what the dead letter says. */
    public String reason() {
        return reason;
    }

    @Override
    void writeSettings(SettingsWriter settings) {
        settings.put("condition", condition).put("reason", reason);
    }

    @Override
    public void check(Violations violations, RecordShape before) {
        CelExpression.checkCondition(violations, "condition", condition, before);
        violations.require("reason", reason);
    }

    @Override
    public RecordShape shapeAfter(RecordShape before) {
        return before;
    }
}
