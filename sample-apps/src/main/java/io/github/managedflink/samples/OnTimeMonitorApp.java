package io.github.managedflink.samples;

import software.amazon.awscdk.App;

/** The CDK app of {@link OnTimeStack}. */
public final class OnTimeMonitorApp {
    private OnTimeMonitorApp() {}

    /** Synthesizes the stack {@code OnTime}. */
    public static void main(String[] arguments) {
        App app = new App();
        new OnTimeStack(app, "OnTime");
        app.synth();
    }
}
