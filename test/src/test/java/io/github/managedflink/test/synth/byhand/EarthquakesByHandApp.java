package io.github.managedflink.test.synth.byhand;

import java.nio.file.Path;
import software.amazon.awscdk.App;

/** The CDK app of {@link EarthquakesByHandStack}. Run it from the root of the repository. */
public final class EarthquakesByHandApp {
    private EarthquakesByHandApp() {}

    /** Synthesizes the stack {@code Earthquakes}. */
    public static void main(String[] arguments) {
        App app = new App();
        new EarthquakesByHandStack(app, "Earthquakes", Path.of(""));
        app.synth();
    }
}
