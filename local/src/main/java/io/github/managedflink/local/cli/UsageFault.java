package io.github.managedflink.local.cli;

import io.github.managedflink.local.names.NearestName;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Tells what is wrong with a command line: with the command or option that may have been meant, or with where to find
 * those that there are.
 */
final class UsageFault implements IParameterExceptionHandler {
    @Override
    public int handleParseException(ParameterException fault, String[] arguments) {
        CommandLine command = fault.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("mflink: " + fault.getMessage());
        nearest(fault)
                .ifPresentOrElse(name -> err.println("Did you mean " + name + "?"), () -> showUsage(command, err));
        err.flush();
        return ExitCode.WRONG_USAGE;
    }

    /** The usage of a command with options is longer than a screen, and would hide the fault. */
    private static void showUsage(CommandLine command, PrintWriter err) {
        if (command.getSubcommands().isEmpty()) {
            err.println(command.getCommandSpec().qualifiedName() + " --help shows its options.");
        } else {
            command.usage(err);
        }
    }

    private static Optional<String> nearest(ParameterException fault) {
        if (!(fault instanceof UnmatchedArgumentException unmatched)) {
            return Optional.empty();
        }
        String written = unmatched.getUnmatched().get(0).replaceFirst("=.*", "");
        return NearestName.to(written, names(fault.getCommandLine(), unmatched.isUnknownOption()));
    }

    private static Collection<String> names(CommandLine command, boolean options) {
        return options
                ? command.getCommandSpec().optionsMap().keySet()
                : command.getSubcommands().keySet();
    }
}
