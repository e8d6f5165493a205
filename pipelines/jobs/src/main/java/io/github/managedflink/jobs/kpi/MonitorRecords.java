package io.github.managedflink.jobs.kpi;

import io.github.managedflink.jobs.event.Message;
import io.github.managedflink.jobs.event.PipelineEvent;
import io.github.managedflink.jobs.format.JsonRecordWriter;
import io.github.managedflink.jobs.group.GroupKey;
import io.github.managedflink.jobs.kpi.alert.Alert;
import io.github.managedflink.jobs.kpi.alert.WindowValue;
import io.github.managedflink.jobs.record.DataRecord;
import io.github.managedflink.jobs.record.RecordFault;
import io.github.managedflink.jobs.window.Panes;
import io.github.managedflink.model.kpi.AlertEvent;
import io.github.managedflink.model.kpi.KpiMeasurement;
import io.github.managedflink.model.kpi.KpiMonitorSpec;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Makes records for sinks, as if each had been read from a message that holds it as JSON: that is what a dead letter
 * shows if a sink refuses it. For one thread.
 */
final class MonitorRecords {
    private static final double MILLIS_PER_SECOND = 1_000;

    private final String monitor;
    private final Panes panes;
    private final List<String> groupNames;
    private final List<String> kpis;
    private final JsonRecordWriter json = new JsonRecordWriter();

    MonitorRecords(KpiMonitorSpec spec, Panes panes) {
        this.monitor = spec.name();
        this.panes = panes;
        this.groupNames = new ArrayList<>(spec.groupNames());
        this.kpis = new ArrayList<>(spec.kpis().keySet());
    }

    /** The text of a group, by which alerts and measurements name it. */
    static String text(GroupKey group) {
        return AlertEvent.groupText(group.texts());
    }

    /**
     * An alert as {@link AlertEvent}.
     *
     * @param now the clock, in milliseconds since the epoch
     */
    PipelineEvent of(GroupKey group, Alert alert, long now) {
        DataRecord record = new DataRecord();
        record.add(AlertEvent.ID, alert.id());
        record.add(AlertEvent.KIND, alert.kind().name().toLowerCase(Locale.ROOT));
        record.add(AlertEvent.MONITOR, monitor);
        record.add(AlertEvent.RULE, alert.rule());
        record.add(AlertEvent.KPI, alert.definition().kpi());
        addGroup(record, group);
        record.add(AlertEvent.STATE, alert.state().name());
        boolean isReminder = alert.kind() == Alert.Kind.REMINDER;
        record.add(AlertEvent.PREVIOUS_STATE, (isReminder ? alert.state() : alert.previousState()).name());
        record.add(AlertEvent.TIME, Instant.ofEpochMilli(alert.time()));
        record.add(
                AlertEvent.SINCE_PREVIOUS_SECONDS,
                alert.sincePrevious() == null ? null : alert.sincePrevious() / MILLIS_PER_SECOND);
        record.add(AlertEvent.REASON, alert.reason().name());
        WindowValue window = alert.window();
        record.add(AlertEvent.VALUE, window == null ? null : known(window.value()));
        record.add(AlertEvent.SAMPLE, window == null ? null : window.sample());
        record.add(AlertEvent.THRESHOLD, alert.threshold());
        record.add(AlertEvent.WINDOW_START, window == null ? null : Instant.ofEpochMilli(window.start()));
        record.add(AlertEvent.WINDOW_END, window == null ? null : Instant.ofEpochMilli(window.end()));
        List<Object> causes = new ArrayList<>();
        alert.causes().forEach(cause -> causes.add(cause(cause)));
        record.add(AlertEvent.CAUSES, causes);
        record.add(AlertEvent.TEXT, new AlertText(monitor, text(group), alert).toString());
        record.add(AlertEvent.DESCRIPTION, alert.definition().description());
        record.add(AlertEvent.RUNBOOK, alert.definition().runbook());
        record.add(AlertEvent.RULES_REVISION, alert.revision());
        record.add(AlertEvent.VERSION, alert.version());
        return event(alert.id(), record, alert.time(), now);
    }

    /** Null in place of what JSON and tables have no number for: none, and one that has grown beyond all. */
    private static Double known(Double value) {
        return value == null || value.isNaN() || value.isInfinite() ? null : value;
    }

    private static DataRecord cause(WindowValue window) {
        DataRecord cause = new DataRecord();
        cause.add(AlertEvent.WINDOW_END, Instant.ofEpochMilli(window.end()));
        cause.add(AlertEvent.VALUE, known(window.value()));
        cause.add(AlertEvent.SAMPLE, window.sample());
        return cause;
    }

    /**
     * A closed window as {@link KpiMeasurement}.
     *
     * @param values NaN where there is none
     * @param now the clock, in milliseconds since the epoch
     */
    PipelineEvent of(GroupKey group, long window, double[] values, long events, long now) {
        long end = panes.endOf(window);
        DataRecord record = new DataRecord();
        record.add(KpiMeasurement.MONITOR, monitor);
        addGroup(record, group);
        record.add(KpiMeasurement.WINDOW_START, Instant.ofEpochMilli(window));
        record.add(KpiMeasurement.WINDOW_END, Instant.ofEpochMilli(end));
        record.add(KpiMeasurement.EVENTS, events);
        for (int i = 0; i < values.length; i++) {
            record.add(kpis.get(i), known(values[i]));
        }
        record.add(KpiMeasurement.VERSION, end);
        return event(text(group) + '@' + end, record, end - 1, now);
    }

    private void addGroup(DataRecord record, GroupKey group) {
        record.add(AlertEvent.GROUP, text(group));
        String[] texts = group.texts();
        for (int i = 0; i < texts.length; i++) {
            record.add(groupNames.get(i), texts[i]);
        }
    }

    /** @param id what tells the record from others: it takes the place of a sequence number */
    private PipelineEvent event(String id, DataRecord record, long time, long now) {
        return PipelineEvent.of(new Message(bytes(record), monitor, id, now), time, record);
    }

    private byte[] bytes(DataRecord record) {
        try {
            return json.bytes(record);
        } catch (RecordFault e) {
            // A text of a group that has no encoding: each sink says so of the record itself.
            return record.toString().getBytes(StandardCharsets.UTF_8);
        }
    }
}
