package io.github.managedflink.local.cli;

import io.github.managedflink.local.presentation.TextWidth;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.function.LongSupplier;

/**
 * A line that says how far a command is: in place on a terminal, elsewhere as a line of its own, every ten seconds at
 * most.
 */
final class StatusLine {
    private static final Duration INTERVAL = Duration.ofSeconds(10);
    private static final String ERASE = "\r\033[K";

    private final PrintWriter writer;
    private final OptionalInt columns;
    private final LongSupplier nanoTime;
    private String shown = "";
    private long nextNanos;

    /** @param columns how many the terminal has; nothing if it is none */
    StatusLine(PrintWriter writer, OptionalInt columns, LongSupplier nanoTime) {
        this.writer = writer;
        this.columns = columns;
        this.nanoTime = nanoTime;
        this.nextNanos = nanoTime.getAsLong();
    }

    void show(String text) {
        if (text.equals(shown)) {
            return;
        }
        if (columns.isPresent()) {
            // A line as long as the terminal is wide may be broken.
            writer.print(ERASE + TextWidth.cut(text, columns.getAsInt() - 1));
        } else if (nanoTime.getAsLong() - nextNanos >= 0) {
            nextNanos = nanoTime.getAsLong() + INTERVAL.toNanos();
            writer.println(text);
        } else {
            return;
        }
        shown = text;
        writer.flush();
    }

    /** Makes room on a terminal for other lines. */
    void clear() {
        if (columns.isPresent() && !shown.isEmpty()) {
            writer.print(ERASE);
            writer.flush();
            shown = "";
        }
    }
}
