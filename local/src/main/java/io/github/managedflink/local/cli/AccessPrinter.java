package io.github.managedflink.local.cli;

import io.github.managedflink.local.access.AccessReport;
import io.github.managedflink.local.access.CheckedCall;
import io.github.managedflink.local.access.UnusedGrant;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Shows what the applications of a run called, and what they may do and did not. */
final class AccessPrinter {
    private static final int MIN_WIDTH = 6;

    private final PrintWriter out;

    AccessPrinter(PrintWriter out) {
        this.out = out;
    }

    void print(AccessReport report) {
        out.printf(
                "Access: %d distinct calls, %d of them refused%n",
                report.calls().size(), report.refused().size());
        print(List.of("OUTCOME", "APPLICATION", "ACTION", "RESOURCE", "ENDPOINT", "BY OR WHY"), rows(report.calls()));
        if (!report.unusedGrants().isEmpty()) {
            out.println("Granted, and not used in this run:");
            print(
                    List.of("ACTION", "RESOURCE", "STATEMENT"),
                    report.unusedGrants().stream().map(AccessPrinter::row).toList());
        }
        report.notes().forEach(out::println);
    }

    private static List<String> row(UnusedGrant grant) {
        return List.of(grant.action(), grant.resource(), grant.statement());
    }

    /** What differs in its resource alone is one row: a job writes many objects. */
    private static List<List<String>> rows(List<CheckedCall> calls) {
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
        return rows.entrySet().stream()
                .map(each -> List.of(
                        each.getKey().get(0),
                        each.getKey().get(1),
                        each.getKey().get(2),
                        each.getValue().toString(),
                        each.getKey().get(3),
                        each.getKey().get(4)))
                .toList();
    }

    private void print(List<String> head, List<List<String>> rows) {
        StringBuilder format = new StringBuilder(" ");
        for (int column = 0; column < head.size() - 1; column++) {
            int at = column;
            int width = rows.stream()
                    .mapToInt(row -> row.get(at).length())
                    .reduce(Math.max(MIN_WIDTH, head.get(at).length()), Math::max);
            format.append(" %-").append(width).append("s");
        }
        format.append(" %s%n");
        out.printf(format.toString(), head.toArray());
        rows.forEach(row -> out.printf(format.toString(), row.toArray()));
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
