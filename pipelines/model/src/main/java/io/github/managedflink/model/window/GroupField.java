package io.github.managedflink.model.window;

import io.github.managedflink.model.record.FieldPath;
import io.github.managedflink.model.record.RecordShape;
import io.github.managedflink.model.settings.SettingsReader;
import io.github.managedflink.model.settings.SettingsWriter;
import io.github.managedflink.model.settings.SpecValue;
import io.github.managedflink.model.settings.Violations;
import java.util.List;

/**
 * A field whose value, with that of the other group fields, says which member an event belongs to. An event in which it
 * is missing, null, an object or a list goes to the dead letters. In the entries the value is a text, a number as it
 * was written.
 */
public final class GroupField extends SpecValue {
    private final String field;
    private final String name;

    private GroupField(String field, String name) {
        this.field = field;
        this.name = name;
    }

    /**
     * Returns a field under the last name of its path.
     *
     * @param path the field's path, such as {@code customer.country}
     */
    public static GroupField of(String path) {
        return new GroupField(path, null);
    }

    /** Returns the same under another name in the entries. */
    public GroupField as(String other) {
        return new GroupField(field, other);
    }

    static GroupField read(SettingsReader settings) {
        return new GroupField(settings.text("field"), settings.text("name"));
    }

    /** Returns the field's path in an event. */
    public String field() {
        return field;
    }

    /** Returns the field's name in the entries. */
    public String name() {
        if (name != null || FieldPath.outermost(field).isEmpty()) {
            return name;
        }
        List<String> names = FieldPath.of(field).names();
        return names.get(names.size() - 1);
    }

    @Override
    public void writeTo(SettingsWriter settings) {
        settings.put("field", field).put("name", name);
    }

    @Override
    public void check(Violations violations) {
        FieldPath.check(violations, "field", field, RecordShape.open());
    }

    void check(Violations violations, RecordShape arriving, OutputFields outputs) {
        FieldPath.check(violations, "field", field, arriving);
        if (name() != null && (name != null || !FieldPath.isExpression(field))) {
            outputs.checkName(violations, "name", name());
        }
    }
}
