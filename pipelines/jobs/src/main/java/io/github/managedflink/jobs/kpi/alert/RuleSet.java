package io.github.managedflink.jobs.kpi.alert;

import io.github.managedflink.model.kpi.AlertRules;
import java.util.ArrayList;
import java.util.List;

/** The rules in force. */
public final class RuleSet {
    private final String revision;
    private final List<ActiveRule> rules = new ArrayList<>();

    /** @param rules without faults for the monitor */
    public RuleSet(AlertRules rules, MonitorLayout layout) {
        this.revision = rules.revision();
        rules.rules().forEach((name, rule) -> this.rules.add(new ActiveRule(name, rule, layout)));
    }

    String revision() {
        return revision;
    }

    List<ActiveRule> rules() {
        return rules;
    }
}
