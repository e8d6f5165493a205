package io.github.managedflink.local.cli;

import io.github.managedflink.local.assembly.DeploymentInputs;
import io.github.managedflink.local.run.LocalRun;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
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

    @Option(
            names = "--parameter",
            paramLabel = "NAME=VALUE",
            description =
                    "Give a parameter of the template a value, also in place of its default; STACK:NAME=VALUE in one of several stacks."
                            + " Of a parameter that is read from the Parameter Store, the value that it holds. May be"
                            + " repeated.")
    private Map<String, String> parameters = Map.of();

    @Option(
            names = "--region",
            paramLabel = "REGION",
            description = "Where stacks go that are bound to no Region. Default: us-east-1.")
    private String region;

    void applyTo(LocalRun.Builder run) {
        run.assembly(assembly).stack(stack);
        if (region != null) {
            run.region(region);
        }
        parameters.forEach(run::parameter);
    }

    DeploymentInputs inputs() {
        return new DeploymentInputs(Optional.ofNullable(region), parameters);
    }

    Path assembly() {
        return assembly;
    }

    String stack() {
        return stack;
    }
}
