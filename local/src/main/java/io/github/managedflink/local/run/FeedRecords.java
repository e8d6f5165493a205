package io.github.managedflink.local.run;

import io.github.managedflink.local.services.SourceStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The records of a feed, one after the other: bytes, which need not be text, split at {@code \n} and {@code \r\n}. */
final class FeedRecords implements AutoCloseable {
    private final Path path;
    private final InputStream in;
    private final SourceStream stream;
    private final long maxBytes;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private long count;

    FeedRecords(Path path, InputStream in, SourceStream stream) {
        this.path = path;
        this.in = in;
        this.stream = stream;
        this.maxBytes = stream.maxRecordBytes();
    }

    /**
     * Puts the next records into the stream, all at once.
     *
     * @return how many there were, fewer than asked for at the end of the file alone
     */
    int put(int most) {
        List<byte[]> batch = new ArrayList<>(most);
        try {
            for (byte[] next = next(); next != null; next = batch.size() < most ? next() : null) {
                check(count + batch.size() + 1, next);
                batch.add(next);
            }
        } catch (IOException e) {
            throw unreadable(path, e);
        }
        stream.put(batch);
        count += batch.size();
        return batch.size();
    }

    static LocalRunException unreadable(Path path, IOException cause) {
        return LocalRunException.wrongUsage("The feed " + path + " cannot be read: " + cause.getMessage());
    }

    /** How many records have been put. */
    long count() {
        return count;
    }

    private void check(long number, byte[] record) {
        if (record.length > maxBytes) {
            throw LocalRunException.wrongUsage(tooLong(path, number, record.length, maxBytes));
        }
    }

    /** The fault of a line that is no record of its stream. */
    static String tooLong(Path path, long number, long bytes, long maxBytes) {
        return "Line %d of the feed %s has %,d bytes, and its stream takes records of at most %,d."
                .formatted(number, path, bytes, maxBytes);
    }

    private byte[] next() throws IOException {
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

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }
}
