package io.github.managedflink.jobs.kpi.alert;

import java.util.List;

/** The windows and the threshold that an alert rests on, as {@link Alert} tells them. */
final class Evidence {
    /** Nothing but time. */
    static final Evidence NONE = new Evidence(null, null, List.of());

    private final WindowValue window;
    private final Double threshold;
    private final List<WindowValue> causes;

    Evidence(WindowValue window, Double threshold, List<WindowValue> causes) {
        this.window = window;
        this.threshold = threshold;
        this.causes = List.copyOf(causes);
    }

    WindowValue window() {
        return window;
    }

    Double threshold() {
        return threshold;
    }

    List<WindowValue> causes() {
        return causes;
    }
}
