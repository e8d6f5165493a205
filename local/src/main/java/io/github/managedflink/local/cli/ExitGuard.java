package io.github.managedflink.local.cli;

/** Notices that somebody else than the command line ends this process, as a job does that calls {@link System#exit}, and makes a failure of it. */
final class ExitGuard {
    private final Console console;
    private volatile boolean isReleased;

    private ExitGuard(Console console) {
        this.console = console;
    }

    /** Guards this process until {@link #release}. */
    static ExitGuard install(Console console) {
        ExitGuard guard = new ExitGuard(console);
        Runtime.getRuntime().addShutdownHook(new Thread(guard::fail, "mflink-exit-guard"));
        return guard;
    }

    /** The command line ends the process itself from now on. */
    void release() {
        isReleased = true;
    }

    private void fail() {
        if (!isReleased) {
            int code = console.fail(
                    "An application has called System.exit, which ended the run without results. On AWS it would"
                            + " end the application's process and restart the job. Remove the call, or throw an"
                            + " exception instead.",
                    ExitCode.JOB_FAILED);
            ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
            // The code that the application gave would be the process's.
            Runtime.getRuntime().halt(code);
        }
    }
}
