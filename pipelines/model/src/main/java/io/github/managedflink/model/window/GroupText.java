package io.github.managedflink.model.window;

/** Texts of groups: parts joined by vertical bars; those in a part, and backslashes, have a backslash before them. */
public final class GroupText {
    private static final char SEPARATOR = '|';
    private static final char ESCAPE = '\\';

    private GroupText() {}

    /** Joins the values of a group. */
    public static String join(String... parts) {
        if (parts.length == 1 && isPlain(parts[0])) {
            return parts[0];
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < parts.length; i++) {
            if (i > 0) {
                text.append(SEPARATOR);
            }
            append(parts[i], text);
        }
        return text.toString();
    }

    private static boolean isPlain(String part) {
        return part.indexOf(SEPARATOR) < 0 && part.indexOf(ESCAPE) < 0;
    }

    private static void append(String part, StringBuilder text) {
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            if (c == SEPARATOR || c == ESCAPE) {
                text.append(ESCAPE);
            }
            text.append(c);
        }
    }

    /** Compares texts by their code points. */
    public static int compare(String a, String b) {
        int length = Math.min(a.length(), b.length());
        for (int i = 0; i < length; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                // A half of a surrogate pair stands for a code point above all that one char can hold.
                boolean xIsHalf = Character.isSurrogate(x);
                boolean yIsHalf = Character.isSurrogate(y);
                return xIsHalf == yIsHalf ? Character.compare(x, y) : xIsHalf ? 1 : -1;
            }
        }
        return Integer.compare(a.length(), b.length());
    }
}
