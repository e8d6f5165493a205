package io.github.managedflink.model.kpi;

import dev.cel.common.types.SimpleType;
import io.github.managedflink.model.record.FieldType;
import io.github.managedflink.model.record.RecordShape;
import io.github.managedflink.model.window.OutputFields;
import java.util.Set;

/**
 * The fields of a measurement, which a monitor gives to the sinks that take values: one for each closed window in which
 * a group had events, with these, the group fields as texts, and a field for each KPI, a floating-point number or null.
 * {@link #GROUP} and {@link #WINDOW_END} identify it.
 */
public final class KpiMeasurement {
    /** The name of the monitor. */
    public static final String MONITOR = AlertEvent.MONITOR;
    /** The group as a text, as in {@link AlertEvent#GROUP}. */
    public static final String GROUP = AlertEvent.GROUP;
    /** A timestamp, the first moment of the window. */
    public static final String WINDOW_START = AlertEvent.WINDOW_START;
    /** A timestamp, the first moment after the window. */
    public static final String WINDOW_END = AlertEvent.WINDOW_END;
    /** How many events of the group are in the window. */
    public static final String EVENTS = "events";
    /** A whole number that is the same for the same measurement. */
    public static final String VERSION = AlertEvent.VERSION;

    static final OutputFields FIELDS =
            OutputFields.of("measurements", Set.of(MONITOR, GROUP, WINDOW_START, WINDOW_END, EVENTS, VERSION));

    private KpiMeasurement() {}

    static RecordShape shape(Set<String> groups, Set<String> kpis) {
        RecordShape shape =
                RecordShape.closed().with(MONITOR, SimpleType.STRING).with(GROUP, SimpleType.STRING);
        for (String group : groups) {
            shape = shape.with(group, SimpleType.STRING);
        }
        shape = shape.with(WINDOW_START, SimpleType.TIMESTAMP)
                .with(WINDOW_END, SimpleType.TIMESTAMP)
                .with(EVENTS, SimpleType.INT);
        for (String kpi : kpis) {
            shape = shape.with(kpi, RecordShape.celType(FieldType.DOUBLE));
        }
        return shape.with(VERSION, SimpleType.INT);
    }
}
