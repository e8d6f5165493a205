package io.github.managedflink.local.run;

import io.github.managedflink.local.services.SourceStream;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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
     * @return how many there are
     */
    long feedTo(SourceStream stream) {
        try (InputStream in = open()) {
            Lines lines = new Lines(in);
            List<byte[]> batch = new ArrayList<>(BATCH);
            long count = 0;
            for (byte[] line = lines.next(); line != null; line = lines.next()) {
                check(stream, ++count, line);
                batch.add(line);
                if (batch.size() == BATCH) {
                    stream.put(batch);
                    batch = new ArrayList<>(BATCH);
                }
            }
            stream.put(batch);
            return count;
        } catch (IOException e) {
            throw LocalRunException.wrongUsage("The feed " + path + " cannot be read: " + e.getMessage());
        }
    }

    private void check(SourceStream stream, long number, byte[] line) {
        stream.fault(line).ifPresent(fault -> {
            throw LocalRunException.wrongUsage("Line " + number + " of the feed " + path + " " + fault);
        });
    }

    private InputStream open() throws IOException {
        BufferedInputStream in = new BufferedInputStream(Files.newInputStream(path), BUFFER_BYTES);
        in.mark(2);
        boolean gzipped = in.read() == GZIP_MAGIC_1 && in.read() == GZIP_MAGIC_2;
        in.reset();
        return gzipped ? new BufferedInputStream(new GZIPInputStream(in, BUFFER_BYTES), BUFFER_BYTES) : in;
    }

    /** Splits bytes, which need not be text, at {@code \n} and {@code \r\n}. */
    private static final class Lines {
        private final InputStream in;
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();

        Lines(InputStream in) {
            this.in = in;
        }

        /** The next line, or null at the end; after a last line end there is none. */
        byte[] next() throws IOException {
            line.reset();
            int read = in.read();
            if (read < 0) {
                return null;
            }
            while (read >= 0 && read != '\n') {
                line.write(read);
                read = in.read();
            }
            byte[] bytes = line.toByteArray();
            return read == '\n' && bytes.length > 0 && bytes[bytes.length - 1] == '\r'
                    ? Arrays.copyOf(bytes, bytes.length - 1)
                    : bytes;
        }
    }
}
