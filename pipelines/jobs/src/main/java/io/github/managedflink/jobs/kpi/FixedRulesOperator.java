package io.github.managedflink.jobs.kpi;

import io.github.managedflink.jobs.dataflow.SerializableSpec;
import io.github.managedflink.jobs.event.PipelineEvent;
import io.github.managedflink.model.kpi.KpiMonitorSpec;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** Watches groups by rules that stay as they are. */
final class FixedRulesOperator extends AlertOperator implements OneInputStreamOperator<Observation, PipelineEvent> {
    private static final long serialVersionUID = 1L;

    FixedRulesOperator(SerializableSpec<KpiMonitorSpec> spec) {
        super(spec);
    }

    @Override
    public void processElement(StreamRecord<Observation> element) throws Exception {
        observe(element.getValue());
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        advance(mark);
    }
}
