package io.github.managedflink.jobs.async;

import io.github.managedflink.jobs.deadletter.DeadLetterWriter;
import io.github.managedflink.jobs.event.Fault;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.RecoverableFsDataOutputStream;
import org.apache.flink.metrics.Counter;

/**
 * Gathers what a service has refused for good, and writes it among the dead letters: a sink's writer has no way back to
 * the steps, whose side outputs the other dead letters take. Adding is thread-safe, writing is for the task's thread.
 */
final class RefusedRecords {
    /** How many are gathered before they are written although no checkpoint asks for it: a bound for memory. */
    static final int MANY = 1_000;

    private final SinkTarget target;
    private final Path folder;
    private final Counter counter;
    private final DeadLetterWriter letters = new DeadLetterWriter();
    private List<byte[]> lines = new ArrayList<>();

    RefusedRecords(SinkTarget target, Path folder, Counter counter) {
        this.target = target;
        this.folder = folder;
        this.counter = counter;
    }

    synchronized void add(SinkEntry entry, String reason) {
        lines.add(letters.line(entry.message(), new Fault(target.step(), reason)));
    }

    synchronized boolean areMany() {
        return lines.size() >= MANY;
    }

    private synchronized List<byte[]> take() {
        List<byte[]> taken = lines;
        lines = new ArrayList<>();
        return taken;
    }

    /**
     * Writes what there is into a file of its own, which is complete when this returns. After a failure some may be
     * written again.
     */
    void write() throws IOException {
        List<byte[]> taken = take();
        if (taken.isEmpty()) {
            return;
        }
        Path file = new Path(folder, target.step() + "-" + UUID.randomUUID() + ".json");
        FileSystem files = file.getFileSystem();
        // The way that the other dead letters take, so that it needs no other permissions.
        RecoverableFsDataOutputStream out = files.createRecoverableWriter().open(file);
        try {
            for (byte[] line : taken) {
                out.write(line);
            }
        } catch (IOException e) {
            out.close();
            throw e;
        }
        // The stream is closed by this; S3's does not bear to be closed again.
        out.closeForCommit().commit();
        counter.inc(taken.size());
    }
}
