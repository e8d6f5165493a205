package io.github.managedflink.local.cli;

import io.github.managedflink.local.assembly.DeploymentInputs;
import io.github.managedflink.local.result.Interruption;
import io.github.managedflink.local.run.LocalRun;
import java.nio.file.Path;
import java.util.List;
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
    private static final String FEED = "STREAM=FILE";
    private static final String PACE = "STREAM=RECORDS_PER_SECOND";
    private static final String KEY = "STREAM=FIELD";
    private static final String CODE = "APPLICATION=JAR";

    private final Console console;
    private final Interruption interruption;

    @Mixin
    private RunOptions options;

    @Mixin
    private StackOptions target;

    @Option(
            names = "--feed",
            paramLabel = FEED,
            description =
                    "Put each line of a file (gzipped if its name ends in .gz) into a stream, which is named by its logical id, construct"
                            + " path or physical name, or into a topic, as CLUSTER/TOPIC. May be repeated.")
    private List<String> feeds = List.of();

    @Option(
            names = "--pace",
            paramLabel = PACE,
            description =
                    "Feed the files of a stream while the run goes on, each with so many records a second, such as 500"
                            + " or 0.5; without it, as fast as it takes them. STREAM by any of the names that --feed takes. May be repeated.")
    private List<String> paces = List.of();

    @Option(
            names = "--key",
            paramLabel = KEY,
            description =
                    "Give the lines of a stream's files a key, by which they get their shard or partition and keep their order: a field of the"
                            + " JSON object that each is, such as customer.id. Without it, lines are spread over all shards or partitions. STREAM by any"
                            + " of the names that --feed takes. May be repeated.")
    private List<String> keys = List.of();

    @Option(
            names = "--code",
            paramLabel = CODE,
            description =
                    "Run an application, named by its logical id, construct path or physical name, with this jar in place of the code that"
                            + " the template names. May be repeated.")
    private List<String> code = List.of();

    @Option(
            names = "--until-drained",
            description =
                    "Stop when everything fed has been processed; without it, the run goes on until all jobs have ended or Ctrl-C stops"
                            + " them. A fed stream that no application reads within"
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
        OptionReader reader = new OptionReader();
        DeploymentInputs inputs = target.inputs(reader);
        LocalRun.Builder run = LocalRun.builder();
        inputs.region().ifPresent(run::region);
        inputs.parameters().forEach(run::parameter);
        reader.assignments("--feed", FEED, feeds, false).forEach(each -> run.feed(each.name(), Path.of(each.value())));
        reader.assignments("--pace", PACE, paces, false)
                .forEach(each -> reader.number("--pace " + each.name(), each.value())
                        .ifPresent(pace -> run.pace(each.name(), pace)));
        reader.assignments("--key", KEY, keys, false).forEach(each -> run.key(each.name(), each.value()));
        reader.assignments("--code", CODE, code, false).forEach(each -> run.code(each.name(), Path.of(each.value())));
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
        options.applyTo(run, reader);
        Page page = options.page(reader);
        int plots = options.plots(reader);
        reader.faults().forEach(run::refuse);
        return new StackRunner(console, interruption, target.assembly(), target.stack(), inputs, page, plots)
                .run(run, untilDrained);
    }
}
