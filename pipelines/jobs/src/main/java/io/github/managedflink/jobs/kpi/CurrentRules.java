package io.github.managedflink.jobs.kpi;

import io.github.managedflink.jobs.kpi.alert.MonitorLayout;
import io.github.managedflink.jobs.kpi.alert.RuleSet;
import io.github.managedflink.model.kpi.AlertRules;
import io.github.managedflink.model.kpi.KpiMonitorSpec;
import io.github.managedflink.model.settings.InvalidSpecException;
import io.github.managedflink.model.settings.SettingsWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rules in force: those of the last document, however often the application has been deployed since, and those of
 * the deployment as long as there has been no document, or when there is no source of documents any more, or the last
 * does not fit the KPIs that there are now.
 */
final class CurrentRules {
    private static final Logger LOG = LoggerFactory.getLogger(CurrentRules.class);

    private final KpiMonitorSpec spec;
    private final MonitorLayout layout;
    private final StoredRules stored;
    private RuleSet rules;

    CurrentRules(OperatorStateStore store, KpiMonitorSpec spec, MonitorLayout layout) throws Exception {
        this.spec = spec;
        this.layout = layout;
        this.stored = new StoredRules(store);
    }

    RuleSet get() {
        return rules;
    }

    /** Begins with those before or those of the deployment. Returns the change, if that is one. */
    Optional<Change> restore() throws Exception {
        Optional<AlertRules> before = stored.inForce();
        List<String> kpisBefore = stored.kpis();
        Optional<AlertRules> document =
                spec.rulesSource() != null && stored.isDocument() ? before.filter(this::fits) : Optional.empty();
        AlertRules next = document.orElse(spec.rules());
        set(next, document.isPresent());
        boolean hasSameKpis = kpisBefore.equals(new ArrayList<>(spec.kpis().keySet()));
        if (before.isEmpty() || (hasSameKpis && before.get().equals(next))) {
            return Optional.empty();
        }
        return Optional.of(new Change(new RuleSet(before.get(), layout.withKpis(kpisBefore)), !hasSameKpis));
    }

    private boolean fits(AlertRules document) {
        SettingsWriter settings = new SettingsWriter();
        document.writeTo(settings);
        try {
            read(settings.asMap());
            return true;
        } catch (InvalidSpecException e) {
            LOG.warn(
                    "The last document of rules does not fit this deployment, whose own rules hold: {}",
                    e.getMessage());
            return false;
        }
    }

    private AlertRules read(Map<String, String> document) {
        return AlertRules.fromDocument(document, spec.kpis().keySet(), spec.window(), spec.groupTtl());
    }

    /**
     * Puts a document, which has been checked, in the place of the rules before. Returns the change, if that is one: a
     * document may come again.
     */
    Optional<Change> replaceBy(Map<String, String> document) throws Exception {
        RuleSet before = rules;
        AlertRules next = read(document);
        boolean isSame = stored.inForce().filter(next::equals).isPresent();
        set(next, true);
        return isSame ? Optional.empty() : Optional.of(new Change(before, false));
    }

    private void set(AlertRules next, boolean isDocument) throws Exception {
        rules = new RuleSet(next, layout);
        stored.write(next, isDocument, spec.kpis().keySet());
    }

    /** Other rules have come into force. */
    static final class Change {
        private final RuleSet before;
        private final boolean forgetsValues;

        Change(RuleSet before, boolean forgetsValues) {
            this.before = before;
            this.forgetsValues = forgetsValues;
        }

        /** The rules of before. */
        RuleSet before() {
            return before;
        }

        /** Whether the values of windows are in the order of other KPIs. */
        boolean forgetsValues() {
            return forgetsValues;
        }
    }
}
