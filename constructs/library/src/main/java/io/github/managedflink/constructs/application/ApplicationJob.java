package io.github.managedflink.constructs.application;

import io.github.managedflink.constructs.connector.ConnectorConfig;
import io.github.managedflink.constructs.internal.Internal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What an application runs, and with which settings and connectors. */
@Internal
public record ApplicationJob(
        ApplicationCode code,
        List<Map.Entry<String, Map<String, String>>> propertyGroups,
        List<? extends ConnectorConfig> connectors) {

    /** Returns the groups of the user, and the one that starts Python. */
    public List<Map.Entry<String, Map<String, String>>> allPropertyGroups() {
        List<Map.Entry<String, Map<String, String>>> all = new ArrayList<>(propertyGroups);
        if (code != null) {
            code.runOptions().ifPresent(options -> all.add(Map.entry(PythonEntryPoint.GROUP, options)));
        }
        return all;
    }
}
