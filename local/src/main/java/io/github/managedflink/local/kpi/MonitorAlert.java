package io.github.managedflink.local.kpi;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.managedflink.model.kpi.AlertEvent;
import io.github.managedflink.model.kpi.AlertReason;
import io.github.managedflink.model.kpi.AlertState;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * An alert event as a sink took it.
 *
 * @param isReminder whether it tells of a state that lasts, and not of a transition
 * @param time in event time
 * @param sincePrevious how long the state before had lasted
 * @see AlertEvent
 */
public record MonitorAlert(
        String id,
        boolean isReminder,
        String monitor,
        String rule,
        String kpi,
        String group,
        AlertState state,
        AlertState previousState,
        AlertReason reason,
        Instant time,
        Optional<Duration> sincePrevious,
        OptionalDouble value,
        OptionalDouble threshold,
        Optional<Instant> windowEnd,
        long version) {
    private static final long MILLIS_PER_SECOND = 1_000;
    private static final String REMINDER = "reminder";

    static final Comparator<MonitorAlert> IN_TIME = Comparator.comparing(MonitorAlert::time)
            .thenComparing(MonitorAlert::rule)
            .thenComparing(MonitorAlert::group)
            .thenComparing(MonitorAlert::version);

    /** Reads a record of a sink; empty if it is no alert event. */
    static Optional<MonitorAlert> of(JsonNode record) {
        if (!record.hasNonNull(AlertEvent.ID)
                || !record.hasNonNull(AlertEvent.PREVIOUS_STATE)
                || !record.hasNonNull(AlertEvent.TIME)
                || !record.hasNonNull(AlertEvent.REASON)) {
            return Optional.empty();
        }
        return Optional.of(new MonitorAlert(
                text(record, AlertEvent.ID),
                text(record, AlertEvent.KIND).equals(REMINDER),
                text(record, AlertEvent.MONITOR),
                text(record, AlertEvent.RULE),
                text(record, AlertEvent.KPI),
                text(record, AlertEvent.GROUP),
                AlertState.valueOf(text(record, AlertEvent.STATE)),
                AlertState.valueOf(text(record, AlertEvent.PREVIOUS_STATE)),
                AlertReason.valueOf(text(record, AlertEvent.REASON)),
                Instant.parse(text(record, AlertEvent.TIME)),
                present(record, AlertEvent.SINCE_PREVIOUS_SECONDS)
                        .map(seconds -> Duration.ofMillis(Math.round(seconds.asDouble() * MILLIS_PER_SECOND))),
                number(record, AlertEvent.VALUE),
                number(record, AlertEvent.THRESHOLD),
                present(record, AlertEvent.WINDOW_END).map(end -> Instant.parse(end.asText())),
                record.path(AlertEvent.VERSION).asLong()));
    }

    private static String text(JsonNode record, String field) {
        return record.path(field).asText();
    }

    private static OptionalDouble number(JsonNode record, String field) {
        return present(record, field)
                .map(number -> OptionalDouble.of(number.asDouble()))
                .orElse(OptionalDouble.empty());
    }

    private static Optional<JsonNode> present(JsonNode record, String field) {
        return record.hasNonNull(field) ? Optional.of(record.get(field)) : Optional.empty();
    }
}
