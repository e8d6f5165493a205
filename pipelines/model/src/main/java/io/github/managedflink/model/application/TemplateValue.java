package io.github.managedflink.model.application;

import io.github.managedflink.model.settings.Tokens;
import io.github.managedflink.model.settings.Violations;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A value among the properties of a resource, with the place where it stands. What only the deployment knows, an
 * intrinsic function or a token, passes every check.
 */
final class TemplateValue {
    /** Stands for what lies within a value that only the deployment knows. */
    private static final Object UNKNOWN = new Object();

    private final String path;
    private final Object value;
    private final Violations violations;

    TemplateValue(String path, Object value, Violations violations) {
        this.path = path;
        this.value = value;
        this.violations = violations;
    }

    TemplateValue at(String name) {
        Object within = value == null ? null : UNKNOWN;
        Object inner = isKnown() && value instanceof Map ? ((Map<?, ?>) value).get(name) : within;
        return new TemplateValue(path.isEmpty() ? name : path + "." + name, inner, violations);
    }

    /** The elements of a list; none of what is no list. */
    List<TemplateValue> elements() {
        List<?> list = value instanceof List ? (List<?>) value : List.of();
        return list.stream()
                .map(element -> new TemplateValue(path, element, violations))
                .collect(Collectors.toUnmodifiableList());
    }

    /** The entries of a map; none of what is no map. */
    Map<?, ?> entries() {
        return isKnown() && value instanceof Map ? (Map<?, ?>) value : Map.of();
    }

    boolean isEmptyMap() {
        return value instanceof Map && ((Map<?, ?>) value).isEmpty();
    }

    boolean isText(String expected) {
        return text().filter(expected::equals).isPresent();
    }

    boolean isPresent() {
        return value != null;
    }

    private boolean isKnown() {
        if (value instanceof Number) {
            return !Tokens.isToken((Number) value);
        }
        if (value instanceof Map && ((Map<?, ?>) value).size() == 1) {
            String key = String.valueOf(((Map<?, ?>) value).keySet().iterator().next());
            return !key.equals("Ref") && !key.startsWith("Fn::");
        }
        return !(value instanceof String) || !Tokens.isToken((String) value);
    }

    /** The value as a text, where it is a scalar that is known. */
    Optional<String> text() {
        boolean scalar = value instanceof String || value instanceof Number || value instanceof Boolean;
        return scalar && isKnown() ? Optional.of(String.valueOf(value)) : Optional.empty();
    }

    void require() {
        if (!isPresent()) {
            refuse("is required but missing.");
        }
    }

    void requireText() {
        require();
        if (value instanceof List || (value instanceof Map && isKnown())) {
            refuse("must be a text.");
        }
    }

    void mustBeObject() {
        if (isPresent() && value != UNKNOWN && isKnown() && !(value instanceof Map)) {
            refuse("must be an object.");
        }
    }

    void refuse(String advice) {
        violations.add(path, text().orElse(isPresent() ? "set" : null), advice);
    }

    void refuseIfPresent(String advice) {
        if (isPresent() && value != UNKNOWN) {
            refuse(advice);
        }
    }

    void matches(Pattern pattern, String advice) {
        text().filter(text -> !pattern.matcher(text).matches()).ifPresent(text -> refuse(advice));
    }

    void oneOf(Set<String> allowed) {
        text().filter(text -> !allowed.contains(text))
                .ifPresent(text -> refuse("must be one of " + String.join(", ", allowed) + "."));
    }

    /** CloudFormation takes a number also as a text. */
    void wholeNumber(long least, long most) {
        text().ifPresent(text -> {
            if (!text.matches("-?[0-9]{1,18}(\\.0)?")) {
                refuse("must be a whole number.");
            } else {
                long number = Long.parseLong(text.replace(".0", ""));
                if (number < least || number > most) {
                    refuse(
                            most == Long.MAX_VALUE
                                    ? "must be at least " + least + "."
                                    : "must be between " + least + " and " + most + ".");
                }
            }
        });
    }

    /** A list known at deployment passes. */
    void size(int least, int most, String what) {
        if (value instanceof List) {
            int size = ((List<?>) value).size();
            if (size < least || size > most) {
                violations.add(path, size + " " + what, "must be " + least + " to " + most + ".");
            }
        }
    }
}
