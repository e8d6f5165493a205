package io.github.managedflink.model.record;

import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.NullableType;
import io.github.managedflink.model.settings.Arguments;
import io.github.managedflink.model.settings.Violations;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/**
 * Which kinds of values fit which types of a schema: the one table that schemas are checked by at synth. The tests of
 * the jobs hold it against what their encoders take.
 */
public final class ValueKinds {
    private static final Set<CelKind> NUMBERS = EnumSet.of(CelKind.INT, CelKind.UINT, CelKind.DOUBLE);
    private static final Set<CelKind> TEXTS = EnumSet.of(CelKind.STRING, CelKind.TIMESTAMP);
    private static final Map<CelKind, String> WORDS = new EnumMap<>(Map.of(
            CelKind.STRING, "a text",
            CelKind.INT, "a whole number",
            CelKind.UINT, "a whole number",
            CelKind.DOUBLE, "a number",
            CelKind.BOOL, "true or false",
            CelKind.TIMESTAMP, "a timestamp",
            CelKind.LIST, "a list",
            CelKind.MAP, "an object",
            CelKind.NULL_TYPE, "null"));

    private static final Map<String, Set<CelKind>> BY_JSON_TYPE = Map.of(
            "string", TEXTS,
            "integer", NUMBERS,
            "number", NUMBERS,
            "boolean", EnumSet.of(CelKind.BOOL),
            "array", EnumSet.of(CelKind.LIST),
            "object", EnumSet.of(CelKind.MAP),
            "null", EnumSet.of(CelKind.NULL_TYPE));

    private ValueKinds() {}

    /** Returns the kind of a field's values, as far as they are not null. */
    static CelKind of(CelType type) {
        return type instanceof NullableType ? ((NullableType) type).targetType().kind() : type.kind();
    }

    /** Records that values of a field have a kind that its type in a schema never takes. */
    public static void refuseUnfitting(
            Violations violations, String setting, String field, CelKind kind, Set<CelKind> fitting, String type) {
        if (!fitting.contains(kind)) {
            violations.add(
                    setting,
                    field,
                    "is " + WORDS.getOrDefault(kind, "a value")
                            + " in the finished records, which does not fit its type in the schema, " + type
                            + ": all records would be refused. Cast the field, or change the schema.");
        }
    }

    /** Returns the kinds of which values fit an Avro schema, if perhaps not all. */
    public static Set<CelKind> fitting(Schema schema) {
        LogicalType logical = Arguments.given("schema", schema).getLogicalType();
        if (logical instanceof LogicalTypes.TimestampMillis || logical instanceof LogicalTypes.TimestampMicros) {
            return with(NUMBERS, CelKind.TIMESTAMP);
        }
        if (logical instanceof LogicalTypes.Date) {
            return TEXTS;
        }
        if (logical instanceof LogicalTypes.Decimal) {
            return NUMBERS;
        }
        switch (schema.getType()) {
            case BOOLEAN:
                return EnumSet.of(CelKind.BOOL);
            case INT:
            case LONG:
            case FLOAT:
            case DOUBLE:
                return NUMBERS;
            case STRING:
                return isUuid(logical) ? EnumSet.of(CelKind.STRING) : TEXTS;
            case ENUM:
                return EnumSet.of(CelKind.STRING);
            case ARRAY:
                return EnumSet.of(CelKind.LIST);
            case MAP:
            case RECORD:
                return EnumSet.of(CelKind.MAP);
            case UNION:
                Set<CelKind> all = EnumSet.noneOf(CelKind.class);
                schema.getTypes().forEach(branch -> all.addAll(fitting(branch)));
                return all;
            case NULL:
                return EnumSet.of(CelKind.NULL_TYPE);
            default:
                return Collections.emptySet();
        }
    }

    private static boolean isUuid(LogicalType logical) {
        return logical != null && logical.getName().equals("uuid");
    }

    private static Set<CelKind> with(Set<CelKind> kinds, CelKind another) {
        Set<CelKind> more = EnumSet.copyOf(kinds);
        more.add(another);
        return more;
    }

    /**
     * Returns the kinds of which values fit a type of JSON Schema, if perhaps not all; all for a type that it does not
     * have.
     */
    public static Set<CelKind> fitting(String jsonType) {
        return BY_JSON_TYPE.getOrDefault(jsonType, EnumSet.allOf(CelKind.class));
    }
}
