package io.github.managedflink.samples;

import software.amazon.awscdk.App;

/** The CDK app of {@link EarthquakeCatalogStack}. */
public final class EarthquakeCatalogApp {
    private EarthquakeCatalogApp() {}

    /** Synthesizes the stack {@code EarthquakeCatalog}. */
    public static void main(String[] arguments) {
        App app = new App();
        new EarthquakeCatalogStack(app, "EarthquakeCatalog");
        app.synth();
    }
}
