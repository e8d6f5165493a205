package io.github.managedflink.local.kpi;

import java.time.Instant;

/** Lines as sinks of a monitor leave them. */
public final class AlertFiles {
    private AlertFiles() {}

    /**
     * An alert event of the rule {@code late} of the monitor {@code m}: a transition from {@code before} to
     * {@code state}.
     */
    public static String alert(String id, String group, String time, String before, String state, String reason) {
        boolean isWindow = reason.equals("THRESHOLD");
        return """
                {"id": "%s", "kind": "transition", "monitor": "m", "rule": "late", "kpi": "on_time", "group": "%s",\
                 "state": "%s", "previous_state": "%s", "time": "%s", "since_previous_seconds": 5400.5, "reason": "%s",\
                 "value": %s, "sample": 12, "threshold": %s, "window_end": "%s", "causes": [], "version": %d}"""
                .formatted(
                        id,
                        group,
                        state,
                        before,
                        time,
                        reason,
                        isWindow ? "0.123456" : "null",
                        isWindow ? "0.7" : "null",
                        time,
                        Instant.parse(time).toEpochMilli());
    }

    /** A line of a topic's messages. */
    public static String message(String timestamp, String json) {
        return "{\"messageId\": \"1\", \"timestamp\": \"%s\", \"message\": %s}".formatted(timestamp, json);
    }

    /** A line of a bus's events. */
    public static String event(String json) {
        return "{\"id\": \"1\", \"source\": \"s\", \"detail\": %s}".formatted(json);
    }

    /** A measurement of the monitor {@code m}. */
    public static String measurement(String group, String windowEnd, String value) {
        return "{\"monitor\": \"m\", \"group\": \"%s\", \"window_end\": \"%s\", \"events\": 12, \"on_time\": %s}"
                .formatted(group, windowEnd, value);
    }
}
