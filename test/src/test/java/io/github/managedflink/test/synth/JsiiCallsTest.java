package io.github.managedflink.test.synth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Each call from Java into the CDK takes about 0.3 ms, so their number is what a synth costs above the JVM's and Node's
 * own start; unlike time, it is the same in every run.
 */
class JsiiCallsTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        // 107 at present.
        "io.github.managedflink.samples.EarthquakesEtlApp, 110",
        // 327 at present.
        "io.github.managedflink.samples.EarthquakeCatalogApp, 328",
        // 120 at present.
        "io.github.managedflink.samples.AirportsLeaderboardApp, 123",
        // 240 at present.
        "io.github.managedflink.samples.OnTimeMonitorApp, 243"
    })
    @DisplayName("A sample's synth makes no more calls than it did")
    void calls(String app, int limit) throws Exception {
        assertThat(callsOf(app)).isBetween(1L, (long) limit);
    }

    private long callsOf(String app) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + folder,
                "-cp",
                System.getProperty("java.class.path"),
                app);
        builder.directory(
                Path.of(System.getProperty("basedir", ".")).resolve("..").toFile());
        builder.environment().put("JSII_DEBUG", "1");
        builder.environment().put("CDK_OUTDIR", folder.resolve("cdk.out").toString());
        builder.environment().put("CDK_CONTEXT_JSON", "{\"aws:cdk:disable-asset-staging\": true}");
        Path output = folder.resolve("output");
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = process.waitFor(3, TimeUnit.MINUTES);
        process.destroyForcibly();
        assertThat(ended && process.exitValue() == 0)
                .as("%s: %s", app, lastLines(output))
                .isTrue();
        try (BufferedReader lines = Files.newBufferedReader(output)) {
            return lines.lines().filter(line -> line.startsWith("> {")).count();
        }
    }

    private static String lastLines(Path output) throws IOException {
        String text = Files.readString(output);
        return text.substring(Math.max(0, text.length() - 2000));
    }
}
