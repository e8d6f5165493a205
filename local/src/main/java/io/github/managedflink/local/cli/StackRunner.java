package io.github.managedflink.local.cli;

import io.github.managedflink.local.run.LocalRun;
import io.github.managedflink.local.run.LocalRunResult;

/** Runs a stack for a command. */
final class StackRunner {
    private final Console console;

    StackRunner(Console console) {
        this.console = console;
    }

    /** Runs it, shows how it ended, and gives the exit code. */
    int run(LocalRun.Builder run) {
        StopRequest request = StopRequest.interrupt(Thread.currentThread());
        try {
            LocalRunResult result = run.progress(console::progress).run();
            new ResultPrinter(console.out()).print(result);
            new BoardPrinter(console.out()).print(result.outputs());
            if (!result.isSuccess()) {
                return console.fail("an application failed", ExitCode.JOB_FAILED);
            }
            return ExitCode.DONE;
        } finally {
            request.close();
        }
    }
}
