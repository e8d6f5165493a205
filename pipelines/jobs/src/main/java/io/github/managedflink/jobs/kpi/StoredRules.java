package io.github.managedflink.jobs.kpi;

import io.github.managedflink.spec.kpi.AlertRules;
import io.github.managedflink.spec.settings.Faults;
import io.github.managedflink.spec.settings.SettingsReader;
import io.github.managedflink.spec.settings.SettingsWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.Types;

/** The rules in the state of an operator, as settings, the same in each subtask: those that the application was deployed with, those in force, and which indicators there are. */
final class StoredRules {
    private static final MapStateDescriptor<String, String> STATE =
            new MapStateDescriptor<>("rules", Types.STRING, Types.STRING);
    private static final String DEPLOYED = "deployed.";
    private static final String IN_FORCE = "in-force.";
    private static final String KPIS = "kpis";

    private final BroadcastState<String, String> state;

    StoredRules(OperatorStateStore store) throws Exception {
        state = store.getBroadcastState(STATE);
    }

    /** The rules that the application was deployed with when this was written. */
    Optional<AlertRules> deployed() throws Exception {
        return read(DEPLOYED);
    }

    /** The rules that were in force. */
    Optional<AlertRules> inForce() throws Exception {
        return read(IN_FORCE);
    }

    /** The names of the indicators there were. */
    List<String> kpis() throws Exception {
        return new SettingsReader(settings(""), new Faults()).texts(KPIS);
    }

    private Optional<AlertRules> read(String prefix) throws Exception {
        Map<String, String> settings = settings(prefix);
        // What is read here was checked before it was written.
        return state.contains(prefix)
                ? Optional.of(AlertRules.read(new SettingsReader(settings, new Faults())))
                : Optional.empty();
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

    void write(AlertRules deployed, AlertRules inForce, Iterable<String> kpis) throws Exception {
        state.clear();
        write(DEPLOYED, deployed);
        write(IN_FORCE, inForce);
        List<String> names = new ArrayList<>();
        kpis.forEach(names::add);
        state.putAll(new SettingsWriter().put(KPIS, names).asMap());
    }

    private void write(String prefix, AlertRules rules) throws Exception {
        SettingsWriter settings = new SettingsWriter();
        rules.writeTo(settings);
        // There may be no rule at all, which is something else than that nothing was written.
        state.put(prefix, "");
        for (Map.Entry<String, String> setting : settings.asMap().entrySet()) {
            state.put(prefix + setting.getKey(), setting.getValue());
        }
    }
}
