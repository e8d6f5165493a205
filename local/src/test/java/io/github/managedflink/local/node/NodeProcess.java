package io.github.managedflink.local.node;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** A server of an npm package in a child process. */
public final class NodeProcess implements AutoCloseable {

    private static final Path PACKAGES = Path.of("..", "node_modules");

    private final Process process;

    private NodeProcess(Process process) {
        this.process = process;
    }

    /**
     * Starts one.
     *
     * @param script within the package
     * @param environment what it gets beside the variables of this process
     * @param log where its output goes
     * @throws IllegalStateException if the package is not installed
     */
    public static NodeProcess start(
            String npmPackage, String script, List<String> arguments, Map<String, String> environment, File log)
            throws IOException {
        Path folder = PACKAGES.resolve(npmPackage);
        if (!Files.exists(folder.resolve(script))) {
            throw new IllegalStateException("run 'npm ci' in the root folder: there is no " + folder);
        }
        List<String> command = new ArrayList<>(List.of("node", script));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log);
        builder.environment().putAll(environment);
        return new NodeProcess(builder.start());
    }

    /** Waits until it answers, and stops it if it does not. */
    public void awaitReady(Callable<Boolean> answers) {
        try {
            await().atMost(Duration.ofMinutes(1))
                    .pollInterval(Duration.ofMillis(200))
                    .ignoreExceptions()
                    .until(answers);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** A port that nobody listens on. */
    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
