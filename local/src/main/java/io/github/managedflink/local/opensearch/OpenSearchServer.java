package io.github.managedflink.local.opensearch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A node of OpenSearch in a process of its own, which takes its memory along when it ends. It runs on the class path of this process
 * and ends with it, however this one ends.
 */
final class OpenSearchServer implements AutoCloseable {

    private static final String HEAP = "-Xmx384m";

    private final Process process;
    private final URI endpoint;

    private OpenSearchServer(Process process, URI endpoint) {
        this.process = process;
        this.endpoint = endpoint;
    }

    static OpenSearchServer start(Path folder) throws IOException {
        Path errors = Files.createDirectories(folder).resolve("opensearch.log");
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        HEAP,
                        "-Xms64m",
                        "-XX:+UseSerialGC",
                        // Most of its short life is its start.
                        "-XX:TieredStopAtLevel=1",
                        "-Xshare:auto",
                        "-Djava.io.tmpdir=" + folder,
                        "-cp",
                        System.getProperty("java.class.path"),
                        OpenSearchProcess.class.getName(),
                        folder.toString()))
                .redirectError(errors.toFile())
                .start();
        try {
            return new OpenSearchServer(process, URI.create("http://127.0.0.1:" + port(process, errors)));
        } catch (IOException | RuntimeException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    private static String port(Process process, Path errors) throws IOException {
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(OpenSearchProcess.PORT_PREFIX)) {
                return line.substring(OpenSearchProcess.PORT_PREFIX.length());
            }
        }
        throw new IOException("the OpenSearch stand-in does not start: "
                + Files.readString(errors).strip());
    }

    URI endpoint() {
        return endpoint;
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
