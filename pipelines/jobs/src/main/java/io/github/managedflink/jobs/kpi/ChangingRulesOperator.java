package io.github.managedflink.jobs.kpi;

import io.github.managedflink.jobs.dataflow.SerializableSpec;
import io.github.managedflink.jobs.event.PipelineEvent;
import io.github.managedflink.model.kpi.KpiMonitorSpec;
import java.util.Map;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** Watches groups by rules that may change: documents of them come on the second input, whose time means nothing. */
final class ChangingRulesOperator extends AlertOperator
        implements TwoInputStreamOperator<Observation, Map<String, String>, PipelineEvent> {
    private static final long serialVersionUID = 1L;

    ChangingRulesOperator(SerializableSpec<KpiMonitorSpec> spec) {
        super(spec);
    }

    @Override
    public void processElement1(StreamRecord<Observation> element) throws Exception {
        observe(element.getValue());
    }

    @Override
    public void processElement2(StreamRecord<Map<String, String>> document) throws Exception {
        changeRules(document.getValue());
    }

    @Override
    public void processWatermark1(Watermark mark) throws Exception {
        advance(mark);
    }

    @Override
    public void processWatermark2(Watermark mark) {
        // Documents hold back nothing.
    }
}
