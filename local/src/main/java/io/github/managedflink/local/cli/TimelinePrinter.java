package io.github.managedflink.local.cli;

import io.github.managedflink.local.kpi.AlertLog;
import io.github.managedflink.local.kpi.MonitorAlert;
import io.github.managedflink.local.presentation.PathText;
import io.github.managedflink.local.presentation.SpanText;
import io.github.managedflink.local.presentation.TextTable;
import io.github.managedflink.model.kpi.AlertReason;
import io.github.managedflink.model.kpi.AlertState;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** Shows what monitors alerted of, in the order of time, and what is open at the end. */
final class TimelinePrinter {
    private static final int MOST_LINES = 40;
    private static final int MOST_OPEN = 10;
    private static final MathContext DIGITS = new MathContext(4);
    private static final String NOTHING = "-";

    private final PrintWriter out;

    TimelinePrinter(PrintWriter out) {
        this.out = out;
    }

    /** Shows a timeline for each of some monitors that alerted. */
    void print(List<String> monitors, AlertLog log) {
        List<String> telling =
                monitors.stream().filter(monitor -> !log.of(monitor).isEmpty()).toList();
        telling.forEach(monitor -> print(monitor, log, MOST_LINES / telling.size()));
        out.flush();
    }

    private void print(String monitor, AlertLog log, int limit) {
        List<MonitorAlert> alerts = log.of(monitor);
        out.printf("%nAlerts of the monitor %s:%n", monitor);
        TextTable table = new TextTable("TIME", "RULE", "GROUP", "FROM", "TO", "VALUE", "THRESHOLD", "AFTER");
        alerts.stream().limit(limit).forEach(alert -> table.row(row(alert)));
        table.lines().forEach(out::println);
        if (alerts.size() > limit) {
            out.printf(
                    "  … and %,d more in %s%n",
                    alerts.size() - limit,
                    log.file(monitor).map(PathText::of).map(Path::toString).orElse(NOTHING));
        }
        out.println("  " + totals(alerts));
        printOpen(alerts);
    }

    private static List<List<String>> row(MonitorAlert alert) {
        return Arrays.asList(
                List.of(alert.time().toString()),
                List.of(alert.rule()),
                List.of(alert.group()),
                List.of(alert.isReminder() ? "still" : alert.previousState().name()),
                List.of(alert.state().name()),
                List.of(shown(alert.value())),
                List.of(why(alert)),
                List.of(alert.sincePrevious().map(SpanText::of).orElse(NOTHING)));
    }

    private static String why(MonitorAlert alert) {
        return alert.reason() == AlertReason.THRESHOLD
                ? shown(alert.threshold())
                : alert.reason().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String totals(List<MonitorAlert> alerts) {
        Map<AlertState, Long> byState = alerts.stream()
                .filter(alert -> !alert.isReminder())
                .collect(Collectors.groupingBy(MonitorAlert::state, Collectors.counting()));
        String transitions = Arrays.stream(AlertState.values())
                .filter(byState::containsKey)
                .map(state -> "%,d to %s".formatted(byState.get(state), state))
                .collect(Collectors.joining(", "));
        long reminders = alerts.stream().filter(MonitorAlert::isReminder).count();
        return "Transitions: " + transitions + (reminders == 0 ? "" : "; reminders: %,d".formatted(reminders));
    }

    private void printOpen(List<MonitorAlert> alerts) {
        Map<String, MonitorAlert> last = new LinkedHashMap<>();
        alerts.stream()
                .filter(alert -> !alert.isReminder())
                .forEach(alert -> last.put(alert.rule() + " " + alert.group(), alert));
        List<String> open = last.values().stream()
                .filter(alert -> alert.state() != AlertState.OK)
                .map(alert -> "%s %s %s since %s".formatted(alert.rule(), alert.group(), alert.state(), alert.time()))
                .toList();
        out.printf("  Open at the end: %s%n", open.isEmpty() ? "none" : "%,d".formatted(open.size()));
        open.stream().limit(MOST_OPEN).forEach(line -> out.println("    " + line));
        if (open.size() > MOST_OPEN) {
            out.printf("    … and %,d more%n", open.size() - MOST_OPEN);
        }
    }

    private static String shown(OptionalDouble number) {
        return number.isEmpty()
                ? NOTHING
                : new BigDecimal(number.getAsDouble())
                        .round(DIGITS)
                        .stripTrailingZeros()
                        .toPlainString();
    }
}
