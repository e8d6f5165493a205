package io.github.managedflink.jobs.kpi.alert;

import io.github.managedflink.model.kpi.AlertReason;
import io.github.managedflink.model.kpi.AlertState;
import java.util.List;

/**
 * What an alert says.
 *
 * @param lasted for how long the state before had lasted, or for a reminder this one
 * @param window the window that is told, null if there is none
 */
record Told(
        Alert.Kind kind,
        long time,
        AlertState previous,
        AlertState state,
        AlertReason reason,
        Long lasted,
        WindowValue window,
        Double threshold,
        List<WindowValue> causes,
        long version) {
    static Told of(Alert alert) {
        return new Told(
                alert.kind(),
                alert.time(),
                alert.previousState(),
                alert.state(),
                alert.reason(),
                alert.sincePrevious(),
                alert.window(),
                alert.threshold(),
                alert.causes(),
                alert.version());
    }
}
