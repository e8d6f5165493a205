package io.github.managedflink.jobs.kpi;

import io.github.managedflink.jobs.kpi.alert.Alert;
import io.github.managedflink.jobs.kpi.alert.WindowValue;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** An alert in words. What is not known has no line. */
final class AlertText {
    private final StringBuilder text = new StringBuilder();

    AlertText(String monitor, String group, Alert alert) {
        text.append(alert.rule())
                .append(" is ")
                .append(alert.state())
                .append(" for ")
                .append(group);
        text.append(history(alert)).append('\n');
        if (alert.definition().description() != null) {
            text.append(alert.definition().description()).append('\n');
        }
        text.append('\n');
        line("Time", Instant.ofEpochMilli(alert.time()));
        line("Reason", alert.reason());
        line("KPI", alert.definition().kpi());
        WindowValue window = alert.window();
        if (window != null) {
            line("Value", value(window));
        }
        line("Threshold", alert.threshold());
        if (window != null) {
            line("Window", Instant.ofEpochMilli(window.start()) + " to " + Instant.ofEpochMilli(window.end()));
        }
        for (WindowValue cause : alert.causes()) {
            line("Cause", value(cause) + " until " + Instant.ofEpochMilli(cause.end()));
        }
        line("Runbook", alert.definition().runbook());
        line("Monitor", monitor);
        line("Rules", alert.revision());
        line("Id", alert.id());
    }

    private static String history(Alert alert) {
        Long lasted = alert.sincePrevious();
        if (alert.kind() == Alert.Kind.REMINDER) {
            return ", and has been for " + span(lasted) + ".";
        }
        return ". It was " + alert.previousState() + (lasted == null ? " before." : " for " + span(lasted) + ".");
    }

    private static String span(long millis) {
        Duration span = Duration.ofMillis(millis);
        StringBuilder text = new StringBuilder();
        append(span.toDays(), "d", text);
        append(span.toHoursPart(), "h", text);
        append(span.toMinutesPart(), "min", text);
        append(span.toSecondsPart(), "s", text);
        return text.length() == 0 ? "less than a second" : text.toString();
    }

    private static void append(long number, String unit, StringBuilder text) {
        if (number > 0) {
            text.append(text.length() == 0 ? "" : " ")
                    .append(number)
                    .append(' ')
                    .append(unit);
        }
    }

    private static String value(WindowValue window) {
        return (window.value() == null ? "none" : window.value()) + " (of " + window.sample() + " events)";
    }

    private void line(String name, Object value) {
        if (value != null) {
            text.append(String.format(Locale.ROOT, "%-11s%s\n", name + ':', value));
        }
    }

    @Override
    public String toString() {
        return text.toString().stripTrailing();
    }
}
