package io.github.managedflink.local.cli;

import io.github.managedflink.local.assembly.DeploymentInputs;
import io.github.managedflink.local.names.NearestName;
import io.github.managedflink.local.result.Interruption;
import io.github.managedflink.local.run.LocalRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Synthesizes a sample app and runs it on its data. */
@Command(
        name = "demo",
        description = "Synthesizes a sample app of this repository and runs it here, on real data that comes with it.")
final class DemoCommand implements Callable<Integer> {
    private final Console console;
    private final Interruption interruption;

    @Mixin
    private RunOptions options;

    @Parameters(
            arity = "0..1",
            paramLabel = "DEMO",
            defaultValue = "etl",
            completionCandidates = DemoNames.class,
            description = "Which one: ${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} unless told.")
    private String name;

    DemoCommand(Console console, Interruption interruption) {
        this.console = console;
        this.interruption = interruption;
    }

    @Override
    public Integer call() throws Exception {
        Path home = Demo.home();
        Optional<Demo> found = Demo.find(home, name);
        if (found.isEmpty()) {
            return console.fail(unknown(home), ExitCode.WRONG_USAGE);
        }
        Demo demo = found.get();
        Path target = home.resolve("target").resolve("demo").resolve(name);
        Path assembly = target.resolve("cdk.out");
        LocalRun.Builder run = LocalRun.builder()
                .assembly(assembly)
                .stack(demo.stack())
                .out(options.out(target.resolve("out")))
                .untilDrained();
        demo.applyTo(run, home);
        OptionReader reader = new OptionReader();
        options.applyTo(run, reader);
        Page page = options.page(reader);
        int plots = options.plots(reader);
        reader.faults().forEach(run::refuse);
        List<String> faults = run.build().faults();
        if (!faults.isEmpty()) {
            return console.fail(String.join("\n", faults), ExitCode.WRONG_USAGE);
        }

        console.progress("synthesizing the stack " + demo.stack());
        new Synthesis(home).run(demo.app(), assembly);
        return new StackRunner(console, interruption, assembly, demo.stack(), DeploymentInputs.NONE, page, plots)
                .run(run, true);
    }

    private String unknown(Path home) throws IOException {
        List<String> names = Demo.names(home);
        return "There is no demo " + name
                + NearestName.question(name, names).orElse(". The demos: " + String.join(", ", names) + ".");
    }
}
