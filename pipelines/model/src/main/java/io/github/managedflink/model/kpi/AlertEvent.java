package io.github.managedflink.model.kpi;

import dev.cel.common.types.SimpleType;
import io.github.managedflink.model.record.FieldType;
import io.github.managedflink.model.record.RecordShape;
import io.github.managedflink.model.settings.Arguments;
import io.github.managedflink.model.window.GroupText;
import io.github.managedflink.model.window.OutputFields;
import java.util.Set;

/**
 * The fields of an alert event, which is what a monitor gives to its sinks: these, and the group fields as texts. There
 * is one for each transition of a rule in a group from one state to another, and one for each reminder.
 *
 * <p>The event's {@link #ID} is made of the monitor, the rule, the group, the time and the state. It is the same
 * whenever the transition is computed, also after a restart, so that a receiver can leave out what an at-least-once
 * sink delivers twice. For a table of the current state, {@link #RULE} and {@link #GROUP} are the key (with
 * {@link #MONITOR} if monitors share it), and {@link #VERSION} the version.
 */
public final class AlertEvent {
    /** 32 hexadecimal digits that are the same for the same transition; each of its reminders has its own. */
    public static final String ID = "id";
    /** {@code transition}, or {@code reminder} of one that lasts. */
    public static final String KIND = "kind";
    /** The name of the monitor. */
    public static final String MONITOR = "monitor";
    /** The name of the rule. */
    public static final String RULE = "rule";
    /** The name of the KPI that the rule watches. */
    public static final String KPI = "kpi";
    /**
     * The group as a text: the values of the group fields, joined by vertical bars; those in a value, and backslashes,
     * have a backslash before them. A group of one field that is empty is {@code ""}, and without group fields it is
     * {@code *}.
     */
    public static final String GROUP = "group";
    /** {@link AlertState} in upper case. */
    public static final String STATE = "state";
    /** The state before; of a reminder the state itself. */
    public static final String PREVIOUS_STATE = "previous_state";
    /**
     * A timestamp, the transition's in event time: the end of the window that made it, or when the time without data
     * was over.
     */
    public static final String TIME = "time";
    /** How long the previous state had lasted, in seconds; of a reminder, how long the state has. */
    public static final String SINCE_PREVIOUS_SECONDS = "since_previous_seconds";
    /** {@link AlertReason} in upper case. */
    public static final String REASON = "reason";
    /**
     * The KPI's value in the window that made the transition, of a reminder in the last one that had a verdict; null
     * where it is about missing data, and of a value beyond all numbers.
     */
    public static final String VALUE = "value";
    /** How many events that value is made of; null where it is about missing data. */
    public static final String SAMPLE = "sample";
    /**
     * The threshold that was crossed: that of the state when it got worse, the clear threshold of the level that is
     * left when it got better (of both levels the warning's); null if data were missing.
     */
    public static final String THRESHOLD = "threshold";
    /** A timestamp, the first moment of that window; null where it is about missing data. */
    public static final String WINDOW_START = "window_start";
    /** A timestamp, the first moment after that window. */
    public static final String WINDOW_END = "window_end";
    /**
     * The windows that breach that threshold, or when it got better those that do not any more, the latest last: a list
     * of objects with {@link #WINDOW_END}, {@link #VALUE} and {@link #SAMPLE}.
     */
    public static final String CAUSES = "causes";
    /** What has happened, for people: some lines, without those of what is not known. */
    public static final String TEXT = "text";
    /** The rule's description; null if it has none. */
    public static final String DESCRIPTION = "description";
    /** A link to what to do; null if the rule has none. */
    public static final String RUNBOOK = "runbook";
    /**
     * The revision of the rules; null for those that the application was deployed with, and where the document names
     * none.
     */
    public static final String RULES_REVISION = "rules_revision";
    /**
     * A whole number that grows with each event of a rule and group: it tells their order, which a standard topic and a
     * bus do not keep.
     */
    public static final String VERSION = "version";

    static final OutputFields FIELDS = OutputFields.of(
            "alert events",
            Set.of(
                    ID,
                    KIND,
                    MONITOR,
                    RULE,
                    KPI,
                    GROUP,
                    STATE,
                    PREVIOUS_STATE,
                    TIME,
                    SINCE_PREVIOUS_SECONDS,
                    REASON,
                    VALUE,
                    SAMPLE,
                    THRESHOLD,
                    WINDOW_START,
                    WINDOW_END,
                    CAUSES,
                    TEXT,
                    DESCRIPTION,
                    RUNBOOK,
                    RULES_REVISION,
                    VERSION));

    private static final String NO_GROUP_FIELDS = "*";
    private static final String EMPTY = "\"\"";

    private AlertEvent() {}

    /** Returns the text of a group, as {@link #GROUP} has it, by the values of its fields. */
    public static String groupText(String... values) {
        if (Arguments.all("values", values).isEmpty()) {
            return NO_GROUP_FIELDS;
        }
        String text = GroupText.join(values);
        // Some sinks take no empty text as a key.
        return text.isEmpty() ? EMPTY : text.equals(EMPTY) ? '\\' + EMPTY : text;
    }

    static RecordShape shape(Set<String> groups) {
        RecordShape shape = RecordShape.closed()
                .with(ID, SimpleType.STRING)
                .with(KIND, SimpleType.STRING)
                .with(MONITOR, SimpleType.STRING)
                .with(RULE, SimpleType.STRING)
                .with(KPI, SimpleType.STRING)
                .with(GROUP, SimpleType.STRING);
        for (String group : groups) {
            shape = shape.with(group, SimpleType.STRING);
        }
        return shape.with(STATE, SimpleType.STRING)
                .with(PREVIOUS_STATE, SimpleType.STRING)
                .with(TIME, SimpleType.TIMESTAMP)
                .with(SINCE_PREVIOUS_SECONDS, SimpleType.DOUBLE)
                .with(REASON, SimpleType.STRING)
                .with(VALUE, RecordShape.celType(FieldType.DOUBLE))
                .with(SAMPLE, RecordShape.celType(FieldType.LONG))
                .with(THRESHOLD, RecordShape.celType(FieldType.DOUBLE))
                .with(WINDOW_START)
                .with(WINDOW_END)
                .with(CAUSES)
                .with(TEXT, SimpleType.STRING)
                .with(DESCRIPTION, RecordShape.celType(FieldType.STRING))
                .with(RUNBOOK, RecordShape.celType(FieldType.STRING))
                .with(RULES_REVISION, RecordShape.celType(FieldType.STRING))
                .with(VERSION, SimpleType.INT);
    }
}
