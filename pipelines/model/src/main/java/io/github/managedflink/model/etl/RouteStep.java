package io.github.managedflink.model.etl;

import io.github.managedflink.model.record.CelExpression;
import io.github.managedflink.model.record.RecordShape;
import io.github.managedflink.model.settings.SettingsReader;
import io.github.managedflink.model.settings.SettingsWriter;
import io.github.managedflink.model.settings.Violations;

/**
 * Sends the records for which a CEL expression is true to a named sink instead of the default sink; the first such
 * route holds. A route that copies sends them there as well and goes on as if it had not matched. The condition sees
 * the record as it is at this step; what is written is the finished record. A record on which the expression fails is
 * refused.
 */
public final class RouteStep extends EtlStep {
    static final String TYPE = "route";

    private final String condition;
    private final String sink;
    private final boolean copy;

    RouteStep(String condition, String sink, boolean copy) {
        super(TYPE);
        this.condition = condition;
        this.sink = sink;
        this.copy = copy;
    }

    static RouteStep read(SettingsReader settings) {
        return new RouteStep(settings.text("condition"), settings.text("sink"), settings.flag("copy"));
    }

    /**
     * Returns the same as a copy: a matching record goes to the sink and further routes, or the default sink, hold as
     * well.
     */
    public RouteStep copying() {
        return new RouteStep(condition, sink, true);
    }

    /** Returns the CEL expression. */
    public String condition() {
        return condition;
    }

    /** Returns the sink's name. */
    public String sink() {
        return sink;
    }

    /** Returns whether the record goes on as if the route had not matched. */
    public boolean isCopy() {
        return copy;
    }

    @Override
    void writeSettings(SettingsWriter settings) {
        settings.put("condition", condition).put("sink", sink).put("copy", copy);
    }

    @Override
    public void check(Violations violations, RecordShape before) {
        CelExpression.checkCondition(violations, "condition", condition, before);
        violations.require("sink", sink);
    }

    @Override
    public RecordShape shapeAfter(RecordShape before) {
        return before;
    }
}
