package io.github.managedflink.local.flink;

import java.util.List;

/** Finds the sentence of a failure that helps. */
public final class RootCause {
    private static final String CAUSED_BY = "Caused by: ";

    private RootCause() {}

    public static String of(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = cause.getMessage();
        // The message of many an exception is a bare name, which says nothing without the exception's own.
        return message != null && message.contains(" ")
                ? message
                : cause.getClass().getSimpleName() + (message == null ? "" : ": " + message);
    }

    /** Reads it from a stack trace, which is how a cluster tells a job's failure. */
    static String ofStackTrace(String stackTrace) {
        List<String> lines = stackTrace.lines().toList();
        return lines.stream()
                .filter(line -> line.startsWith(CAUSED_BY))
                .reduce((first, second) -> second)
                .map(line -> line.substring(CAUSED_BY.length()))
                .orElse(lines.isEmpty() ? "unknown" : lines.get(0));
    }
}
