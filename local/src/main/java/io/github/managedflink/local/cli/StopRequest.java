package io.github.managedflink.local.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Interrupts a thread when the launcher asks for it, which it does on Ctrl-C by making a file. Java's own way, a shutdown hook, would
 * not do: Flink's hooks run beside it and take the cluster down while the jobs take their savepoints.
 */
final class StopRequest implements AutoCloseable {
    /** The system property that names the file. */
    private static final String FILE_PROPERTY = "mflink.stop";

    private static final Duration POLL_INTERVAL = Duration.ofMillis(200);

    private final Thread watcher;

    private StopRequest(Thread watcher) {
        this.watcher = watcher;
    }

    /** Watches for the request until this is closed. Without the launcher there is none. */
    static StopRequest interrupt(Thread thread) {
        String file = System.getProperty(FILE_PROPERTY);
        Thread watcher = new Thread(() -> watch(file, thread), "mflink-stop-request");
        watcher.setDaemon(true);
        if (file != null) {
            watcher.start();
        }
        return new StopRequest(watcher);
    }

    private static void watch(String file, Thread thread) {
        try {
            while (!Files.exists(Path.of(file))) {
                Thread.sleep(POLL_INTERVAL.toMillis());
            }
            thread.interrupt();
        } catch (InterruptedException e) {
            // Nobody waits for a request any more.
        }
    }

    @Override
    public void close() {
        watcher.interrupt();
    }
}
