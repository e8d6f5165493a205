package io.github.managedflink.local.feed;

import io.github.managedflink.local.result.LocalRunException;
import io.github.managedflink.local.service.SourceStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * A file whose lines are records, each without its line end; an empty line is an empty record. It may be gzipped, which
 * its name tells: a stream unpacks nothing, so nothing that may be a record of it is unpacked here.
 */
public final class FeedFile {
    private static final int BATCH = 5_000;
    private static final String GZIP_NAME = ".gz";
    private static final byte[] GZIP_MAGIC = {0x1f, (byte) 0x8b};
    private static final int BUFFER_BYTES = 1 << 16;

    private final Path path;

    private FeedFile(Path path) {
        this.path = path;
    }

    public static FeedFile of(Path path) {
        fault(path).ifPresent(fault -> {
            throw LocalRunException.wrongUsage(fault);
        });
        return new FeedFile(path);
    }

    /** Why a path cannot be a feed, if so. */
    public static Optional<String> fault(Path path) {
        if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
            return Optional.of("The feed " + path
                    + (!Files.exists(path)
                            ? " does not exist."
                            : Files.isDirectory(path) ? " is a folder." : " is no readable file."));
        }
        try {
            return hasGzipContent(path) && !hasGzipName(path)
                    ? Optional.of("The feed " + path
                            + " is a gzip file, which has no lines. To feed the lines in it, give it a"
                            + " name that ends in " + GZIP_NAME
                            + ". A gzipped record cannot be fed from a file; put it with RunningStack.put.")
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.of(FeedRecords.unreadable(path, e).getMessage());
        }
    }

    private static boolean hasGzipName(Path path) {
        return path.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(GZIP_NAME);
    }

    private static boolean hasGzipContent(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            return Arrays.equals(in.readNBytes(GZIP_MAGIC.length), GZIP_MAGIC);
        }
    }

    /**
     * Whether the records are what is unpacked from it. One that is called so and is not gzipped has its lines as they
     * are.
     */
    boolean isUnpacked() {
        try {
            return hasGzipName(path) && hasGzipContent(path);
        } catch (IOException e) {
            throw FeedRecords.unreadable(path, e);
        }
    }

    /**
     * Puts the records into a stream, in batches.
     *
     * @param isToEnd whether to put no more
     * @return how many were put
     */
    FeedCounts feedTo(SourceStream stream, Optional<FeedKey> key, BooleanSupplier isToEnd) {
        try (FeedRecords records = open(stream, key)) {
            int put = records.put(BATCH);
            while (put == BATCH && !isToEnd.getAsBoolean()) {
                put = records.put(BATCH);
            }
            return records.counts();
        }
    }

    /**
     * Looks for lines that are longer than the records of a stream, and for a field that no line has although it is to
     * be their key.
     *
     * @return a sentence for each fault
     */
    public List<String> faults(SourceStream stream, Optional<FeedKey> key) {
        return Stream.of(
                        lengthFault(stream.maxRecordBytes(key.isPresent() ? FeedKey.MAX_BYTES : 0)),
                        key.filter(this::isOfNoLine)
                                .map(field -> "No line of the feed " + path + " is a JSON object with the field "
                                        + field.field() + ", which is to be its key."))
                .flatMap(Optional::stream)
                .toList();
    }

    private boolean isOfNoLine(FeedKey key) {
        try (LineReader lines = new LineReader(content())) {
            byte[] line = lines.next();
            boolean isEmpty = line == null;
            while (line != null && key.of(line).isEmpty()) {
                line = lines.next();
            }
            return line == null && !isEmpty;
        } catch (IOException e) {
            throw FeedRecords.unreadable(path, e);
        }
    }

    /** The fault of the first line that is too long, with how many there are, if there is one. None of them is kept. */
    private Optional<String> lengthFault(long maxBytes) {
        Optional<String> first = Optional.empty();
        long tooLong = 0;
        try (LineLengths lines = new LineLengths(content())) {
            for (OptionalLong length = lines.next(); length.isPresent(); length = lines.next()) {
                if (length.getAsLong() <= maxBytes) {
                    continue;
                }
                tooLong++;
                if (first.isEmpty()) {
                    first = Optional.of(FeedRecords.tooLong(path, lines.number(), length.getAsLong(), maxBytes));
                }
            }
        } catch (IOException e) {
            throw FeedRecords.unreadable(path, e);
        }
        String all = tooLong > 1 ? " In all, %,d of its lines are too long.".formatted(tooLong) : "";
        return first.map(fault -> fault + all);
    }

    /** Opens it to be put into a stream bit by bit. */
    FeedRecords open(SourceStream stream, Optional<FeedKey> key) {
        try {
            OptionalLong bytes = isUnpacked() ? OptionalLong.empty() : OptionalLong.of(Files.size(path));
            return new FeedRecords(path, new LineReader(content()), bytes, stream, key);
        } catch (IOException e) {
            throw FeedRecords.unreadable(path, e);
        }
    }

    private InputStream content() throws IOException {
        InputStream in = Files.newInputStream(path);
        return new BufferedInputStream(isUnpacked() ? new GZIPInputStream(in, BUFFER_BYTES) : in, BUFFER_BYTES);
    }
}
