package io.github.managedflink.local.presentation;

import io.github.managedflink.model.window.Window;

/** Shows windows to people. */
public final class ShownWindow {
    private ShownWindow() {}

    /** In a few words, such as {@code windows of 5 min}. */
    public static String of(Window window) {
        return switch (window.kind()) {
            case TUMBLING -> "windows of " + ShownSpan.of(window.size());
            case SLIDING -> "windows of " + ShownSpan.of(window.size()) + " every " + ShownSpan.of(window.slide());
            case SESSION -> "sessions that end after " + ShownSpan.of(window.gap());
            case CALENDAR_DAY -> "calendar days of " + window.zone();
        };
    }
}
