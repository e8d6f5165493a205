package io.github.managedflink.local.presentation;

import io.github.managedflink.model.window.Window;

/** Shows windows to people. */
public final class WindowText {
    private WindowText() {}

    /** In a few words, such as {@code windows of 5 min}. */
    public static String of(Window window) {
        return switch (window.kind()) {
            case TUMBLING -> "windows of " + SpanText.of(window.size());
            case SLIDING -> "windows of " + SpanText.of(window.size()) + " every " + SpanText.of(window.slide());
            case SESSION -> "sessions that end after " + SpanText.of(window.gap());
            case CALENDAR_DAY -> "calendar days of " + window.zone();
        };
    }
}
