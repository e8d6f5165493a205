package io.github.managedflink.local.cli;

import java.io.PrintWriter;
import java.util.Optional;

/**
 * Where a command talks to its user.
 *
 * @param out for results
 * @param err for progress and faults
 */
record Console(PrintWriter out, PrintWriter err) {
    /** The system property that names the log file. */
    private static final String LOG_PROPERTY = "mflink.log";

    void progress(String line) {
        err.println("mflink: " + line);
        err.flush();
    }

    int fail(String message, int code) {
        err.println("mflink: " + message);
        if (code == ExitCode.JOB_FAILED) {
            logFile().ifPresent(file -> err.println("mflink: the log is " + file));
        }
        err.flush();
        return code;
    }

    private static Optional<String> logFile() {
        return Optional.ofNullable(System.getProperty(LOG_PROPERTY));
    }
}
