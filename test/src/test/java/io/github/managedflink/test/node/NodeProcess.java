package io.github.managedflink.test.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A Node script of this module that answers lines of JSON. It runs as long as the tests do, so that what it loads is
 * paid for once; it ends when this JVM does, because its input ends then.
 */
public final class NodeProcess {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Path MODULE =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath();
    private static final Path SCRIPTS = MODULE.resolve("src/test/node");

    private final String script;
    private final Path errors;
    private final Writer requests;
    private final BufferedReader answers;

    private NodeProcess(String script, Path errors, Process process) {
        this.script = script;
        this.errors = errors;
        this.requests = process.outputWriter(StandardCharsets.UTF_8);
        this.answers = process.inputReader(StandardCharsets.UTF_8);
    }

    /**
     * Starts a script.
     *
     * @param script its name in {@code src/test/node}
     */
    public static NodeProcess start(String script) {
        if (!Files.isDirectory(MODULE.resolveSibling("node_modules"))) {
            throw new IllegalStateException(
                    "The tests use tools of package.json that are not installed. Run `npm ci` in " + MODULE.getParent()
                            + ", or the build from there.");
        }
        try {
            Path errors = Files.createTempFile(script, ".log");
            Process process = new ProcessBuilder("node", SCRIPTS.resolve(script).toString())
                    .redirectError(errors.toFile())
                    .start();
            return new NodeProcess(script, errors, process);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "The tests use tools that run on Node, and `node` could not be started: " + e.getMessage()
                            + ". Install Node 20 or later and put it on the PATH.",
                    e);
        }
    }

    /**
     * Puts a question to the script and waits for its answer.
     *
     * @throws IllegalStateException if the script fails or has ended
     */
    public synchronized JsonNode ask(JsonNode question) {
        try {
            requests.write(JSON.writeValueAsString(question) + "\n");
            requests.flush();
            String line = answers.readLine();
            if (line == null) {
                throw new IllegalStateException(script + " has ended. It said: " + said());
            }
            JsonNode response = JSON.readTree(line);
            if (response.has("error")) {
                throw new IllegalStateException(
                        script + " failed: " + response.path("error").asText());
            }
            return response.path("answer");
        } catch (IOException e) {
            throw new UncheckedIOException(script + " has ended. It said: " + said(), e);
        }
    }

    private String said() {
        try {
            return Files.readString(errors);
        } catch (IOException e) {
            return "(its output cannot be read: " + e.getMessage() + ")";
        }
    }
}
