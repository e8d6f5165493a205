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
import java.util.TreeMap;
import java.util.stream.Stream;

/** Shows how a run ended. */
final class ResultPrinter {
    private static final int KIBI = 1024;
    private static final int PERCENT = 100;
    private static final double MUCH_LATE = 0.01;
    private static final int MOST_REFUSALS = 10;
    private static final int RECORDS = 3;
    private static final String JSON_LINES = ".jsonl";

    private final PrintWriter out;
    private final Page page;

    ResultPrinter(PrintWriter out, Page page) {
        this.out = out;
        this.page = page;
    }

    void print(LocalRunResult result) {
        result.applications().forEach(this::print);
        OutputGroups groups = OutputGroups.of(result);
        printRecords(groups);
        printFiles(groups);
        result.access().ifPresent(report -> new AccessPrinter(out, page)
                .print(report, result.summary().isPresent()));
        result.summary().ifPresent(summary -> out.println("Summary: " + PathText.of(summary)));
        out.flush();
    }

    private void print(ApplicationResult result) {
        out.printf(
                "Application %s: %s, %s%n",
                result.path(),
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

    private void printRecords(OutputGroups groups) {
        groups.folders()
                .forEach((folder, files) -> FirstRecords.of(files, RECORDS).ifPresent(records -> {
                    out.println("First records in " + PathText.of(folder) + ":");
                    page.cutLines(records).forEach(out::println);
                }));
    }

    private void printFiles(OutputGroups groups) {
        if (groups.folders().isEmpty()) {
            return;
        }
        out.println("Files:");
        groups.folders().forEach((folder, files) -> {
            if (files.size() > 1) {
                out.printf(
                        "  %s: %s, %,d KiB%n",
                        PathText.of(folder), CountText.of(files.size(), "file"), kibibytes(files));
            } else {
                printFile(files.get(0));
            }
        });
    }

    private void printFile(Path file) {
        String size = file.toString().endsWith(JSON_LINES)
                ? CountText.of(lines(file), "line")
                : "%,d KiB".formatted(kibibytes(List.of(file)));
        out.printf("  %s: %s%n", PathText.of(file), size);
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
