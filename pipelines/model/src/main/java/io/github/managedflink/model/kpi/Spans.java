package io.github.managedflink.model.kpi;

import io.github.managedflink.model.record.EventTime;
import io.github.managedflink.model.settings.Violations;
import java.time.Duration;

/** Spans of event time, which is in milliseconds. */
final class Spans {
    private Spans() {}

    static void check(Violations violations, String setting, Duration span, Duration least, Duration most) {
        EventTime.checkDuration(violations, setting, span, least, most);
        if (span != null && span.toNanosPart() % 1_000_000 != 0) {
            violations.add(setting, span, "must be whole milliseconds.");
        }
    }
}
