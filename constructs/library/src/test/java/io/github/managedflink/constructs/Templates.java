package io.github.managedflink.constructs;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.assertions.Template;

/** Walks through the JSON of a template. */
final class Templates {
    private Templates() {}

    /** The properties of the one resource of a type. */
    static Map<String, Object> only(Template template, String type) {
        Map<String, Map<String, Object>> resources = template.findResources(type);
        if (resources.size() != 1) {
            throw new AssertionError("expected one " + type + ", found " + resources.keySet());
        }
        return map(resources.values().iterator().next(), "Properties");
    }

    /** The object below {@code path}. */
    @SuppressWarnings("unchecked") // A JSON object.
    static Map<String, Object> map(Object value, String... path) {
        return (Map<String, Object>) get(value, path);
    }

    /** The array below {@code path}. */
    static List<?> list(Object value, String... path) {
        return (List<?>) get(value, path);
    }

    private static Object get(Object value, String... path) {
        Object current = value;
        for (String key : path) {
            current = map(current).get(key);
        }
        return current;
    }
}
