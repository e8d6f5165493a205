package io.github.managedflink.local.cli;

/** What the process tells its caller. */
final class ExitCode {
    static final int DONE = 0;
    static final int JOB_FAILED = 1;
    static final int WRONG_USAGE = 2;
    /** As shells have it of a command that Ctrl-C has ended. */
    static final int INTERRUPTED = 130;

    private ExitCode() {}
}
