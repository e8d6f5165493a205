package io.github.managedflink.model.etl;

import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import io.github.managedflink.model.record.CelExpression;
import io.github.managedflink.model.record.FieldPath;
import io.github.managedflink.model.record.RecordShape;
import io.github.managedflink.model.settings.SettingsReader;
import io.github.managedflink.model.settings.SettingsWriter;
import io.github.managedflink.model.settings.Violations;
import java.util.Optional;

/**
 * Sets a field, new or present, to the value of a CEL expression. A record on which the expression fails is refused. A
 * number that is only passed on stays as it is, to the digit; arithmetic with a number for which no double stands
 * fails, unless {@code double(…)} takes the nearest one.
 */
public final class DeriveStep extends EtlStep {
    static final String TYPE = "derive";

    private final String field;
    private final String expression;

    DeriveStep(String field, String expression) {
        super(TYPE);
        this.field = field;
        this.expression = expression;
    }

    static DeriveStep read(SettingsReader settings) {
        return new DeriveStep(settings.text("field"), settings.text("expression"));
    }

    /** Returns the field's path. */
    public String field() {
        return field;
    }

    /** Returns the CEL expression. */
    public String expression() {
        return expression;
    }

    @Override
    void writeSettings(SettingsWriter settings) {
        settings.put("field", field).put("expression", expression);
    }

    @Override
    public void check(Violations violations, RecordShape before) {
        FieldPath.check(violations, "field", field);
        CelExpression.checkValue(violations, "expression", expression, before);
    }

    @Override
    public RecordShape shapeAfter(RecordShape before) {
        Optional<String> name = FieldPath.outermost(field);
        if (name.isEmpty()) {
            return before;
        }
        return topLevelField(field).isPresent() ? before.with(name.get(), resultType(before)) : before.with(name.get());
    }

    private CelType resultType(RecordShape before) {
        return CelExpression.checkValue(new Violations(), "expression", expression, before)
                .orElse(SimpleType.DYN);
    }
}
