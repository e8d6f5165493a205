package io.github.managedflink.test.application;

import java.util.ArrayList;
import java.util.List;

/**
 * A fault that a message has to name.
 *
 * @param setting the full name of the setting
 * @param value how the value reads, or null where there is none
 */
record Wrong(String setting, String value) {
    private static final String BULLET = "  - ";
    private static final int SHOWN_CHARACTERS = 100;

    /** The part of the message's lines that names this fault. */
    private boolean isNamedBy(String line) {
        String shown = value == null ? "" : " = \"" + value.substring(0, Math.min(value.length(), SHOWN_CHARACTERS));
        return line.startsWith(BULLET + setting + (value == null ? ":" : shown));
    }

    /** How a message differs from one that names each fault once, and nothing else; nothing if it does not. */
    static List<String> differences(List<Wrong> expected, String message) {
        List<String> lines = new ArrayList<>(
                message.lines().filter(line -> line.startsWith(BULLET)).toList());
        List<String> differences = new ArrayList<>();
        for (Wrong wrong : expected) {
            lines.stream()
                    .filter(wrong::isNamedBy)
                    .findFirst()
                    .ifPresentOrElse(lines::remove, () -> differences.add("not named: " + wrong));
        }
        lines.forEach(line -> differences.add("not wrong: " + line));
        return differences;
    }
}
