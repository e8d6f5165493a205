package io.github.managedflink.model.etl;

import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import io.github.managedflink.model.record.FieldPath;
import io.github.managedflink.model.record.RecordShape;
import io.github.managedflink.model.settings.SettingsReader;
import io.github.managedflink.model.settings.SettingsWriter;
import io.github.managedflink.model.settings.Violations;
import java.util.Optional;

/**
 * Moves a field to another path; objects on the way there are made where they are missing. Where the field is missing
 * nothing happens. A record that has a field at the new path already, or something that is no object on the way, is
 * refused.
 */
public final class RenameStep extends EtlStep {
    static final String TYPE = "rename";

    private final String from;
    private final String to;

    RenameStep(String from, String to) {
        super(TYPE);
        this.from = from;
        this.to = to;
    }

    static RenameStep read(SettingsReader settings) {
        return new RenameStep(settings.text("from"), settings.text("to"));
    }

    /** Returns the field's path. */
    public String from() {
        return from;
    }

    /** Returns its new path. */
    public String to() {
        return to;
    }

    @Override
    void writeSettings(SettingsWriter settings) {
        settings.put("from", from).put("to", to);
    }

    @Override
    public void check(Violations violations, RecordShape before) {
        FieldPath.check(violations, "from", from, before);
        FieldPath.check(violations, "to", to);
        if (from != null && from.equals(to)) {
            violations.add("to", to, "must differ from the field's present path.");
        }
        topLevelField(to)
                .filter(name -> before.isClosed() && before.mayHave(name) && !to.equals(from))
                .ifPresent(name -> violations.add("to", to, "is a field already; drop that one first."));
    }

    @Override
    public RecordShape shapeAfter(RecordShape before) {
        Optional<String> source = topLevelField(from);
        CelType type = source.flatMap(before::type).orElse(SimpleType.DYN);
        RecordShape moved = source.map(before::without).orElse(before);
        Optional<String> target = FieldPath.outermost(to);
        if (target.isEmpty()) {
            return moved;
        }
        return topLevelField(to).isPresent() ? moved.with(target.get(), type) : moved.with(target.get());
    }
}
