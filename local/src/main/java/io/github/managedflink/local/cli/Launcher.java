package io.github.managedflink.local.cli;

import io.github.managedflink.local.files.TemporaryFolder;
import io.github.managedflink.local.result.Interruption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The script that has started this process. It takes the signals for it, which Java is made to ignore: a shutdown hook
 * would not do, because Flink's own run beside it and take the cluster down while the jobs take their savepoints. The
 * script says by files in the folder for temporary files, which it deletes after the process, what to do. If it dies,
 * the process ends as on a first Ctrl-C.
 */
final class Launcher implements AutoCloseable {
    /** The system property that holds the script's process id. */
    private static final String PROCESS_PROPERTY = "mflink.launcher";

    private static final String STOP = "stop";
    private static final String END = "end";
    private static final Duration POLL_INTERVAL = Duration.ofMillis(100);

    private final long process;
    private final TemporaryFolder temporary;
    private final Interruption interruption;
    private final Console console;

    private Launcher(long process, TemporaryFolder temporary, Interruption interruption, Console console) {
        this.process = process;
        this.temporary = temporary;
        this.interruption = interruption;
        this.console = console;
    }

    /** Follows the script that has started this process, if one has. */
    static Optional<Launcher> follow(Interruption interruption, Console console) throws IOException {
        OptionalLong process = Optional.ofNullable(Long.getLong(PROCESS_PROPERTY)).stream()
                .mapToLong(Long::longValue)
                .findFirst();
        if (process.isEmpty()) {
            return Optional.empty();
        }
        TemporaryFolder temporary = TemporaryFolder.adopt(Path.of(System.getProperty("java.io.tmpdir")));
        Launcher launcher = new Launcher(process.getAsLong(), temporary, interruption, console);
        Thread watcher = new Thread(launcher::watch, "mflink-launcher");
        watcher.setDaemon(true);
        watcher.start();
        return Optional.of(launcher);
    }

    private void watch() {
        try {
            while (isAlive() && !isAsked(STOP)) {
                Thread.sleep(POLL_INTERVAL.toMillis());
            }
            if (!interruption.request()) {
                end("interrupted; there is nothing to keep");
            }
            console.progress("interrupted; stopping in order" + (isAlive() ? ", once more ends at once" : ""));
            while (!isAsked(END)) {
                Thread.sleep(POLL_INTERVAL.toMillis());
            }
            end("interrupted again; ended at once, without outputs");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isAsked(String file) {
        return Files.exists(temporary.path().resolve(file));
    }

    private boolean isAlive() {
        return ProcessHandle.current()
                .parent()
                .filter(parent -> parent.pid() == process)
                .isPresent();
    }

    private void end(String message) {
        console.progress(message);
        endNow();
    }

    /**
     * Ends the process and those that it has started, without what would run at its end: on an interruption, nobody
     * waits for Java to write an archive of its classes, which it does even when it is halted. The script gives the
     * exit code.
     */
    void endNow() {
        close();
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
        try {
            new ProcessBuilder(
                            "kill",
                            "-KILL",
                            Long.toString(ProcessHandle.current().pid()))
                    .start()
                    .waitFor();
        } catch (IOException | InterruptedException e) {
            Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
        }
    }

    /** Deletes what the script no longer can. */
    @Override
    public void close() {
        try {
            if (!isAlive()) {
                temporary.close();
            }
        } catch (IOException e) {
            // The next run deletes it.
        }
    }
}
