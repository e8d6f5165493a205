package io.github.managedflink.local.cli;

import io.github.managedflink.local.assembly.DeploymentInputs;
import io.github.managedflink.local.names.GivenOnce;
import io.github.managedflink.local.template.Quoted;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What every command takes that reads a stack which was synthesized before. */
final class StackOptions {
    private static final String PARAMETER = "NAME=VALUE";

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
            paramLabel = PARAMETER,
            description =
                    "Give a parameter of the template a value, also in place of its default; STACK:NAME=VALUE in one of several stacks."
                            + " Of a parameter that is read from the Parameter Store, the value that it holds. May be"
                            + " repeated.")
    private List<String> parameters = List.of();

    @Option(
            names = "--region",
            paramLabel = "REGION",
            description = "Where stacks go that are bound to no Region. Default: us-east-1.")
    private String region;

    DeploymentInputs inputs(OptionReader reader) {
        Map<String, String> values = new HashMap<>();
        reader.assignments("--parameter", PARAMETER, parameters, true).forEach(each -> GivenOnce.put(
                        values, each.name(), each.value(), "The parameter " + each.name(), Quoted::of)
                .ifPresent(reader::addFault));
        return new DeploymentInputs(Optional.ofNullable(region), values);
    }

    Path assembly() {
        return assembly;
    }

    String stack() {
        return stack;
    }
}
