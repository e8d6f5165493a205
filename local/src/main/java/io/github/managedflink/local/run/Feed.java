package io.github.managedflink.local.run;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A file that goes to a stream.
 *
 * @param stream the user's name of the stream
 * @param file newline-delimited records; unpacked first if its name ends in {@code .gz}
 * @param recordsPerSecond how fast; empty if as fast as it can
 */
record Feed(String stream, Path file, OptionalDouble recordsPerSecond) {
    private static final double SLOWEST = 0.001;
    private static final double FASTEST = 1_000_000;

    /**
     * The same at the pace of its stream, unless it has one of its own.
     *
     * @param pace null if the stream has none
     */
    Feed atPaceOf(Double pace) {
        return pace == null || recordsPerSecond.isPresent() ? this : new Feed(stream, file, OptionalDouble.of(pace));
    }

    /** Why a pace of a stream cannot be kept, if so. */
    static Optional<String> paceFault(String stream, double recordsPerSecond) {
        return recordsPerSecond >= SLOWEST && recordsPerSecond <= FASTEST
                ? Optional.empty()
                : Optional.of("The pace %s for the stream %s must be from 0.001 to 1,000,000 records a second."
                        .formatted(recordsPerSecond, stream));
    }
}
