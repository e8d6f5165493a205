package io.github.managedflink.local.feed;

import io.github.managedflink.local.result.LocalRunException;
import io.github.managedflink.local.service.SourceRecord;
import io.github.managedflink.local.service.SourceStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The records of a feed, one after the other, each a line. */
final class FeedRecords implements AutoCloseable {
    private final Path path;
    private final LineReader lines;
    private final SourceStream stream;
    private final Optional<FeedKey> key;
    private final long maxBytes;
    private final OptionalLong fileBytes;
    private FeedCounts counts = FeedCounts.NONE;

    /** @param fileBytes how many bytes all lines have together, if that is known */
    FeedRecords(Path path, LineReader lines, OptionalLong fileBytes, SourceStream stream, Optional<FeedKey> key) {
        this.path = path;
        this.fileBytes = fileBytes;
        this.lines = lines;
        this.stream = stream;
        this.key = key;
        this.maxBytes = stream.maxRecordBytes(key.isPresent() ? FeedKey.MAX_BYTES : 0);
    }

    /**
     * Puts the next records into the stream, all at once.
     *
     * @return how many there were, fewer than asked for at the end of the file alone
     */
    int put(int most) {
        List<SourceRecord> batch = new ArrayList<>(most);
        try {
            for (byte[] next = lines.next(); next != null; next = batch.size() < most ? lines.next() : null) {
                check(counts.records() + batch.size() + 1, next);
                batch.add(record(next));
            }
        } catch (IOException e) {
            throw unreadable(path, e);
        }
        stream.put(batch);
        counts = counts.plus(
                batch.size(),
                key.isEmpty()
                        ? 0
                        : batch.stream().filter(each -> each.key().isEmpty()).count());
        return batch.size();
    }

    private SourceRecord record(byte[] line) {
        return new SourceRecord(key.flatMap(field -> field.of(line)), line);
    }

    static LocalRunException unreadable(Path path, IOException cause) {
        return LocalRunException.wrongUsage("The feed " + path + " cannot be read: " + cause.getMessage());
    }

    /** What has been put. */
    FeedCounts counts() {
        return counts;
    }

    /** Returns how many bytes of the file have been read. */
    long bytesRead() {
        return lines.bytesRead();
    }

    /** Returns how many bytes there are in all, if that is known. */
    OptionalLong fileBytes() {
        return fileBytes;
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

    @Override
    public void close() {
        try {
            lines.close();
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }
}
