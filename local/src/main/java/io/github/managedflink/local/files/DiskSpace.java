package io.github.managedflink.local.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The space that is left for the temporary files of a run. On a full disk a job would fail, or try again and again, and
 * say something else.
 */
public final class DiskSpace {
    private static final long MEBI = 1 << 20;
    /**
     * What a run begins with, beside its jars: sets of files of Flink, Kafka or OpenSearch, and the first checkpoints.
     */
    private static final long TO_BEGIN = 64 * MEBI;

    private static final long TO_GO_ON = 8 * MEBI;

    private final Path folder;
    private final LongSupplier usableBytes;

    DiskSpace(Path folder, LongSupplier usableBytes) {
        this.folder = folder;
        this.usableBytes = usableBytes;
    }

    /** Returns that of the file system which a folder is in. */
    public static DiskSpace of(Path folder) {
        return new DiskSpace(folder, () -> usableBytes(folder));
    }

    /** Of a folder that has gone nothing is known; what is missing there says so itself. */
    private static long usableBytes(Path folder) {
        try {
            return Files.getFileStore(folder).getUsableSpace();
        } catch (IOException e) {
            return Long.MAX_VALUE;
        }
    }

    /**
     * Returns why a run cannot begin, if so.
     *
     * @param codeBytes the size of its jars, of which Flink keeps two copies
     */
    public Optional<String> faultToBegin(long codeBytes) {
        return fault(TO_BEGIN + 2 * codeBytes);
    }

    /** Returns why a run cannot go on, if so. */
    public Optional<String> fault() {
        return fault(TO_GO_ON);
    }

    private Optional<String> fault(long needed) {
        long usable = usableBytes.getAsLong();
        return usable >= needed
                ? Optional.empty()
                : Optional.of(
                        "No space left in the folder for temporary files, %s: %,d MiB of the %,d MiB that are needed. Free some, or name another folder in TMPDIR (in a test, java.io.tmpdir)."
                                .formatted(folder, usable / MEBI, (needed + MEBI - 1) / MEBI));
    }
}
