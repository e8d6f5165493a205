package io.github.managedflink.local.cli;

import io.github.managedflink.local.files.OutputFolder;
import io.github.managedflink.local.files.OwnFolder;
import io.github.managedflink.local.kpi.AlertLog;
import io.github.managedflink.local.kpi.MonitorPlots;
import io.github.managedflink.local.kpi.PublishingLatency;
import io.github.managedflink.local.presentation.CountText;
import io.github.managedflink.local.presentation.PathText;
import io.github.managedflink.local.presentation.WindowText;
import io.github.managedflink.local.result.LocalRunResult;
import io.github.managedflink.model.kpi.KpiMonitorSpec;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Shows what the monitors of a run told, as far as files hold it: timelines, plots, and how fast alerts were published.
 */
final class MonitorPrinter {
    private static final String PLOTS = "plots";

    private final PrintWriter out;
    private final int groups;

    /** @param groups how many groups of each rule are plotted at most */
    MonitorPrinter(PrintWriter out, int groups) {
        this.out = out;
        this.groups = groups;
    }

    /** Shows what is known of some monitors of a run that has written its outputs, and writes plots beside them. */
    void print(List<KpiMonitorSpec> monitors, LocalRunResult result) {
        if (monitors.isEmpty() || result.summary().isEmpty()) {
            return;
        }
        AlertLog log = AlertLog.read(result.outputs());
        new TimelinePrinter(out)
                .print(monitors.stream().map(KpiMonitorSpec::name).toList(), log);
        monitors.forEach(monitor -> printLatency(monitor, log));
        printPlots(monitors, log, result);
        out.flush();
    }

    private void printLatency(KpiMonitorSpec monitor, AlertLog log) {
        PublishingLatency.of(monitor.name(), log)
                .ifPresent(latency -> out.printf(
                        "%nMonitor %s, from the end of the window to the SNS message: median %s s, 95 %% %s s"
                                + " (%s, %s)%n",
                        monitor.name(),
                        seconds(latency.median()),
                        seconds(latency.percentile95()),
                        CountText.of(latency.alerts(), "alert"),
                        WindowText.of(monitor.window())));
    }

    private static String seconds(Duration span) {
        return BigDecimal.valueOf(span.toMillis(), 3)
                .setScale(2, RoundingMode.HALF_UP)
                .toString();
    }

    private void printPlots(List<KpiMonitorSpec> monitors, AlertLog log, LocalRunResult result) {
        List<Path> plots = new ArrayList<>();
        try (OutputFolder outputs = OutputFolder.open(
                result.summary().orElseThrow().toAbsolutePath().getParent())) {
            OwnFolder folder = outputs.goOn().folder(PLOTS);
            for (KpiMonitorSpec monitor : monitors) {
                plots.addAll(MonitorPlots.write(monitor, groups, log, result.outputs(), folder));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!plots.isEmpty()) {
            out.printf("%nPlots:%n");
            plots.forEach(plot -> out.println("  " + PathText.of(plot)));
        }
    }
}
