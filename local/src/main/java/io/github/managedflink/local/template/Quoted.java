package io.github.managedflink.local.template;

/** A text of somebody else's, as messages show it. */
public final class Quoted {
    private static final int MAX_LENGTH = 100;

    private Quoted() {}

    /** Returns it in quotes, without characters that a terminal would obey, and not without end. */
    public static String of(String text) {
        String head = text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH) + "…";
        StringBuilder quoted = new StringBuilder("\"");
        head.codePoints()
                .forEach(each -> quoted.append(
                        Character.isISOControl(each) ? "\\u%04x".formatted(each) : Character.toString(each)));
        return quoted.append('"').toString();
    }
}
