package io.github.managedflink.constructs.application;

import io.github.managedflink.model.application.ApplicationResourceRules;
import io.github.managedflink.model.settings.Violation;
import io.github.managedflink.model.settings.Violations;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awscdk.services.kinesisanalyticsv2.CfnApplication;
import software.amazon.awscdk.services.kinesisanalyticsv2.CfnApplicationProps;
import software.constructs.Construct;

/**
 * The CloudFormation resource, which remembers what is overridden in it: the CDK keeps overrides to itself until it
 * writes the template, and what the service refuses is to be found before.
 */
final class ApplicationResource extends CfnApplication {
    private static final String PROPERTIES = "Properties.";
    /** The names in a path of an override; a dot within a name is escaped. */
    private static final Pattern SEPARATOR = Pattern.compile("(?<!\\\\)\\.");

    private static final Pattern INDEX = Pattern.compile("\\d{1,3}");

    private final Map<String, Object> overrides = new LinkedHashMap<>();

    ApplicationResource(Construct scope, CfnApplicationProps props) {
        super(scope, "Resource", props);
    }

    /** All other ways to override, also those to delete, come here. */
    @Override
    public void addOverride(String path, Object value) {
        overrides.remove(path);
        overrides.put(path, value);
        super.addOverride(path, value);
    }

    /** Returns what the service would refuse of the resource as it is now, overrides included. */
    List<String> violations() {
        Map<String, Object> properties = copyOf(renderProperties(getCfnProperties()));
        Violations violations = new Violations();
        overrides.forEach((path, value) -> {
            if (path.startsWith(PROPERTIES)) {
                override(properties, path.substring(PROPERTIES.length()), value, violations);
            }
        });
        ApplicationResourceRules.check(properties, violations);
        return violations.all().stream().map(Violation::toString).toList();
    }

    @SuppressWarnings("unchecked") // A copy of a map is a map.
    private static Map<String, Object> copyOf(Map<String, Object> properties) {
        return (Map<String, Object>) copy(properties);
    }

    private static Object copy(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> copy = new LinkedHashMap<>();
            map.forEach((name, inner) -> copy.put(String.valueOf(name), copy(inner)));
            return copy;
        }
        return value instanceof List<?> list
                ? list.stream().map(ApplicationResource::copy).collect(Collectors.toCollection(ArrayList::new))
                : value;
    }

    private static void override(Map<String, Object> properties, String path, Object value, Violations violations) {
        List<String> names = SEPARATOR
                .splitAsStream(path)
                .map(name -> name.replace("\\.", "."))
                .toList();
        Object place = properties;
        for (String name : names.subList(0, names.size() - 1)) {
            if (!isIn(place, name)) {
                refuse(path, name, violations);
                return;
            }
            Object inner = get(place, name);
            if (!(inner instanceof Map || inner instanceof List)) {
                inner = new LinkedHashMap<String, Object>();
                put(place, name, inner);
            }
            place = inner;
        }
        String last = names.get(names.size() - 1);
        if (isIn(place, last)) {
            put(place, last, copy(value));
        } else {
            refuse(path, last, violations);
        }
    }

    private static boolean isIn(Object place, String name) {
        return !(place instanceof List) || INDEX.matcher(name).matches();
    }

    /** The CDK leaves such an override out of the template without a word. */
    private static void refuse(String path, String name, Violations violations) {
        violations.add(
                path,
                name,
                "is no element of the list there, so the override has no effect. Write the number of the element, the"
                        + " first is 0.");
    }

    private static Object get(Object place, String name) {
        if (place instanceof List<?> list) {
            int index = Integer.parseInt(name);
            return index < list.size() ? list.get(index) : null;
        }
        return ((Map<?, ?>) place).get(name);
    }

    @SuppressWarnings("unchecked") // Both were made here.
    private static void put(Object place, String name, Object value) {
        if (place instanceof Map) {
            ((Map<String, Object>) place).put(name, value);
            return;
        }
        List<Object> list = (List<Object>) place;
        int index = Integer.parseInt(name);
        while (list.size() <= index) {
            list.add(null);
        }
        list.set(index, value);
    }
}
