package io.github.managedflink.local.cli;

import io.github.managedflink.local.run.Interruption;
import io.github.managedflink.local.run.LocalRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs a synthesized stack. */
@Command(
        name = "run",
        description =
                "Runs a synthesized stack on this machine: its resources in stand-ins, its applications on Flink.")
final class RunCommand implements Callable<Integer> {
    private final Console console;
    private final Interruption interruption;

    @Mixin
    private RunOptions options;

    @Mixin
    private StackOptions target;

    @Option(
            names = "--feed",
            paramLabel = "STREAM=FILE",
            description =
                    "Put each line of a file (gzipped if its name ends in .gz) into a stream, which is named by its logical id, construct"
                            + " path or physical name, or into a topic, as CLUSTER/TOPIC. May be repeated.")
    private List<String> feeds = List.of();

    @Option(
            names = "--pace",
            paramLabel = "STREAM=RECORDS_PER_SECOND",
            description =
                    "Feed the files of a stream while the run goes on, each with so many records a second, such as 500"
                            + " or 0.5; without it, as fast as it takes them. STREAM by any of the names that --feed takes. May be repeated.")
    private Map<String, Double> paces = Map.of();

    @Option(
            names = "--code",
            paramLabel = "APPLICATION=JAR",
            description =
                    "Run an application, named by its logical id, construct path or physical name, with this jar in place of the code that"
                            + " the template names. May be repeated.")
    private Map<String, Path> code = Map.of();

    @Option(
            names = "--until-drained",
            description =
                    "Stop when everything fed has been processed; without it, Ctrl-C does. A fed stream that no application reads within"
                            + " five minutes ends the run with exit code 1.")
    private boolean untilDrained;

    @Option(
            names = "--cluster",
            paramLabel = "HOST:PORT",
            description = "Submit to a running Flink 1.20 cluster on this machine instead of an embedded one.")
    private String cluster;

    RunCommand(Console console, Interruption interruption) {
        this.console = console;
        this.interruption = interruption;
    }

    @Override
    public Integer call() {
        LocalRun.Builder run = LocalRun.builder();
        target.applyTo(run);
        List<String> faults = new ArrayList<>();
        for (String feed : feeds) {
            // A construct path or name has no "=", a file may.
            int equals = feed.indexOf('=');
            if (equals <= 0 || equals == feed.length() - 1) {
                faults.add("--feed " + feed + " must have the form STREAM=FILE.");
            } else {
                run.feed(feed.substring(0, equals), Path.of(feed.substring(equals + 1)));
            }
        }
        paces.forEach(run::pace);
        code.forEach(run::code);
        if (untilDrained) {
            run.untilDrained();
        }
        if (cluster != null) {
            run.cluster(cluster);
        }
        Path out = options.out(null);
        if (out != null) {
            run.out(out);
        }
        options.applyTo(run);
        faults.addAll(run.build().faults());
        if (!faults.isEmpty()) {
            return console.fail(String.join("\n", faults), ExitCode.WRONG_USAGE);
        }
        return new StackRunner(console, interruption, target.assembly(), target.stack(), target.inputs())
                .run(run, untilDrained);
    }
}
