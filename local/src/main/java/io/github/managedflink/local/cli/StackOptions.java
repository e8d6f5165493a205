package io.github.managedflink.local.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** What every command takes that reads a stack which was synthesized before. */
final class StackOptions {
    @Option(
            names = "--assembly",
            required = true,
            paramLabel = "DIR",
            description = "The folder that cdk synth wrote, usually cdk.out.")
    private Path assembly;

    @Option(
            names = "--stack",
            required = true,
            paramLabel = "NAME",
            description = "The stack's name or construct path.")
    private String stack;

    Path assembly() {
        return assembly;
    }

    String stack() {
        return stack;
    }
}
