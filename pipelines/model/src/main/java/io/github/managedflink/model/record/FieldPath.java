package io.github.managedflink.model.record;

import io.github.managedflink.model.settings.Arguments;
import io.github.managedflink.model.settings.Violations;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a field is in a record: names joined by dots, as in {@code properties.mag}. A dot that belongs to a name is
 * written {@code \.}, a backslash {@code \\}.
 */
public final class FieldPath {
    /**
     * Functions of CEL on a field or on a text in quotes, conversions, and operators between blanks. Without blanks
     * they may be part of a name, such as one in Base64.
     */
    private static final Pattern EXPRESSION = Pattern.compile(
            "\\.(split|substring|replace|trim|matches|startsWith|endsWith|contains|charAt|indexOf|lastIndexOf|join"
                    + "|size|lowerAscii|upperAscii|toLowerCase|toUpperCase|get[A-Z]\\w+)\\("
                    + "|^\\w+\\(.*['\"].*\\)"
                    + "|^(int|uint|double|string|bool|dyn|has|lowerAscii|upperAscii)\\(.*\\)"
                    + "| (==|!=|<=|>=|&&|\\|\\|) | \\? .* : ");

    private final List<String> names;

    private FieldPath(List<String> names) {
        this.names = List.copyOf(names);
    }

    /**
     * Reads a path.
     *
     * @throws IllegalArgumentException if a name is empty or a backslash escapes neither a dot nor a backslash
     */
    public static FieldPath of(String text) {
        Arguments.given("text", text);
        List<String> names = new ArrayList<>();
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
                if (i == text.length() || (text.charAt(i) != '.' && text.charAt(i) != '\\')) {
                    throw new IllegalArgumentException("a backslash may only escape a dot or a backslash");
                }
                name.append(text.charAt(i));
            } else if (c == '.') {
                end(names, name);
            } else {
                name.append(c);
            }
        }
        end(names, name);
        return new FieldPath(names);
    }

    private static void end(List<String> names, StringBuilder name) {
        if (name.length() == 0) {
            throw new IllegalArgumentException("a name between dots is empty");
        }
        names.add(name.toString());
        name.setLength(0);
    }

    /** Returns whether a text is most likely a CEL expression, not a path. */
    public static boolean isExpression(String text) {
        return EXPRESSION.matcher(Arguments.given("text", text)).find();
    }

    /** Checks that a setting is there and holds a path. */
    public static void check(Violations violations, String setting, String text) {
        check(violations, setting, text, false);
    }

    private static void check(Violations violations, String setting, String text, boolean isName) {
        if (text != null && !isName && isExpression(text)) {
            violations.add(
                    setting,
                    text,
                    "is an expression, but a path is wanted: names joined by dots, such as customer.address.city. A value that"
                            + " has to be computed must be a field of the record first, as derive(…) of a streaming ETL"
                            + " pipeline makes it.");
            return;
        }
        if (violations.require(setting, text)) {
            try {
                of(text);
            } catch (IllegalArgumentException e) {
                violations.add(
                        setting,
                        text,
                        "is no field path: " + e.getMessage()
                                + ". Write names joined by dots, such as customer.address.city.");
            }
        }
    }

    /** Checks that a setting holds the path of a field that a record of this shape may have. */
    public static void check(Violations violations, String setting, String text, RecordShape shape) {
        boolean isName = text != null && shape.names().contains(text);
        check(violations, setting, text, isName);
        outermost(text)
                .filter(name -> (isName || !isExpression(text)) && !shape.mayHave(name))
                .ifPresent(name -> violations.add(
                        setting, text, "is no field here; the fields are " + String.join(", ", shape.names()) + "."));
    }

    /** Checks each of the numbered entries of a setting. An empty list passes. */
    public static void checkAll(Violations violations, String setting, List<String> texts, RecordShape shape) {
        int number = 0;
        for (String text : texts) {
            check(violations, setting + "." + ++number, text, shape);
        }
    }

    /** Returns the first name of a path, if the text is one. */
    public static Optional<String> outermost(String text) {
        try {
            return text == null ? Optional.empty() : Optional.of(of(text).names.get(0));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Returns the names from the outermost field inwards; at least one. */
    public List<String> names() {
        return names;
    }

    /** Returns whether the field lies directly in the record. */
    public boolean isTopLevel() {
        return names.size() == 1;
    }
}
