package io.github.managedflink.jobs.format;

import io.github.managedflink.model.record.FieldPath;
import java.io.Serializable;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;

/** The fields of a record that somebody needs: whole ones, and parts of ones. */
public final class FieldSelection implements Serializable {
    private static final long serialVersionUID = 1L;

    /** By name; null for a field that is needed whole. */
    private HashMap<String, FieldSelection> parts = new HashMap<>();

    private FieldSelection() {}

    /** The fields at these paths. */
    public static FieldSelection of(Collection<String> paths) {
        FieldSelection selection = new FieldSelection();
        paths.forEach(path -> selection.add(FieldPath.of(path).names()));
        return selection;
    }

    private void add(List<String> names) {
        if (parts == null) {
            return;
        }
        FieldSelection part = parts.computeIfAbsent(names.get(0).intern(), name -> new FieldSelection());
        if (names.size() == 1) {
            part.parts = null;
        } else {
            part.add(names.subList(1, names.size()));
        }
    }

    /** What is needed of the field of a name; null if nothing is. */
    FieldSelection part(String name) {
        return parts.get(name);
    }

    boolean has(String name) {
        return parts.containsKey(name);
    }

    /** Whether the field is needed with everything in it. */
    boolean isWhole() {
        return parts == null;
    }

    /** How many fields lie directly in it. */
    int size() {
        return parts.size();
    }

    /** How many whole fields there are in it. */
    int wholeFields() {
        return parts == null
                ? 1
                : parts.values().stream().mapToInt(FieldSelection::wholeFields).sum();
    }
}
