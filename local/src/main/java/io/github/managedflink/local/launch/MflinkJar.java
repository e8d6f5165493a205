package io.github.managedflink.local.launch;

import io.github.managedflink.local.cli.Mflink;
import io.github.managedflink.local.files.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * {@code java -jar managed-flink-mflink.jar}: starts {@link Mflink} in a process that has the options of Java, the
 * folder for temporary files and the log that the script {@code mflink} gives it, and tells it of signals in the same
 * way.
 */
public final class MflinkJar {
    private static final int OLDEST_JAVA = 17;
    private static final int NEWEST_JAVA = 22;
    private static final int WRONG_USAGE = 2;
    private static final int INTERRUPTED = 130;

    /**
     * Runs Java in place of the shell, which lets it ignore the signals that a terminal sends to both processes, and
     * knows how wide the terminal is.
     */
    private static final String SHELL_SCRIPT =
            """
            trap '' INT TERM HUP
            columns=
            if [ -t 2 ]; then
              columns="$(stty size <&2 2>/dev/null)"
              columns="${columns##* }"
            fi
            [ ! -t 1 ] || export COLUMNS="${COLUMNS:-${columns:-140}}"
            java="$1"
            shift
            exec "$java" -Dmflink.columns="$columns" "$@"
            """;

    /** {@code timeout} sends each of its signals twice, the second one to the group. */
    private static final long SAME_SIGNAL_NANOS = 300_000_000;

    /** Jobs get credentials of the run alone, and no proxy is a way out. */
    private static final String AWS_VARIABLES = "AWS_";

    private static final Set<String> PROXY_VARIABLES = Set.of("http_proxy", "https_proxy", "all_proxy");

    private final Path temporary;
    private Process process;
    private int signals;
    private long lastSignalNanos = System.nanoTime() - SAME_SIGNAL_NANOS;

    private MflinkJar(Path temporary) {
        this.temporary = temporary;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        int version = Runtime.version().feature();
        if (version < OLDEST_JAVA || version > NEWEST_JAVA) {
            System.err.printf(
                    "mflink: this Java is version %d; mflink needs a JDK from %d to %d.%n",
                    version, OLDEST_JAVA, NEWEST_JAVA);
            System.exit(WRONG_USAGE);
        }
        Path temporary = Files.createTempDirectory("managed-flink-");
        int code;
        try {
            code = new MflinkJar(temporary).run(arguments);
        } finally {
            Folders.delete(temporary);
        }
        System.exit(code);
    }

    private int run(String[] arguments) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command(arguments)).inheritIO();
        removeVariables(builder.environment());
        process = builder.start();
        Signals.handle(this::onSignal);
        int code = process.waitFor();
        return hasSignals() && code > WRONG_USAGE ? INTERRUPTED : code;
    }

    private synchronized boolean hasSignals() {
        return signals > 0;
    }

    private List<String> command(String[] arguments) {
        List<String> command = new ArrayList<>(List.of(
                "sh",
                "-c",
                SHELL_SCRIPT,
                "mflink",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-Xlog:disable",
                "-XX:-PrintWarnings",
                "-Xlog:all=error:stderr",
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "-Djdk.attach.allowAttachSelf=true",
                "-XX:+EnableDynamicAgentLoading",
                "-Dlog4j2.configurationFile=mflink-log4j2.properties",
                "-Djava.io.tmpdir=" + temporary,
                "-Dmflink.log=" + log(),
                "-Dmflink.launcher=" + ProcessHandle.current().pid(),
                "-cp",
                System.getProperty("java.class.path"),
                Mflink.class.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    private static Path log() {
        String time = LocalDateTime.now(ZoneId.systemDefault())
                .format(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT));
        return Path.of(
                        "target",
                        "mflink",
                        "logs",
                        time + "-" + ProcessHandle.current().pid() + ".log")
                .toAbsolutePath();
    }

    private static void removeVariables(Map<String, String> environment) {
        environment
                .keySet()
                .removeIf(name ->
                        name.startsWith(AWS_VARIABLES) || PROXY_VARIABLES.contains(name.toLowerCase(Locale.ROOT)));
    }

    /** The first signal asks Java to stop in order, the next to end at once, one more ends it. */
    private synchronized void onSignal() {
        long now = System.nanoTime();
        if (now - lastSignalNanos < SAME_SIGNAL_NANOS) {
            return;
        }
        lastSignalNanos = now;
        signals++;
        try {
            if (signals > 2) {
                process.destroyForcibly();
            } else {
                Files.createFile(temporary.resolve(signals == 1 ? "stop" : "end"));
            }
        } catch (IOException e) {
            process.destroyForcibly();
        }
    }
}
