package io.github.managedflink.jobs.record;

import io.github.managedflink.model.record.FieldPath;

/** Where a field is in a record, ready for use: {@link FieldPath} with its names as an array. */
public final class RecordPath {
    private final String text;
    private final String[] parents;
    private final String last;

    private RecordPath(String text, String[] parents, String last) {
        this.text = text;
        this.parents = parents;
        this.last = last;
    }

    public static RecordPath of(String text) {
        String[] names = FieldPath.of(text).names().stream().map(String::intern).toArray(String[]::new);
        String[] parents = new String[names.length - 1];
        System.arraycopy(names, 0, parents, 0, parents.length);
        return new RecordPath(text, parents, names[names.length - 1]);
    }

    /** The record that holds the field, or null if a part of the way to it is missing or no record. */
    public DataRecord holder(DataRecord record) {
        DataRecord holder = record;
        for (String name : parents) {
            Object value = holder.get(name);
            if (!(value instanceof DataRecord)) {
                return null;
            }
            holder = (DataRecord) value;
        }
        return holder;
    }

    /**
     * The record that holds the field; what is missing of the way to it is made. Null if a part of the way holds
     * something else.
     */
    public DataRecord holderOrNew(DataRecord record) {
        DataRecord holder = record;
        for (String name : parents) {
            Object value = holder.get(name);
            if (value == null) {
                value = new DataRecord();
                holder.put(name, value);
            } else if (!(value instanceof DataRecord)) {
                return null;
            }
            holder = (DataRecord) value;
        }
        return holder;
    }

    /** The field's name in the record that holds it. */
    public String lastName() {
        return last;
    }

    /** The field's value; null if it is missing. */
    public Object get(DataRecord record) {
        DataRecord holder = holder(record);
        return holder == null ? null : holder.get(last);
    }

    public boolean isPresent(DataRecord record) {
        DataRecord holder = holder(record);
        return holder != null && holder.has(last);
    }

    @Override
    public String toString() {
        return text;
    }
}
