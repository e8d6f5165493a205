package io.github.managedflink.model.record;

import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.NullableType;
import dev.cel.common.types.SimpleType;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is known, before a job runs, of the top-level fields of a record at one place in the pipeline. In an open shape
 * there may be further fields; in a closed one there are none, so that an expression which names another is wrong.
 */
public final class RecordShape {
    private final boolean closed;
    private final Map<String, CelType> fields;

    private RecordShape(boolean closed, Map<String, CelType> fields) {
        this.closed = closed;
        this.fields = Collections.unmodifiableMap(fields);
    }

    /** Returns nothing is known. */
    public static RecordShape open() {
        return new RecordShape(false, Map.of());
    }

    /** Returns the same shape without other fields but those added. */
    public static RecordShape closed() {
        return new RecordShape(true, Map.of());
    }

    /** Returns the CEL type of a field that is null or of {@code type}. */
    public static CelType celType(FieldType type) {
        if (type == null) {
            return SimpleType.DYN;
        }
        switch (type) {
            case STRING:
                return NullableType.create(SimpleType.STRING);
            case LONG:
                return NullableType.create(SimpleType.INT);
            case DOUBLE:
            case DECIMAL:
                return NullableType.create(SimpleType.DOUBLE);
            case BOOLEAN:
                return NullableType.create(SimpleType.BOOL);
            default:
                return SimpleType.TIMESTAMP;
        }
    }

    /** Returns the same with a field of a type; it replaces one of that name. */
    public RecordShape with(String name, CelType type) {
        Map<String, CelType> changed = new LinkedHashMap<>(fields);
        changed.put(name, type);
        return new RecordShape(closed, changed);
    }

    /** Returns the same with a field of which nothing is known but its name. */
    public RecordShape with(String name) {
        return with(name, SimpleType.DYN);
    }

    /** Returns the same without a field. In an open shape nothing is known of it afterwards. */
    public RecordShape without(String name) {
        Map<String, CelType> changed = new LinkedHashMap<>(fields);
        changed.remove(name);
        return new RecordShape(closed, changed);
    }

    /** Returns the shape of just the given fields, as far as they are there. */
    public RecordShape only(Set<String> names) {
        Map<String, CelType> changed = new LinkedHashMap<>();
        for (String name : names) {
            if (fields.containsKey(name) || !closed) {
                changed.put(name, fields.getOrDefault(name, SimpleType.DYN));
            }
        }
        return new RecordShape(true, changed);
    }

    /** Returns whether there are no fields but the known ones. */
    public boolean isClosed() {
        return closed;
    }

    /** Returns the known fields' names. */
    public Set<String> names() {
        return fields.keySet();
    }

    /** Returns whether a field of that name may be there. */
    public boolean mayHave(String name) {
        return !closed || fields.containsKey(name);
    }

    /**
     * Returns whether the field at a path may hold a value of a kind: it may unless its type is known to be another.
     */
    public boolean mayBe(String path, CelKind kind) {
        Optional<CelType> known = FieldPath.outermost(path)
                .filter(name -> FieldPath.of(path).isTopLevel())
                .map(fields::get);
        CelKind type = known.map(ValueKinds::of).orElse(CelKind.DYN);
        return type == CelKind.DYN || type == kind;
    }

    /** Returns the kind of the values of a top-level field; empty if it is not known. */
    public Optional<CelKind> kind(String name) {
        return Optional.ofNullable(fields.get(name)).map(ValueKinds::of).filter(kind -> kind != CelKind.DYN);
    }

    /** Returns a field's type; dynamic in an open shape that does not know it, empty in a closed one. */
    public Optional<CelType> type(String name) {
        return Optional.ofNullable(fields.getOrDefault(name, closed ? null : SimpleType.DYN));
    }
}
