package io.github.managedflink.local.presentation;

import java.time.Duration;

/** Shows people how far work is. */
public final class ProgressText {
    private static final int WHOLE = 100;

    private ProgressText() {}

    /** Returns how much of the work is done, such as {@code 20 %}; 100 % only when all is. */
    public static String share(long done, long all) {
        return (done >= all ? WHOLE : (long) Math.floor((double) done / all * WHOLE)) + " %";
    }

    /** Returns how long the work still takes, in whole seconds, such as {@code 2 min 5 s left}. */
    public static String left(Duration span) {
        return SpanText.of(Duration.ofSeconds(Math.max(1, span.toSeconds()))) + " left";
    }
}
