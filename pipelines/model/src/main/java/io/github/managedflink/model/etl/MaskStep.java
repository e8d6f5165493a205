package io.github.managedflink.model.etl;

import io.github.managedflink.model.record.FieldPath;
import io.github.managedflink.model.record.FieldType;
import io.github.managedflink.model.record.RecordShape;
import io.github.managedflink.model.settings.SettingsReader;
import io.github.managedflink.model.settings.SettingsWriter;
import io.github.managedflink.model.settings.Violations;
import java.util.Optional;

/**
 * Makes a field's value unreadable; a number or a boolean is masked as its text, a missing or null field stays as it
 * is. An object or a list is refused.
 */
public final class MaskStep extends EtlStep {
    static final String TYPE = "mask";

    /** What takes the value's place. */
    public enum Method {
        /** Asterisks, as many as the value has characters. */
        ALL,
        /** Asterisks but for the last characters; a value that has no more than those is asterisks alone. */
        KEEP_LAST,
        /**
         * The HMAC-SHA-256 of the value with the salt as its key, both in UTF-8, as 64 hexadecimal digits (RFC 2104).
         */
        HMAC_SHA_256
    }

    private final String field;
    private final Method method;
    private final Integer kept;
    private final String salt;

    MaskStep(String field, Method method, Integer kept, String salt) {
        super(TYPE);
        this.field = field;
        this.method = method;
        this.kept = kept;
        this.salt = salt;
    }

    static MaskStep read(SettingsReader settings) {
        return new MaskStep(
                settings.text("field"),
                settings.word("method", Method.class),
                settings.integer("kept"),
                settings.text("salt"));
    }

    /** Returns the field's path. */
    public String field() {
        return field;
    }

    /** Returns what takes the value's place. */
    public Method method() {
        return method;
    }

    /** Returns how many of the last characters stay readable; 0 unless the method is {@link Method#KEEP_LAST}. */
    public int kept() {
        return kept == null ? 0 : kept;
    }

    /** Returns the key of the hash; null unless the method is {@link Method#HMAC_SHA_256}. */
    public String salt() {
        return salt;
    }

    @Override
    void writeSettings(SettingsWriter settings) {
        settings.put("field", field).put("method", method).put("kept", kept).put("salt", salt);
    }

    @Override
    public void check(Violations violations, RecordShape before) {
        FieldPath.check(violations, "field", field, before);
        violations.require("method", method);
        if (method == Method.KEEP_LAST && violations.require("kept", kept)) {
            violations.range("kept", kept, 1, 100);
        }
        if (method == Method.HMAC_SHA_256) {
            violations.require("salt", salt);
        }
    }

    @Override
    public RecordShape shapeAfter(RecordShape before) {
        Optional<String> name = topLevelField(field).filter(before::mayHave);
        return name.isPresent() ? before.with(name.get(), RecordShape.celType(FieldType.STRING)) : before;
    }
}
