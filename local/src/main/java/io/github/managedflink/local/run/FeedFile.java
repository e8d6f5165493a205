package io.github.managedflink.local.run;

import io.github.managedflink.local.services.SourceStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.zip.GZIPInputStream;

/**
 * A file whose lines are records, each without its line end; an empty line is an empty record. It may be gzipped, which its first
 * bytes tell.
 */
final class FeedFile {
    private static final int BATCH = 5_000;
    private static final int GZIP_MAGIC_1 = 0x1f;
    private static final int GZIP_MAGIC_2 = 0x8b;
    private static final int BUFFER_BYTES = 1 << 16;

    private final Path path;

    private FeedFile(Path path) {
        this.path = path;
    }

    static FeedFile of(Path path) {
        fault(path).ifPresent(fault -> {
            throw LocalRunException.wrongUsage(fault);
        });
        return new FeedFile(path);
    }

    /** Why a path cannot be a feed, if so. */
    static Optional<String> fault(Path path) {
        return Files.isRegularFile(path) && Files.isReadable(path)
                ? Optional.empty()
                : Optional.of("The feed " + path + " is no readable file.");
    }

    /**
     * Puts the records into a stream, in batches.
     *
     * @param isToEnd whether to put no more
     * @return how many were put
     */
    long feedTo(SourceStream stream, BooleanSupplier isToEnd) {
        try (FeedRecords records = open(stream)) {
            int put = records.put(BATCH);
            while (put == BATCH && !isToEnd.getAsBoolean()) {
                put = records.put(BATCH);
            }
            return records.count();
        }
    }

    /** Opens it to be put into a stream bit by bit. */
    FeedRecords open(SourceStream stream) {
        try {
            return new FeedRecords(path, content(), stream);
        } catch (IOException e) {
            throw FeedRecords.unreadable(path, e);
        }
    }

    private InputStream content() throws IOException {
        BufferedInputStream in = new BufferedInputStream(Files.newInputStream(path), BUFFER_BYTES);
        in.mark(2);
        boolean gzipped = in.read() == GZIP_MAGIC_1 && in.read() == GZIP_MAGIC_2;
        in.reset();
        return gzipped ? new BufferedInputStream(new GZIPInputStream(in, BUFFER_BYTES), BUFFER_BYTES) : in;
    }
}
