package io.github.managedflink.local.cli;

import io.github.managedflink.local.access.AccessReport;
import io.github.managedflink.local.access.CheckedCall;
import io.github.managedflink.local.presentation.CountText;
import io.github.managedflink.local.presentation.TextTable;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Shows which calls of a run's applications were refused, how many were allowed, and what the applications may do and
 * did not.
 */
final class AccessPrinter {
    private final PrintWriter out;
    private final Page page;

    AccessPrinter(PrintWriter out, Page page) {
        this.out = out;
        this.page = page;
    }

    /** @param isWritten whether the whole report is in a file, too */
    void print(AccessReport report, boolean isWritten) {
        List<CheckedCall> refused = report.refused();
        int allowed = report.calls().size() - refused.size();
        out.printf(
                "Access: %s allowed, %,d refused%s%n",
                CountText.of(allowed, "distinct call"),
                refused.size(),
                page.isWhole() || allowed == 0
                        ? ""
                        : "; --wide shows all" + (isWritten ? ", access.json has them" : ""));
        List<CheckedCall> shown = page.isWhole() ? report.calls() : refused;
        if (!shown.isEmpty()) {
            TextTable calls = new TextTable("OUTCOME", "APPLICATION", "ACTION", "RESOURCE", "ENDPOINT", "BY OR WHY");
            addTo(calls, shown);
            print(calls);
        }
        if (!report.unusedGrants().isEmpty()) {
            out.println("Granted, and not used in this run:");
            TextTable unused = new TextTable("ACTION", "RESOURCE", "STATEMENT");
            report.unusedGrants().forEach(each -> unused.row(row(each.action(), each.resource(), each.statement())));
            print(unused);
        }
        report.notes().forEach(out::println);
    }

    /** What differs in its resource alone is one row: a job writes many objects. */
    private static void addTo(TextTable table, List<CheckedCall> calls) {
        Map<List<String>, Resources> rows = new LinkedHashMap<>();
        for (CheckedCall call : calls) {
            List<String> key = List.of(
                    call.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                    call.application(),
                    call.call().service() + ":" + call.call().action(),
                    call.endpoint(),
                    call.explanation());
            rows.merge(key, new Resources(call.call().resource(), 1), Resources::and);
        }
        rows.forEach((key, resources) ->
                table.row(row(key.get(0), key.get(1), key.get(2), resources.toString(), key.get(3), key.get(4))));
    }

    private static List<List<String>> row(String... cells) {
        return Arrays.stream(cells).map(List::of).toList();
    }

    private void print(TextTable table) {
        page.lines(table).forEach(out::println);
    }

    /** One resource, or several by what their ARNs begin with. */
    private record Resources(String prefix, int count) {
        Resources and(Resources other) {
            int end = 0;
            while (end < Math.min(prefix.length(), other.prefix.length())
                    && prefix.charAt(end) == other.prefix.charAt(end)) {
                end++;
            }
            return new Resources(prefix.substring(0, end), count + other.count);
        }

        @Override
        public String toString() {
            return count == 1 ? prefix : prefix + "* (" + count + ")";
        }
    }
}
