package io.github.managedflink.local.cli;

import io.github.managedflink.local.presentation.PathText;
import io.github.managedflink.local.project.ProjectTemplate;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Makes a project. */
@Command(
        name = "init",
        description =
                "Makes a small Maven project in a new folder: a stack, data for it, and a test that synthesizes the stack and runs it here.")
final class InitCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    @SuppressWarnings("UnusedVariable") // picocli asks for it by its annotation
    private HelpOption help;

    @Parameters(paramLabel = "NAME", description = "What the project and its folder are called, such as order-totals.")
    private String name;

    InitCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Path folder;
        try {
            folder = ProjectTemplate.write(Path.of("").toAbsolutePath(), name);
        } catch (IOException e) {
            return console.fail("the project cannot be written: " + e, ExitCode.WRONG_USAGE);
        }
        console.out()
                .printf(
                        "Made %s. Next:%n  cd %s%n  mvn verify%nIts README.md says more.%n",
                        PathText.of(folder), PathText.of(folder));
        return ExitCode.DONE;
    }
}
