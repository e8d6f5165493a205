package io.github.managedflink.local.cli;

import io.github.managedflink.local.assembly.DeploymentInputs;
import io.github.managedflink.local.policy.PolicyException;
import io.github.managedflink.local.report.ReportPrinter;
import io.github.managedflink.local.report.StackReport;
import io.github.managedflink.local.template.AssemblyException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows what a synthesized stack consists of. */
@Command(
        name = "report",
        description =
                "Shows the applications of a synthesized stack: what they read and write, may do, and how they are"
                        + " connected.")
final class ReportCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private StackOptions target;

    @Mixin
    private PageOptions pageOptions;

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
        Page page = pageOptions.page(reader);
        Optional<StackReport> report = read(inputs.usable(), reader);
        if (!reader.faults().isEmpty()) {
            return console.fail(String.join("\n", reader.faults()), ExitCode.WRONG_USAGE);
        }
        new ReportPrinter(console.out(), page.isWhole() ? Integer.MAX_VALUE : page.width()).print(report.orElseThrow());
        return ExitCode.DONE;
    }

    /** A report that cannot be is told with the faults of the options. */
    private Optional<StackReport> read(DeploymentInputs inputs, OptionReader reader) {
        try {
            return Optional.of(StackReport.read(target.assembly(), target.stack(), inputs));
        } catch (AssemblyException | PolicyException e) {
            reader.addFault(e.getMessage());
            return Optional.empty();
        }
    }
}
