package io.github.managedflink.jobs.kpi;

import io.github.managedflink.jobs.record.DataRecord;
import io.github.managedflink.jobs.record.ScalarText;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A document of rules as settings: the names of what is in each other joined by dots, the elements of lists numbered
 * from 1.
 */
final class RulesDocument {
    private RulesDocument() {}

    static Map<String, String> settings(DataRecord document) {
        Map<String, String> settings = new TreeMap<>();
        add("", document, settings);
        return settings;
    }

    private static void add(String name, Object value, Map<String, String> settings) {
        if (value instanceof DataRecord) {
            DataRecord record = (DataRecord) value;
            for (int i = 0; i < record.size(); i++) {
                add(name.isEmpty() ? record.nameAt(i) : name + '.' + record.nameAt(i), record.valueAt(i), settings);
            }
        } else if (value instanceof List) {
            int number = 0;
            for (Object element : (List<?>) value) {
                add(name + '.' + ++number, element, settings);
            }
        } else if (value != null) {
            settings.put(name, ScalarText.of(value));
        }
    }
}
