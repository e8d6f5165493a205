package io.github.managedflink.local.cli;

import io.github.managedflink.local.assembly.DeploymentInputs;
import io.github.managedflink.local.policy.PolicyException;
import io.github.managedflink.local.report.ReportPrinter;
import io.github.managedflink.local.report.StackReport;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows what a synthesized stack consists of. */
@Command(
        name = "report",
        description =
                "Shows the applications of a synthesized stack: what they read and write, may do, and how they are"
                        + " connected.")
final class ReportCommand implements Callable<Integer> {
    private static final int NARROWEST = 60;

    private final Console console;

    @Spec
    private CommandSpec spec;

    @Mixin
    private StackOptions target;

    @Option(
            names = "--width",
            paramLabel = "COLUMNS",
            defaultValue = "${COLUMNS:-140}",
            description = "How wide lines may be, 60 or more. Default: the terminal's width, or 140.")
    private int width;

    @Mixin
    @SuppressWarnings("UnusedVariable") // picocli reads its option
    private HelpOption help;

    ReportCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (width < NARROWEST) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--width " + width + " is too narrow for tables; give " + NARROWEST + " or more.");
        }
        DeploymentInputs inputs = target.inputs();
        if (!inputs.faults().isEmpty()) {
            return console.fail(String.join("\n", inputs.faults()), ExitCode.WRONG_USAGE);
        }
        try {
            new ReportPrinter(console.out(), width).print(StackReport.read(target.assembly(), target.stack(), inputs));
        } catch (PolicyException e) {
            return console.fail(e.getMessage(), ExitCode.WRONG_USAGE);
        }
        return ExitCode.DONE;
    }
}
