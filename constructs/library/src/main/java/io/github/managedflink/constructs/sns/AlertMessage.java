package io.github.managedflink.constructs.sns;

import io.github.managedflink.model.kpi.AlertEvent;
import io.github.managedflink.model.sink.SnsSinkSpec;
import java.util.List;

/** What a message tells of an alert event: people read the text, subscriptions filter by the attributes. */
final class AlertMessage {
    /** State and rule never exceed what a subject may have; the name of a group could. */
    private static final String SUBJECT = "{state}: {rule}";

    private static final String TEXT = "{" + AlertEvent.TEXT + "}";

    /** Three fewer than a message may have. */
    private static final List<String> ATTRIBUTES = List.of(
            AlertEvent.ID,
            AlertEvent.KIND,
            AlertEvent.MONITOR,
            AlertEvent.RULE,
            AlertEvent.GROUP,
            AlertEvent.STATE,
            AlertEvent.PREVIOUS_STATE);

    private AlertMessage() {}

    static SnsSinkSpec.Builder describe(SnsSinkSpec.Builder sink, boolean isFifo) {
        sink.subject(SUBJECT).message(TEXT);
        ATTRIBUTES.forEach(field -> sink.attribute(field, field));
        return isFifo ? sink.messageGroup(AlertEvent.RULE).deduplicationId(AlertEvent.ID) : sink;
    }
}
