package io.github.managedflink.model.kpi;

/** What a rule says of a group. */
public enum AlertState {
    /** Neither threshold is breached. */
    OK,
    /** The warning threshold is breached, the critical one is not. */
    WARNING,
    /** The critical threshold is breached. */
    CRITICAL,
    /** The group has had no event for as long as {@link AlertRule#noDataAfter} says. */
    NO_DATA
}
