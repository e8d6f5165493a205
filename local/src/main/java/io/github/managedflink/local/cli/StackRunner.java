package io.github.managedflink.local.cli;

import io.github.managedflink.local.application.BundledPipelines;
import io.github.managedflink.local.assembly.DeploymentInputs;
import io.github.managedflink.local.result.Interruption;
import io.github.managedflink.local.result.LocalRunResult;
import io.github.managedflink.local.run.LocalRun;
import io.github.managedflink.local.template.AssemblyException;
import io.github.managedflink.model.kpi.KpiMonitorSpec;
import io.github.managedflink.model.leaderboard.MetricsLeaderboardSpec;
import java.nio.file.Path;

/** Runs a stack for a command. */
final class StackRunner {
    private final Console console;
    private final Interruption interruption;
    private final Path assembly;
    private final String stack;
    private final DeploymentInputs inputs;
    private final Page page;
    private final int plots;

    StackRunner(
            Console console,
            Interruption interruption,
            Path assembly,
            String stack,
            DeploymentInputs inputs,
            Page page,
            int plots) {
        this.console = console;
        this.interruption = interruption;
        this.assembly = assembly;
        this.stack = stack;
        this.inputs = inputs;
        this.page = page;
        this.plots = plots;
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
                .status(console::status)
                .run();
        new ResultPrinter(console.out(), page).print(result);
        printPipelines(result);
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
        return verdict.isFailure() ? ExitCode.JOB_FAILED : ExitCode.DONE;
    }

    private void printPipelines(LocalRunResult result) {
        try {
            BundledPipelines pipelines = BundledPipelines.of(assembly, stack, inputs);
            new BoardPrinter(console.out(), page)
                    .print(
                            pipelines.ofKind(MetricsLeaderboardSpec.class).stream()
                                    .flatMap(leaderboard -> leaderboard.metrics().keySet().stream())
                                    .distinct()
                                    .toList(),
                            result.outputs());
            new MonitorPrinter(console.out(), plots).print(pipelines.ofKind(KpiMonitorSpec.class), result);
        } catch (AssemblyException e) {
            console.progress("the assembly has changed since the run began, so its boards and monitors are not shown: "
                    + e.getMessage());
        }
    }
}
