package io.github.managedflink.jobs.step;

import io.github.managedflink.jobs.event.PipelineEvent;
import io.github.managedflink.jobs.record.DataRecord;
import io.github.managedflink.model.record.FieldPath;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

final class Keep implements Transform {
    /** What to keep of an object: per name, what to keep of its value, or null for all of it. */
    private final Map<String, Map<String, ?>> kept = new HashMap<>();

    Keep(List<String> fields) {
        fields.forEach(field -> add(kept, FieldPath.of(field).names()));
    }

    @SuppressWarnings("unchecked") // The type of a tree, which Java cannot write down.
    private static void add(Map<String, Map<String, ?>> level, List<String> names) {
        String name = names.get(0);
        if (names.size() == 1) {
            level.put(name, null);
        } else if (!level.containsKey(name) || level.get(name) != null) {
            Map<String, ?> inner = level.computeIfAbsent(name, key -> new HashMap<>());
            add((Map<String, Map<String, ?>>) inner, names.subList(1, names.size()));
        }
    }

    @Override
    public boolean apply(PipelineEvent event) {
        event.setRecord(part(event.record(), kept));
        return true;
    }

    @SuppressWarnings("unchecked") // As above.
    private static DataRecord part(DataRecord record, Map<String, Map<String, ?>> level) {
        DataRecord part = new DataRecord(level.size() + 4);
        for (int i = 0; i < record.size(); i++) {
            String name = record.nameAt(i);
            Object value = record.valueAt(i);
            Map<String, ?> inner = level.get(name);
            if (inner != null && value instanceof DataRecord) {
                part.add(name, part((DataRecord) value, (Map<String, Map<String, ?>>) inner));
            } else if (inner == null && level.containsKey(name)) {
                part.add(name, value);
            }
        }
        return part;
    }
}
