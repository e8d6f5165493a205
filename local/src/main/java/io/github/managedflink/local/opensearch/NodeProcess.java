package io.github.managedflink.local.opensearch;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A process of OpenSearch. It is one of its own because OpenSearch takes over the output, the logging and the security
 * settings of the process that it is in; it has this process's class path.
 */
final class NodeProcess implements AutoCloseable {
    private static final List<String> JVM_OPTIONS = List.of(
            "-Xmx384m",
            // A run is too short for a better compiler and too small for a better collector: this starts in half of the
            // time.
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-XX:-UsePerfData",
            "-Dlog4j2.configurationFile=opensearch-log4j2.properties");
    private static final int LAST_LINES = 10;
    private static final long SECONDS_TO_END = 10;

    private final Process process;
    private final Path log;
    private final BufferedReader output;
    private URI address;

    private NodeProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
        this.output = process.inputReader(Charset.defaultCharset());
    }

    /** Launches one that keeps its data and its log in a folder, and returns at once. */
    static NodeProcess launch(Path folder) throws IOException {
        Path home = Files.createDirectories(folder.toAbsolutePath());
        Path temporary = Files.createDirectories(home.resolve("tmp"));
        Path log = home.resolve("node.log");
        ProcessBuilder builder = new ProcessBuilder(Stream.of(
                        Stream.of(Path.of(System.getProperty("java.home"), "bin", "java")
                                .toString()),
                        JVM_OPTIONS.stream(),
                        Stream.of("-Djava.io.tmpdir=" + temporary, OpenSearchNode.class.getName(), home.toString()))
                .flatMap(each -> each)
                .toList());
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        builder.redirectError(log.toFile());
        return new NodeProcess(builder.start(), log);
    }

    /** Waits until it serves and tells where, {@code http://127.0.0.1:PORT}. */
    synchronized URI address() throws IOException {
        if (address == null) {
            String port = output.readLine();
            if (port == null) {
                throw new IOException("OpenSearch does not start: " + lastLines());
            }
            address = URI.create("http://127.0.0.1:" + port);
        }
        return address;
    }

    /** What the log says in the end, without the lines of stack traces. */
    private String lastLines() throws IOException {
        List<String> lines = Files.readAllLines(log).stream()
                .filter(line -> !line.startsWith("\t"))
                .toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    }

    /** Ends it and waits until it has ended. */
    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        output.close();
    }
}
