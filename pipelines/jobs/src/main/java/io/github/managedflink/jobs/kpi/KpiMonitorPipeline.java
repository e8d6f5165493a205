package io.github.managedflink.jobs.kpi;

import io.github.managedflink.jobs.connector.SinkConnectors;
import io.github.managedflink.jobs.dataflow.RecordSinks;
import io.github.managedflink.jobs.dataflow.SerializableSpec;
import io.github.managedflink.jobs.deadletter.Routed;
import io.github.managedflink.jobs.event.PipelineEvent;
import io.github.managedflink.jobs.event.PipelineEventTypeInfo;
import io.github.managedflink.jobs.group.GroupKey;
import io.github.managedflink.jobs.group.GroupKeyTypeInfo;
import io.github.managedflink.jobs.window.BundledEvents;
import io.github.managedflink.model.kpi.KpiMonitorSpec;
import io.github.managedflink.model.window.Metric;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.transformations.TwoInputTransformation;
import org.apache.flink.util.OutputTag;

/**
 * The dataflow of a monitor: events → selection → (deduplication →) pre-aggregation → windows by bucket → alerts by
 * group, with the rules that come meanwhile broadcast to all of them → sinks. Every watermark goes through the whole,
 * because a time without events ends at any moment.
 */
public final class KpiMonitorPipeline {
    private static final boolean ALL_WATERMARKS = true;

    private final KpiMonitorSpec spec;
    private final SinkConnectors connectors;
    private final SerializableSpec<KpiMonitorSpec> travelling;
    private final KpiValues kpis;

    public KpiMonitorPipeline(KpiMonitorSpec spec, SinkConnectors connectors) {
        this.spec = spec;
        this.connectors = connectors;
        this.travelling = new SerializableSpec<>(spec, KpiMonitorSpec::fromPropertyGroups);
        this.kpis = KpiValues.of(spec.kpis().values());
    }

    /** The metrics that are computed of the events. */
    public Collection<Metric> metrics() {
        return KpiValues.metricsOf(spec.kpis().values());
    }

    /**
     * Attaches the pipeline.
     *
     * @param source parsed messages, which carry their event times and watermarks
     * @param documents parsed documents of rules
     */
    public void attachTo(DataStream<PipelineEvent> source, Optional<DataStream<PipelineEvent>> documents) {
        BundledEvents events =
                new BundledEvents(source, travelling, connectors, kpis.metrics().layout(), ALL_WATERMARKS);
        SingleOutputStreamOperator<Observation> observations = events.byBucket()
                .transform("kpis", ObservationTypeInfo.INSTANCE, new KpiOperator(travelling, kpis, events.sides()))
                .uid("kpis");
        KeyedStream<Observation, GroupKey> byGroup = observations.keyBy(Observation::group, GroupKeyTypeInfo.INSTANCE);
        OutputTag<Routed<byte[]>> refusedTag = events.sides().deadLetters();
        Optional<SingleOutputStreamOperator<Map<String, String>>> rules =
                documents.map(stream -> rules(stream, refusedTag));
        SingleOutputStreamOperator<PipelineEvent> alerts =
                rules.map(documented -> changing(byGroup, documented)).orElseGet(() -> fixed(byGroup));

        List<DataStream<Routed<byte[]>>> refused = new ArrayList<>();
        rules.ifPresent(documented -> refused.add(documented.getSideOutput(refusedTag)));
        List<String> alertSinks = new ArrayList<>(spec.sinks().keySet());
        alertSinks.removeAll(spec.measurementSinks());
        refused.add(RecordSinks.attach(alerts, "alert-events", travelling, connectors, alertSinks));
        if (!spec.measurementSinks().isEmpty()) {
            refused.add(RecordSinks.attach(
                    alerts.getSideOutput(AlertOperator.MEASUREMENTS),
                    "readings",
                    travelling,
                    connectors,
                    spec.measurementSinks()));
        }
        events.attachSinks(observations, refused);
    }

    private SingleOutputStreamOperator<Map<String, String>> rules(
            DataStream<PipelineEvent> documents, OutputTag<Routed<byte[]>> refused) {
        return documents
                .process(new RulesFunction(travelling, refused), Types.MAP(Types.STRING, Types.STRING))
                .uid("rules")
                .name("rules")
                .setParallelism(1);
    }

    private SingleOutputStreamOperator<PipelineEvent> fixed(KeyedStream<Observation, GroupKey> observations) {
        return observations
                .transform("alerts", PipelineEventTypeInfo.INSTANCE, new FixedRulesOperator(travelling))
                .uid("alerts");
    }

    private SingleOutputStreamOperator<PipelineEvent> changing(
            KeyedStream<Observation, GroupKey> observations, DataStream<Map<String, String>> rules) {
        SingleOutputStreamOperator<PipelineEvent> alerts = observations
                .connect(rules.broadcast())
                .transform("alerts", PipelineEventTypeInfo.INSTANCE, new ChangingRulesOperator(travelling))
                .uid("alerts");
        // The API takes a keyed and a broadcast stream together for functions only, which do not see watermarks.
        TwoInputTransformation<?, ?, ?> transformation = (TwoInputTransformation<?, ?, ?>) alerts.getTransformation();
        key(transformation, observations);
        return alerts;
    }

    @SuppressWarnings("unchecked") // The first input of the transformation is the stream that it is given.
    private static void key(TwoInputTransformation<?, ?, ?> transformation, KeyedStream<Observation, ?> first) {
        ((TwoInputTransformation<Observation, ?, ?>) transformation).setStateKeySelectors(first.getKeySelector(), null);
        transformation.setStateKeyType(first.getKeyType());
    }
}
