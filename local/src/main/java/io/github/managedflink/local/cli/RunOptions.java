package io.github.managedflink.local.cli;

import io.github.managedflink.local.run.LocalRun;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What every command takes that runs a stack. */
final class RunOptions {
    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Write what each sink received to DIR/<logical id>, and DIR/summary.json.")
    private Path out;

    @Option(
            names = "--ui-port",
            paramLabel = "N",
            description = "Serve Flink's web UI on this port of the loopback interface.")
    private String uiPort;

    @Option(
            names = "--enforce",
            description =
                    "Hold every call of a job against its synthesized role and the endpoints of its VPC, refuse it as"
                            + " AWS would, and end with those that were refused.")
    private boolean enforced;

    @Option(
            names = "--allow-network",
            description =
                    "Let jobs reach what is outside this machine and has no stand-in. Without it, such a connection"
                            + " ends the run.")
    private boolean networkAllowed;

    @Option(
            names = "--plots",
            paramLabel = "N",
            defaultValue = "3",
            description = "Plot so many groups of each rule of a monitor, those with most alerts first;"
                    + " ${DEFAULT-VALUE} unless told.")
    private String plots;

    @Mixin
    private PageOptions pageOptions;

    @Mixin
    @SuppressWarnings("UnusedVariable") // picocli reads its option
    private HelpOption help;

    Page page(OptionReader reader) {
        return pageOptions.page(reader);
    }

    int plots(OptionReader reader) {
        int count = reader.wholeNumber("--plots", plots).orElse(0);
        if (count < 0) {
            reader.addFault("--plots " + plots + " is less than none; give 0 or more.");
        }
        return count;
    }

    Path out(Path fallback) {
        return out == null ? fallback : out;
    }

    void applyTo(LocalRun.Builder run, OptionReader reader) {
        if (uiPort != null) {
            reader.wholeNumber("--ui-port", uiPort).ifPresent(run::uiPort);
        }
        if (enforced) {
            run.enforce();
        }
        if (networkAllowed) {
            run.allowNetwork();
        }
    }
}
