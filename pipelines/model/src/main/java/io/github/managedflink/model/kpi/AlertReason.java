package io.github.managedflink.model.kpi;

/** Why a rule's state has changed. */
public enum AlertReason {
    /** The values of windows, against the thresholds. */
    THRESHOLD,
    /** There has been no event for as long as {@link AlertRule#noDataAfter} says. */
    NO_DATA,
    /** There are events again, and the windows since then do not breach a threshold. */
    DATA_RESUMED,
    /** The rule is no more, so its open alert is closed. */
    RULE_REMOVED,
    /** The group has had no event for so long that it is forgotten, so its open alerts are closed. */
    GROUP_FORGOTTEN,
    /**
     * An alert was sent by the clock while nothing arrived; events that arrived afterwards, with earlier times, show
     * that it does not hold. The state is the one that results from all events.
     */
    CORRECTED
}
