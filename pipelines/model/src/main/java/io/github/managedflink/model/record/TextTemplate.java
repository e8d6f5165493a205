package io.github.managedflink.model.record;

import io.github.managedflink.model.settings.Arguments;
import io.github.managedflink.model.settings.Tokens;
import io.github.managedflink.model.settings.Violations;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A text with the values of a record's fields in it: {@code Order {id} of {customer.name}}. A brace that is meant
 * itself is doubled: <code>{{</code> and <code>}}</code>. A missing or null field gives no text, an object or a list
 * its JSON.
 */
public final class TextTemplate {
    private final List<Part> parts;

    private TextTemplate(List<Part> parts) {
        this.parts = Collections.unmodifiableList(parts);
    }

    /**
     * Reads a template.
     *
     * @throws IllegalArgumentException if a brace is not closed or not opened, or if what is between braces is no
     *     {@link FieldPath}
     */
    public static TextTemplate of(String text) {
        Arguments.given("text", text);
        List<Part> parts = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            boolean brace = c == '{' || c == '}';
            if (!brace || text.startsWith(String.valueOf(c) + c, at)) {
                literal.append(c);
                at += brace ? 2 : 1;
                continue;
            }
            int end = text.indexOf('}', at);
            if (c == '}' || end < 0) {
                throw new IllegalArgumentException("the brace at character " + (at + 1) + " is not "
                        + (c == '}' ? "opened" : "closed") + "; double it if it is meant itself");
            }
            addLiteral(parts, literal);
            String path = text.substring(at + 1, end);
            FieldPath.of(path);
            parts.add(new Part(path, true));
            at = end + 1;
        }
        addLiteral(parts, literal);
        return new TextTemplate(parts);
    }

    private static void addLiteral(List<Part> parts, StringBuilder literal) {
        if (literal.length() > 0) {
            parts.add(new Part(literal.toString(), false));
            literal.setLength(0);
        }
    }

    /**
     * Checks that a setting holds a template whose fields a record of this shape may have. Null and CDK tokens pass.
     */
    public static void check(Violations violations, String setting, String text, RecordShape shape) {
        if (text == null || Tokens.isToken(text)) {
            return;
        }
        try {
            for (Part part : of(text).parts) {
                if (part.isField()) {
                    FieldPath.check(violations, setting, part.text(), shape);
                }
            }
        } catch (IllegalArgumentException e) {
            violations.add(
                    setting,
                    text,
                    "is no template: " + e.getMessage() + ". Write fields in braces, such as Order {id}.");
        }
    }

    /** Returns the literal texts and fields, in their order. */
    public List<Part> parts() {
        return parts;
    }

    /** A literal text or a field. */
    public static final class Part {
        private final String text;
        private final boolean field;

        private Part(String text, boolean field) {
            this.text = text;
            this.field = field;
        }

        /** Returns the text, or the field's path. */
        public String text() {
            return text;
        }

        /** Returns whether the part is a field. */
        public boolean isField() {
            return field;
        }
    }
}
