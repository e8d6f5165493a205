package io.github.managedflink.local.cli;

import java.io.PrintWriter;
import java.util.Optional;
import java.util.OptionalInt;

/** Where a command talks to its user: results go to one writer, progress and faults to another. */
final class Console {
    /** The system property that names the log file. */
    private static final String LOG_PROPERTY = "mflink.log";

    private static final String PREFIX = "mflink: ";

    private final PrintWriter out;
    private final PrintWriter err;
    private final StatusLine status;

    /** @param columns how many columns the terminal has on which progress is shown; nothing if it is no terminal */
    Console(PrintWriter out, PrintWriter err, OptionalInt columns) {
        this.out = out;
        this.err = err;
        this.status = new StatusLine(err, columns, System::nanoTime);
    }

    /** Returns where results go. */
    synchronized PrintWriter out() {
        status.clear();
        return out;
    }

    PrintWriter err() {
        return err;
    }

    synchronized void progress(String line) {
        status.clear();
        err.println(PREFIX + line);
        err.flush();
    }

    /** Shows how far the command is, in the place of what it showed of that before. */
    synchronized void status(String line) {
        status.show(PREFIX + line);
    }

    synchronized int fail(String message, int code) {
        progress(message);
        if (code == ExitCode.JOB_FAILED) {
            logFile().ifPresent(file -> progress("the log is " + file));
        }
        return code;
    }

    private static Optional<String> logFile() {
        return Optional.ofNullable(System.getProperty(LOG_PROPERTY));
    }
}
