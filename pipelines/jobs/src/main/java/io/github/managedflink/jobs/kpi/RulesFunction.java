package io.github.managedflink.jobs.kpi;

import io.github.managedflink.jobs.dataflow.SerializableSpec;
import io.github.managedflink.jobs.deadletter.DeadLetterWriter;
import io.github.managedflink.jobs.deadletter.Routed;
import io.github.managedflink.jobs.event.Fault;
import io.github.managedflink.jobs.event.PipelineEvent;
import io.github.managedflink.model.PipelineCounters;
import io.github.managedflink.model.kpi.AlertRules;
import io.github.managedflink.model.kpi.KpiMonitorSpec;
import io.github.managedflink.model.settings.InvalidSpecException;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes documents of rules that the monitor can take, as settings; any other goes to the dead letters with all that is
 * wrong with it.
 */
final class RulesFunction extends ProcessFunction<PipelineEvent, Map<String, String>> {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(RulesFunction.class);
    private static final String STEP = "rules";

    private final SerializableSpec<KpiMonitorSpec> spec;
    private final OutputTag<Routed<byte[]>> refused;

    private transient Counter refusals;
    private transient DeadLetterWriter deadLetters;

    RulesFunction(SerializableSpec<KpiMonitorSpec> spec, OutputTag<Routed<byte[]>> refused) {
        this.spec = spec;
        this.refused = refused;
    }

    @Override
    public void open(OpenContext openContext) {
        refusals = getRuntimeContext()
                .getMetricGroup()
                .addGroup(PipelineCounters.METRIC_GROUP)
                .counter(PipelineCounters.metricName(PipelineCounters.REFUSED_RULES));
        deadLetters = new DeadLetterWriter();
    }

    @Override
    public void processElement(PipelineEvent document, Context context, Collector<Map<String, String>> out) {
        if (document.fault() != null) {
            refuse(document, document.fault().reason(), context);
        } else if (document.record() != null) {
            take(document, context, out);
        }
    }

    private void take(PipelineEvent document, Context context, Collector<Map<String, String>> out) {
        KpiMonitorSpec monitor = spec.get();
        Map<String, String> settings = RulesDocument.settings(document.record());
        AlertRules rules;
        try {
            rules = AlertRules.fromDocument(settings, monitor.kpis().keySet(), monitor.window(), monitor.groupTtl());
        } catch (InvalidSpecException e) {
            refuse(document, e.getMessage(), context);
            return;
        }
        LOG.info("New rules, revision {}: {}", rules.revision(), rules.rules().keySet());
        out.collect(settings);
    }

    private void refuse(PipelineEvent document, String reason, Context context) {
        LOG.warn("A document of rules was refused, and the rules before stay: {}", reason);
        refusals.inc();
        context.output(refused, new Routed<>("", deadLetters.line(document.message(), new Fault(STEP, reason))));
    }
}
