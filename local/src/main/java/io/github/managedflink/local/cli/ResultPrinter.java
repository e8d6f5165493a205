package io.github.managedflink.local.cli;

import io.github.managedflink.local.presentation.CountText;
import io.github.managedflink.local.presentation.PathText;
import io.github.managedflink.local.result.ApplicationResult;
import io.github.managedflink.local.result.LocalRunResult;
import io.github.managedflink.local.result.RecordCounts;
import io.github.managedflink.local.result.Refusal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Shows how a run ended. */
final class ResultPrinter {
    private static final int KIBI = 1024;
    private static final int PERCENT = 100;
    private static final double MUCH_LATE = 0.01;
    private static final int MOST_REFUSALS = 10;
    private static final String JSON_LINES = ".jsonl";

    private final PrintWriter out;

    ResultPrinter(PrintWriter out) {
        this.out = out;
    }

    void print(LocalRunResult result) {
        result.applications().forEach(this::print);
        if (!result.outputs().isEmpty()) {
            printFiles(result.outputs());
        }
        result.access().ifPresent(new AccessPrinter(out)::print);
        result.summary().ifPresent(summary -> out.println("Summary: " + PathText.of(summary)));
        out.flush();
    }

    private void print(ApplicationResult result) {
        out.printf(
                "Application %s: %s, %s%n",
                result.logicalId(),
                result.state().name().toLowerCase(Locale.ROOT),
                CountText.of(result.restarts(), "restart"));
        result.counts()
                .ifPresentOrElse(this::print, () -> new TreeMap<>(result.accumulators()).forEach(this::printCount));
        printRefusals(result.refusals());
        result.failure().ifPresent(cause -> out.println("  failed because: " + cause));
    }

    private void print(RecordCounts counts) {
        printCount("read", counts.in());
        printCount("expanded", counts.expanded());
        printCount("written", counts.out());
        new TreeMap<>(counts.sinks()).forEach((sink, count) -> printCount("  to " + sink, count));
        printCount("filtered", counts.filtered());
        new TreeMap<>(counts.filteredBySteps()).forEach((step, count) -> printCount("  by " + step, count));
        printCount("deduplicated", counts.deduplicated());
        printCount("rejected", counts.rejected());
        if (counts.refused() > 0) {
            printCount("refused by sinks", counts.refused());
        }
        counts.counted().ifPresent(counted -> {
            printCount("counted", counted);
            printLate(counts);
        });
    }

    private void printLate(RecordCounts counts) {
        double share = counts.lateShare();
        out.printf("  %-16s %,12d", "late", counts.late());
        if (counts.late() > 0) {
            out.printf("  (%.2f %%)", share * PERCENT);
        }
        out.println();
        if (share > MUCH_LATE) {
            out.println(
                    "  More than one percent of the events came too late to count. Let them come later in event time with"
                            + " EventTime.withMaxOutOfOrderness, or feed them as slowly as they came with --pace.");
        }
    }

    private void printRefusals(List<Refusal> refusals) {
        if (refusals.isEmpty()) {
            return;
        }
        out.println("  Why records are among the dead letters:");
        refusals.stream()
                .limit(MOST_REFUSALS)
                .forEach(refusal -> out.printf(
                        "  %,12d  %s: %s%n                first: %s%n",
                        refusal.records(), refusal.step(), refusal.reason(), refusal.example()));
        if (refusals.size() > MOST_REFUSALS) {
            out.printf(
                    "                and for %s, which --out writes to summary.json%n",
                    CountText.of(refusals.size() - MOST_REFUSALS, "more reason"));
        }
    }

    private void printCount(String name, long count) {
        out.printf("  %-16s %,12d%n", name, count);
    }

    private void printFiles(List<Path> files) {
        Map<Boolean, List<Path>> byKind = files.stream()
                .collect(Collectors.partitioningBy(file -> file.toString().endsWith(JSON_LINES)));
        Map<Path, List<Path>> byFolder = byKind.get(false).stream()
                .collect(Collectors.groupingBy(Path::getParent, TreeMap::new, Collectors.toList()));
        out.println("Files:");
        byFolder.forEach(this::printFolder);
        byKind.get(true)
                .forEach(file -> out.printf("  %s: %s%n", PathText.of(file), CountText.of(lines(file), "line")));
    }

    private void printFolder(Path folder, List<Path> content) {
        boolean isAlone = content.size() == 1;
        out.printf(
                "  %s: %s%,d KiB%n",
                PathText.of(isAlone ? content.get(0) : folder),
                isAlone ? "" : CountText.of(content.size(), "file") + ", ",
                kibibytes(content));
    }

    private static long lines(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long kibibytes(List<Path> files) {
        long bytes = files.stream().mapToLong(ResultPrinter::size).sum();
        return (bytes + KIBI - 1) / KIBI;
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
