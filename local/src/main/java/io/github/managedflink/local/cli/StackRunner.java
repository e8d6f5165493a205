package io.github.managedflink.local.cli;

import io.github.managedflink.local.assembly.DeploymentInputs;
import io.github.managedflink.local.kpi.Monitors;
import io.github.managedflink.local.result.Interruption;
import io.github.managedflink.local.result.LocalRunResult;
import io.github.managedflink.local.run.LocalRun;
import io.github.managedflink.local.template.AssemblyException;
import java.nio.file.Path;

/** Runs a stack for a command. */
final class StackRunner {
    private final Console console;
    private final Interruption interruption;
    private final Path assembly;
    private final String stack;
    private final DeploymentInputs inputs;

    StackRunner(Console console, Interruption interruption, Path assembly, String stack, DeploymentInputs inputs) {
        this.console = console;
        this.interruption = interruption;
        this.assembly = assembly;
        this.stack = stack;
        this.inputs = inputs;
    }

    /**
     * Runs it, shows how it ended, and gives the exit code.
     *
     * @param untilDrained whether the run ends when everything fed has been processed
     */
    int run(LocalRun.Builder settings, boolean untilDrained) {
        LocalRunResult result = settings.assembly(assembly)
                .stack(stack)
                .interruption(interruption)
                .progress(console::progress)
                .run();
        new ResultPrinter(console.out()).print(result);
        new BoardPrinter(console.out()).print(result.outputs());
        printMonitors(result);
        Verdict verdict = Verdict.of(result, untilDrained);
        verdict.messages().forEach(console::progress);
        if (result.interrupted()) {
            return console.fail(
                    "interrupted; " + (result.isSuccess() ? "" : "an application failed; ")
                            + "what is shown is what there was until then",
                    ExitCode.INTERRUPTED);
        }
        if (!result.isSuccess()) {
            return console.fail("an application failed", ExitCode.JOB_FAILED);
        }
        return verdict.isFailure()
                ? console.fail("the run did not do what it was for", ExitCode.JOB_FAILED)
                : ExitCode.DONE;
    }

    private void printMonitors(LocalRunResult result) {
        try {
            new MonitorPrinter(console.out()).print(Monitors.of(assembly, stack, inputs), result);
        } catch (AssemblyException e) {
            console.progress(
                    "the assembly has changed since the run began, so its monitors are not shown: " + e.getMessage());
        }
    }
}
