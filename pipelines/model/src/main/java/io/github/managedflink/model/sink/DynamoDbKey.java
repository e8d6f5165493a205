package io.github.managedflink.model.sink;

import dev.cel.common.types.CelKind;
import io.github.managedflink.model.record.FieldPath;
import io.github.managedflink.model.record.RecordShape;
import io.github.managedflink.model.settings.SettingsReader;
import io.github.managedflink.model.settings.SettingsWriter;
import io.github.managedflink.model.settings.SpecValue;
import io.github.managedflink.model.settings.Tokens;
import io.github.managedflink.model.settings.Violations;

/**
 * An attribute of a table's primary key, and the field whose value it takes. A record whose field is missing, null,
 * empty or of another type goes to the dead letters.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html">Constraints in
 *     DynamoDB</a>
 */
public final class DynamoDbKey extends SpecValue {
    /** The types of key attributes; records hold nothing that would be binary. */
    public enum Type {
        /** {@code S}: texts, and timestamps as ISO-8601. */
        STRING,
        /** {@code N}: numbers of up to 38 significant digits. */
        NUMBER
    }

    private static final int MAX_NAME = 255;

    private final String attribute;
    private final Type type;
    private final String field;

    private DynamoDbKey(String attribute, Type type, String field) {
        this.attribute = attribute;
        this.type = type;
        this.field = field;
    }

    /** Returns a text that the top-level field of the attribute's name holds. */
    public static DynamoDbKey string(String attribute) {
        return new DynamoDbKey(attribute, Type.STRING, null);
    }

    /** Returns a number that the top-level field of the attribute's name holds. */
    public static DynamoDbKey number(String attribute) {
        return new DynamoDbKey(attribute, Type.NUMBER, null);
    }

    /**
     * Returns the same from another field. The item has the attribute beside the record's own fields, and instead of
     * one of the same name.
     *
     * @param path the field's path, such as {@code customer.id}
     */
    public DynamoDbKey fromField(String path) {
        return new DynamoDbKey(attribute, type, path);
    }

    static DynamoDbKey read(SettingsReader settings, String name) {
        if (!settings.has(name)) {
            return null;
        }
        SettingsReader key = settings.at(name);
        return new DynamoDbKey(key.text("attribute"), key.word("type", Type.class), key.text("field"));
    }

    /** Returns the attribute's name in the table. */
    public String attribute() {
        return attribute;
    }

    /** Returns the attribute's type. */
    public Type type() {
        return type;
    }

    /** Returns the path of the field that the value comes from. */
    public String field() {
        return field != null || attribute == null
                ? field
                : attribute.replace("\\", "\\\\").replace(".", "\\.");
    }

    @Override
    public void writeTo(SettingsWriter settings) {
        settings.put("attribute", attribute).put("type", type).put("field", field);
    }

    @Override
    public void check(Violations violations) {
        check(violations, RecordShape.open());
    }

    void check(Violations violations, RecordShape finished) {
        if (violations.require("attribute", attribute) && !Tokens.isToken(attribute) && attribute.length() > MAX_NAME) {
            violations.add("attribute", attribute, "may have " + MAX_NAME + " characters at most.");
        }
        if (field != null || (attribute != null && !attribute.isEmpty() && !Tokens.isToken(attribute))) {
            FieldPath.check(violations, "field", field(), finished);
        }
        if (violations.require("type", type) && field() != null && !mayBe(finished)) {
            violations.add("field", field(), "is no " + (type == Type.NUMBER ? "number" : "text") + "; cast it.");
        }
    }

    private boolean mayBe(RecordShape finished) {
        return type == Type.NUMBER
                ? finished.mayBe(field(), CelKind.INT) || finished.mayBe(field(), CelKind.DOUBLE)
                : finished.mayBe(field(), CelKind.STRING) || finished.mayBe(field(), CelKind.TIMESTAMP);
    }
}
