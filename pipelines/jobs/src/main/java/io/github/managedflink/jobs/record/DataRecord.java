package io.github.managedflink.jobs.record;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A parsed record: fields in their order, by name. A value is null or a {@link String}, {@link Boolean}, {@link Long},
 * {@link Double}, {@link JsonNumber}, {@link java.math.BigDecimal}, {@link java.time.Instant}, {@link DataRecord} or
 * {@link List} of such values.
 *
 * <p>Mutable, for the one operator chain that holds it. Names of small records are found by a scan, which is faster
 * than hashing for the few fields that most records have.
 */
public final class DataRecord {
    private static final int INDEX_ABOVE = 24;
    private static final int INITIAL_CAPACITY = 12;

    private String[] names;
    private Object[] values;
    private int size;
    /** Positions by name; null while the record is small or after a change of order. */
    private Map<String, Integer> index;

    public DataRecord() {
        this(INITIAL_CAPACITY);
    }

    public DataRecord(int capacity) {
        names = new String[capacity];
        values = new Object[capacity];
    }

    public int size() {
        return size;
    }

    public String nameAt(int position) {
        return names[position];
    }

    public Object valueAt(int position) {
        return values[position];
    }

    public void setAt(int position, Object value) {
        values[position] = value;
    }

    /** The position of a field, or -1. */
    @SuppressWarnings("ReferenceEquality") // Only a shortcut: what it misses is compared by value.
    public int indexOf(String name) {
        if (size > INDEX_ABOVE) {
            return indexed(name);
        }
        // Parsers hand out one instance per name, so that identity finds nearly every field that is there.
        for (int i = 0; i < size; i++) {
            if (names[i] == name) {
                return i;
            }
        }
        int hash = name.hashCode();
        for (int i = 0; i < size; i++) {
            if (names[i].hashCode() == hash && names[i].equals(name)) {
                return i;
            }
        }
        return -1;
    }

    private int indexed(String name) {
        if (index == null) {
            index = new HashMap<>(size * 2);
            for (int i = 0; i < size; i++) {
                index.put(names[i], i);
            }
        }
        Integer position = index.get(name);
        return position == null ? -1 : position;
    }

    /** The value of a field; null if the field is missing or holds null. */
    public Object get(String name) {
        int position = indexOf(name);
        return position < 0 ? null : values[position];
    }

    public boolean has(String name) {
        return indexOf(name) >= 0;
    }

    /** Sets a field; a new one becomes the last. */
    public void put(String name, Object value) {
        int position = indexOf(name);
        if (position >= 0) {
            values[position] = value;
        } else {
            append(name, value);
        }
    }

    /** Adds a field, unless one of that name is there. */
    public boolean add(String name, Object value) {
        if (indexOf(name) >= 0) {
            return false;
        }
        append(name, value);
        return true;
    }

    private void append(String name, Object value) {
        if (size == names.length) {
            int capacity = Math.max(INITIAL_CAPACITY, size * 2);
            names = Arrays.copyOf(names, capacity);
            values = Arrays.copyOf(values, capacity);
        }
        names[size] = name;
        values[size] = value;
        if (index != null) {
            index.put(name, size);
        }
        size++;
    }

    /** Takes a field out, if it is there. */
    public void remove(String name) {
        int position = indexOf(name);
        if (position >= 0) {
            removeAt(position);
        }
    }

    private void removeAt(int position) {
        size--;
        System.arraycopy(names, position + 1, names, position, size - position);
        System.arraycopy(values, position + 1, values, position, size - position);
        names[size] = null;
        values[size] = null;
        index = null;
    }

    /** Gives the field at a position another name; the field keeps its place. The new name must be free. */
    public void renameAt(int position, String name) {
        names[position] = name;
        index = null;
    }

    /** A copy that shares no mutable part with this record. */
    public DataRecord copy() {
        DataRecord copy = new DataRecord(Math.max(size, 1));
        for (int i = 0; i < size; i++) {
            copy.append(names[i], copyOf(values[i]));
        }
        return copy;
    }

    /** A copy of a field's value that shares no mutable part with it. */
    public static Object copyOf(Object value) {
        if (value instanceof DataRecord) {
            return ((DataRecord) value).copy();
        }
        if (value instanceof List) {
            List<?> list = (List<?>) value;
            List<Object> copy = new ArrayList<>(list.size());
            for (Object element : list) {
                copy.add(copyOf(element));
            }
            return copy;
        }
        return value;
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof DataRecord) || ((DataRecord) other).size != size) {
            return false;
        }
        DataRecord that = (DataRecord) other;
        return Arrays.equals(names, 0, size, that.names, 0, size)
                && Arrays.equals(values, 0, size, that.values, 0, size);
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (int i = 0; i < size; i++) {
            hash = 31 * hash + names[i].hashCode();
            hash = 31 * hash + (values[i] == null ? 0 : values[i].hashCode());
        }
        return hash;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("{");
        for (int i = 0; i < size; i++) {
            text.append(i == 0 ? "" : ", ").append(names[i]).append('=').append(values[i]);
        }
        return text.append('}').toString();
    }
}
