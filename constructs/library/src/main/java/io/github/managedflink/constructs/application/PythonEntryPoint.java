package io.github.managedflink.constructs.application;

import io.github.managedflink.model.settings.Violations;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where in its zip a Python application starts, and what it needs beside it. Paths are those inside of the zip.
 *
 * @see <a href="https://docs.aws.amazon.com/managed-flink/latest/java/how-python-creating.html">Creating a Python
 *     application</a>
 */
public final class PythonEntryPoint {
    /** The property group that the service reads. */
    static final String GROUP = "kinesis.analytics.flink.run.options";

    private final Map<String, String> properties;

    private PythonEntryPoint(Map<String, String> properties) {
        this.properties = properties;
    }

    /** Returns the script that holds the main function, for example {@code main.py}. */
    public static PythonEntryPoint script(String path) {
        return new PythonEntryPoint(Map.of()).with("python", path);
    }

    /** Sets the one jar that holds all connectors and other Java code. Default: none. */
    public PythonEntryPoint withJarFile(String path) {
        return with("jarfile", path);
    }

    /** Sets more Python files or folders, separated by commas. Default: none. */
    public PythonEntryPoint withPythonFiles(String paths) {
        return with("pyFiles", paths);
    }

    /** Sets the archives that are unpacked beside the script, separated by commas. Default: none. */
    public PythonEntryPoint withPythonArchives(String paths) {
        return with("pyArchives", paths);
    }

    private PythonEntryPoint with(String key, String value) {
        Map<String, String> more = new LinkedHashMap<>(properties);
        more.put(key, value);
        return new PythonEntryPoint(more);
    }

    /** What the service reads; a path that is missing is a fault of its own and left out. */
    Map<String, String> toProperties() {
        Map<String, String> given = new LinkedHashMap<>(properties);
        given.values().removeIf(path -> path == null || path.isEmpty());
        return given;
    }

    void check(Violations violations) {
        properties.forEach(violations::require);
    }
}
