package io.github.managedflink.jobs.kpi;

import io.github.managedflink.model.kpi.AlertRules;
import io.github.managedflink.model.settings.SettingsReader;
import io.github.managedflink.model.settings.SettingsWriter;
import io.github.managedflink.model.settings.Violations;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * The rules in force in the state of an operator, as settings, the same in each subtask: with where they are from, and
 * which KPIs there are.
 */
final class StoredRules {
    private static final MapStateDescriptor<String, String> STATE =
            new MapStateDescriptor<>("rules", Types.STRING, Types.STRING);
    private static final String RULES = "in-force.";
    private static final String IS_DOCUMENT = "document";
    private static final String KPIS = "kpis";

    private final BroadcastState<String, String> state;

    StoredRules(OperatorStateStore store) throws Exception {
        state = store.getBroadcastState(STATE);
    }

    /** The rules that were in force; empty if none have been written. */
    Optional<AlertRules> inForce() throws Exception {
        // What is read here was checked before it was written.
        return state.contains(RULES)
                ? Optional.of(AlertRules.read(new SettingsReader(settings(RULES), new Violations())))
                : Optional.empty();
    }

    /** Whether they were those of a document. */
    boolean isDocument() throws Exception {
        return state.contains(IS_DOCUMENT);
    }

    /** The names of the KPIs there were. */
    List<String> kpis() throws Exception {
        return new SettingsReader(settings(""), new Violations()).texts(KPIS);
    }

    private Map<String, String> settings(String prefix) throws Exception {
        Map<String, String> settings = new TreeMap<>();
        for (Map.Entry<String, String> entry : state.immutableEntries()) {
            if (entry.getKey().startsWith(prefix)) {
                settings.put(entry.getKey().substring(prefix.length()), entry.getValue());
            }
        }
        return settings;
    }

    void write(AlertRules inForce, boolean isDocument, Iterable<String> kpis) throws Exception {
        state.clear();
        SettingsWriter settings = new SettingsWriter();
        inForce.writeTo(settings);
        // There may be no rule at all, which is something else than that nothing was written.
        state.put(RULES, "");
        for (Map.Entry<String, String> setting : settings.asMap().entrySet()) {
            state.put(RULES + setting.getKey(), setting.getValue());
        }
        if (isDocument) {
            state.put(IS_DOCUMENT, "");
        }
        List<String> names = new ArrayList<>();
        kpis.forEach(names::add);
        state.putAll(new SettingsWriter().put(KPIS, names).asMap());
    }
}
