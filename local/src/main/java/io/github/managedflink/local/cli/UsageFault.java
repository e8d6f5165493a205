package io.github.managedflink.local.cli;

import io.github.managedflink.local.names.NearestName;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells what is wrong with a command line: with the command or option that may have been meant, or with the usage. */
final class UsageFault implements IParameterExceptionHandler {
    @Override
    public int handleParseException(ParameterException fault, String[] arguments) {
        CommandLine command = fault.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(fault.getMessage());
        nearest(fault).ifPresentOrElse(name -> err.println("Did you mean " + name + "?"), () -> command.usage(err));
        err.flush();
        return ExitCode.WRONG_USAGE;
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
