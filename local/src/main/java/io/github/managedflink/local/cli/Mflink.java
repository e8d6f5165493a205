package io.github.managedflink.local.cli;

import io.github.managedflink.local.result.Interruption;
import io.github.managedflink.local.result.LocalRunException;
import io.github.managedflink.local.result.LocalRunException.Reason;
import io.github.managedflink.local.template.AssemblyException;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.Optional;
import java.util.OptionalInt;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** The entry point of {@code mflink}. */
@Command(
        name = "mflink",
        description =
                "Runs synthesized applications of Amazon Managed Service for Apache Flink on this machine, and shows"
                        + " what they are.",
        subcommands = {DemoCommand.class, InitCommand.class, RunCommand.class, ReportCommand.class, HelpCommand.class},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:a job failed, nothing was read or written, a fed stream was not read, or the outputs cannot be written",
            "2:wrong usage or an assembly that cannot be read",
            "130:interrupted, with outputs if jobs ran and it was not interrupted twice"
        })
public final class Mflink implements Runnable {
    /** The system property that tells how many columns the terminal has on which progress is shown. */
    private static final String COLUMNS_PROPERTY = "mflink.columns";

    @Spec
    private CommandSpec spec;

    private Mflink() {}

    public static void main(String[] arguments) throws IOException {
        Console console = new Console(writer(System.out), writer(System.err), columnsOfProgress());
        Interruption interruption = new Interruption();
        Optional<Launcher> launcher = Launcher.follow(interruption, console);
        int code = execute(console, interruption, arguments);
        if (interruption.isRequested()) {
            launcher.ifPresent(Launcher::endNow);
        }
        launcher.ifPresent(Launcher::close);
        // Threads of clients that a job leaves behind must not hold the process.
        System.exit(code);
    }

    private static OptionalInt columnsOfProgress() {
        return Optional.ofNullable(Integer.getInteger(COLUMNS_PROPERTY)).stream()
                .mapToInt(Integer::intValue)
                .findFirst();
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, Charset.defaultCharset()), true);
    }

    static int execute(Console console, String... arguments) {
        return execute(console, new Interruption(), arguments);
    }

    private static int execute(Console console, Interruption interruption, String... arguments) {
        return new CommandLine(new Mflink(), new CommandFactory(console, interruption))
                .setOut(console.out())
                .setErr(console.err())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(new UsageFault())
                .setExecutionExceptionHandler((failure, command, parsed) -> handle(failure, console, parsed))
                .execute(arguments);
    }

    private static int handle(Exception failure, Console console, ParseResult parsed) {
        if (failure instanceof LocalRunException known && known.reason() == Reason.WRONG_USAGE) {
            return console.fail(known.getMessage(), ExitCode.WRONG_USAGE);
        }
        if (failure instanceof LocalRunException known && known.reason() == Reason.INTERRUPTED) {
            return console.fail(known.getMessage(), ExitCode.INTERRUPTED);
        }
        if (failure instanceof AssemblyException || failure instanceof SynthesisException) {
            return console.fail(failure.getMessage(), ExitCode.WRONG_USAGE);
        }
        LoggerFactory.getLogger(Mflink.class).error("mflink {} failed", parsed.originalArgs(), failure);
        String message = failure instanceof LocalRunException ? failure.getMessage() : "mflink failed: " + failure;
        return console.fail(message, ExitCode.JOB_FAILED);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: demo, init, run or report.");
    }
}
