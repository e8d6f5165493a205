package io.github.managedflink.model.etl;

import io.github.managedflink.model.record.FieldPath;
import io.github.managedflink.model.record.FieldType;
import io.github.managedflink.model.record.RecordShape;
import io.github.managedflink.model.record.TimestampFormat;
import io.github.managedflink.model.settings.SettingsReader;
import io.github.managedflink.model.settings.SettingsWriter;
import io.github.managedflink.model.settings.Violations;
import java.util.Optional;

/**
 * Gives a field another type. A value that cannot be converted without loss is refused, whether it is a number of JSON,
 * a text or a value of another type: a text that is no number, a number beyond the type's range, a fraction cast to
 * long. A double stands for the shortest decimal that is nearest to it, as outputs write it; a number for which no
 * double stands is not cast to one: 0.1 is, 9007199254740993 and 1e-400 are not. A timestamp is kept to the nanosecond.
 * Surrounding blanks of a text are ignored; a missing or null field stays as it is.
 */
public final class CastStep extends EtlStep {
    static final String TYPE = "cast";

    private final String field;
    private final FieldType to;
    private final TimestampFormat format;

    CastStep(String field, FieldType to, TimestampFormat format) {
        super(TYPE);
        this.field = field;
        this.to = to;
        this.format = format;
    }

    static CastStep read(SettingsReader settings) {
        return new CastStep(
                settings.text("field"), settings.word("to", FieldType.class), TimestampFormat.read(settings, "format"));
    }

    /** Returns the field's path. */
    public String field() {
        return field;
    }

    /** Returns the type that it gets. */
    public FieldType to() {
        return to;
    }

    /** Returns how the field holds a moment; null unless it is cast to a timestamp. */
    public TimestampFormat format() {
        return format;
    }

    @Override
    void writeSettings(SettingsWriter settings) {
        settings.put("field", field).put("to", to).put("format", format);
    }

    @Override
    public void check(Violations violations, RecordShape before) {
        FieldPath.check(violations, "field", field, before);
        violations.require("to", to);
        if (to == FieldType.TIMESTAMP && violations.require("format", format)) {
            format.check(violations.at("format"));
        }
        if (to != null && to != FieldType.TIMESTAMP && format != null) {
            violations.add("format", format, "goes only with a cast to a timestamp.");
        }
    }

    @Override
    public RecordShape shapeAfter(RecordShape before) {
        Optional<String> name = topLevelField(field).filter(before::mayHave);
        return name.isPresent() && to != null ? before.with(name.get(), RecordShape.celType(to)) : before;
    }
}
