package io.github.managedflink.jobs.window;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;

/**
 * A savepoint that is kept in {@code src/test/resources/state}: one folder for each layout of the state, which jobs of
 * later releases go on from. Who changes the layout on purpose — another serializer, another state, another uid —
 * writes the savepoints of a new folder, and leaves the old ones, which must still restore:
 *
 * <pre>{@code
 * mvn package -pl pipelines/jobs -am -Dtest=*StateCompatibilityTest -Dsurefire.failIfNoSpecifiedTests=false -Dstate.write=3
 * }</pre>
 */
public final class KeptSavepoint {
    /** The system property that names the layout to write. */
    public static final String WRITE = "state.write";

    private static final Path FOLDER = Path.of("src/test/resources/state");
    /** One subtask for each shard of the messages. */
    private static final int PARALLELISM = 2;

    private static final long BEFORE_SAVEPOINT = 500;
    /** What the sources of the present job have given; the tasks are in this process. */
    private static final AtomicLong SEEN = new AtomicLong();

    /** Has a permit when a job has given so many messages and all of its tasks run, which a checkpoint tells. */
    private static final Semaphore ENOUGH = new Semaphore(0);

    private final Path place;

    private KeptSavepoint(Path place) {
        this.place = place;
    }

    public static KeptSavepoint of(String layout, String name) {
        return new KeptSavepoint(FOLDER.resolve(layout).resolve(name));
    }

    /** The one that is to be written. */
    public static KeptSavepoint toWrite(String name) {
        return of(System.getProperty(WRITE), name);
    }

    /** Runs a job from here to the end of the messages. Returns what its sinks were given. */
    public List<JsonNode> goOn(WindowedJob job, NumberedMessages messages) throws Exception {
        job.configuration()
                .set(
                        StateRecoveryOptions.SAVEPOINT_PATH,
                        place.toAbsolutePath().toUri().toString());
        List<JsonNode> entries = runAll(job, messages);
        assertThat(SEEN).hasValueLessThan(messages.count());
        return entries;
    }

    /** Runs a job to the end of the messages. Returns what its sinks were given. */
    public static List<JsonNode> runAll(WindowedJob job, NumberedMessages messages) throws Exception {
        SEEN.set(0);
        JobExecutionResult result =
                job.environment(PARALLELISM, messages, new Counting()).execute();
        assertThat(WindowedJob.counts(result)).containsEntry("in", messages.count());
        return job.entries();
    }

    /**
     * Writes it, of a job that has read some of the messages.
     *
     * @param slow the messages, slow enough to stop among them
     * @param temporary where the savepoint is before it is kept
     */
    public void write(WindowedJob job, NumberedMessages slow, Path temporary) throws Exception {
        SEEN.set(0);
        ENOUGH.drainPermits();
        // So that the savepoint is one file.
        job.configuration().set(CheckpointingOptions.FS_SMALL_FILE_THRESHOLD, MemorySize.ofMebiBytes(1));
        JobClient client = job.environment(PARALLELISM, slow, new Counting()).executeAsync();
        ENOUGH.acquire();
        String written = client.stopWithSavepoint(false, temporary.toUri().toString(), SavepointFormatType.CANONICAL)
                .get();
        List<Path> all;
        try (var files = Files.list(Path.of(URI.create(written)))) {
            all = files.collect(Collectors.toList());
        }
        assertThat(all).hasSize(1);
        Files.createDirectories(place);
        Files.write(place.resolve("_metadata"), withoutPath(Files.readAllBytes(all.get(0)), temporary));
    }

    /** The bytes are named by the files that they came from. Any name of that length serves. */
    private static byte[] withoutPath(byte[] savepoint, Path temporary) {
        String path = temporary.toString();
        return new String(savepoint, StandardCharsets.ISO_8859_1)
                .replace(path, "/".repeat(path.length()))
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static final class Counting extends RichMapFunction<Long, Long> implements CheckpointListener {
        private static final long serialVersionUID = 1L;

        @Override
        public Long map(Long number) {
            SEEN.incrementAndGet();
            return number;
        }

        @Override
        public void notifyCheckpointComplete(long checkpoint) {
            if (SEEN.get() >= BEFORE_SAVEPOINT) {
                ENOUGH.release();
            }
        }
    }
}
