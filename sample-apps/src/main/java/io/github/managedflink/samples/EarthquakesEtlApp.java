package io.github.managedflink.samples;

import java.nio.file.Path;
import software.amazon.awscdk.App;

/** The CDK app of {@link EarthquakesStack}. Run it from the root of the repository. */
public final class EarthquakesEtlApp {
    private EarthquakesEtlApp() {}

    /** Synthesizes the stack {@code Earthquakes}. */
    public static void main(String[] arguments) {
        App app = new App();
        new EarthquakesStack(app, "Earthquakes", Path.of("sample-apps", "data"));
        app.synth();
    }
}
