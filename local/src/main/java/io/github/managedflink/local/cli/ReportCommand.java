package io.github.managedflink.local.cli;

import io.github.managedflink.local.assembly.DeploymentInputs;
import io.github.managedflink.local.policy.PolicyException;
import io.github.managedflink.local.report.ReportPrinter;
import io.github.managedflink.local.report.StackReport;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what a synthesized stack consists of. */
@Command(
        name = "report",
        description =
                "Shows the applications of a synthesized stack: what they read and write, may do, and how they are"
                        + " connected.")
final class ReportCommand implements Callable<Integer> {
    private static final int NARROWEST = 60;

    private final Console console;

    @Mixin
    private StackOptions target;

    @Option(
            names = "--width",
            paramLabel = "COLUMNS",
            defaultValue = "${COLUMNS:-140}",
            description = "How wide lines may be, 60 or more. Default: the terminal's width, or 140.")
    private String width;

    @Mixin
    @SuppressWarnings("UnusedVariable") // picocli reads its option
    private HelpOption help;

    ReportCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        OptionReader reader = new OptionReader();
        DeploymentInputs inputs = target.inputs(reader);
        inputs.faults().forEach(reader::addFault);
        OptionalInt columns = reader.wholeNumber("--width", width);
        if (columns.isPresent() && columns.getAsInt() < NARROWEST) {
            reader.addFault("--width " + width + " is too narrow for tables; give " + NARROWEST + " or more.");
        }
        if (!reader.faults().isEmpty()) {
            return console.fail(String.join("\n", reader.faults()), ExitCode.WRONG_USAGE);
        }
        try {
            new ReportPrinter(console.out(), columns.getAsInt())
                    .print(StackReport.read(target.assembly(), target.stack(), inputs));
        } catch (PolicyException e) {
            return console.fail(e.getMessage(), ExitCode.WRONG_USAGE);
        }
        return ExitCode.DONE;
    }
}
