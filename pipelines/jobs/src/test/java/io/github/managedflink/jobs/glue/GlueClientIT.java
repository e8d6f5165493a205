package io.github.managedflink.jobs.glue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The jar leaves most of Glue's classes out. */
class GlueClientIT {

    @Test
    void callsTheRegistryWithTheClassesOfTheJar() throws IOException, InterruptedException, URISyntaxException {
        Process java = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        classPath(),
                        ScriptedCalls.class.getName())
                .redirectErrorStream(true)
                .start();
        java.getOutputStream().close();

        String output = new String(java.getInputStream().readAllBytes(), UTF_8);

        assertThat(java.waitFor()).as(output).isZero();
        assertThat(output).contains("5 calls for b7b4a7f0-9c96-4e4a-a687-fb5de9ef0c63 in JSON");
    }

    /** The jar, the script, and what the service's runtime has: nothing of the jar's own dependencies. */
    private static String classPath() throws URISyntaxException {
        Path tests = Path.of(ScriptedCalls.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Stream<String> runtime = Arrays.stream(
                        System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.contains("slf4j-api") || entry.contains("flink-core"));
        return Stream.concat(Stream.of(System.getProperty("pipeline.jar"), tests.toString()), runtime)
                .collect(Collectors.joining(File.pathSeparator));
    }
}
