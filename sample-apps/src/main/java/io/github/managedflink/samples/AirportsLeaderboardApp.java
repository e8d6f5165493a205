package io.github.managedflink.samples;

import software.amazon.awscdk.App;

/** The CDK app of {@link AirportsStack}. */
public final class AirportsLeaderboardApp {
    private AirportsLeaderboardApp() {}

    /** Synthesizes the stack {@code Airports}. */
    public static void main(String[] arguments) {
        App app = new App();
        new AirportsStack(app, "Airports");
        app.synth();
    }
}
