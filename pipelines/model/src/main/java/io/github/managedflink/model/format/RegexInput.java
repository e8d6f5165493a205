package io.github.managedflink.model.format;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.github.managedflink.model.record.FieldType;
import io.github.managedflink.model.record.RecordShape;
import io.github.managedflink.model.settings.SettingsReader;
import io.github.managedflink.model.settings.SettingsWriter;
import io.github.managedflink.model.settings.Violations;
import java.util.Set;

/**
 * One text a message, in UTF-8, that a regular expression must match as a whole; its named groups, written
 * {@code (?P<name>…)} or {@code (?<name>…)}, are the fields, a group that took no part is null. The syntax is RE2's,
 * which takes linear time on any input.
 *
 * @see <a href="https://github.com/google/re2/wiki/Syntax">RE2 syntax</a>
 */
public final class RegexInput extends InputFormat {
    static final String TYPE = "regex";

    private final String expression;

    RegexInput(String expression) {
        this.expression = expression;
    }

    /** Reads what was written. */
    public static RegexInput read(SettingsReader settings) {
        return new RegexInput(settings.text("expression"));
    }

    @Override
    public String type() {
        return TYPE;
    }

    /** Returns the expression. */
    public String expression() {
        return expression;
    }

    /**
     * Returns the compiled expression.
     *
     * @throws PatternSyntaxException if it is none
     */
    public Pattern pattern() {
        return Pattern.compile(expression);
    }

    @Override
    public RecordShape shape() {
        Set<String> groups = groups();
        // An expression without groups is a fault of its own; it should not make one of every step.
        RecordShape shape = groups.isEmpty() ? RecordShape.open() : RecordShape.closed();
        for (String group : groups) {
            shape = shape.with(group, RecordShape.celType(FieldType.STRING));
        }
        return shape;
    }

    private Set<String> groups() {
        try {
            return expression == null ? Set.of() : pattern().namedGroups().keySet();
        } catch (PatternSyntaxException e) {
            return Set.of();
        }
    }

    @Override
    public void writeTo(SettingsWriter settings) {
        settings.put("type", TYPE).put("expression", expression);
    }

    @Override
    public void check(Violations violations) {
        if (!violations.require("expression", expression)) {
            return;
        }
        try {
            pattern();
            if (groups().isEmpty()) {
                violations.add("expression", expression, "has no named group; write the fields as (?P<name>…).");
            }
        } catch (PatternSyntaxException e) {
            violations.add("expression", expression, "is no RE2 regular expression: " + e.getMessage() + ".");
        }
    }
}
