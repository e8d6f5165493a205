package io.github.managedflink.local.feed;

import java.nio.file.Path;
import java.text.NumberFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A file that goes to a stream.
 *
 * @param stream the user's name of the stream
 * @param file newline-delimited records; unpacked first if its name ends in {@code .gz}
 * @param recordsPerSecond how fast; empty if as fast as it can
 * @param key the key of its lines; empty if they have none
 */
public record Feed(String stream, Path file, OptionalDouble recordsPerSecond, Optional<FeedKey> key) {
    private static final double SLOWEST = 0.001;
    private static final double FASTEST = 1_000_000;
    /** After the point; the smallest number of Java has fewer. */
    private static final int MOST_DIGITS = 340;

    /** One without a key. */
    public Feed(String stream, Path file, OptionalDouble recordsPerSecond) {
        this(stream, file, recordsPerSecond, Optional.empty());
    }

    /** The same with what is set for its stream; a pace of its own goes before that of the stream. */
    public Feed with(Optional<Double> pace, Optional<FeedKey> streamKey) {
        return new Feed(
                stream,
                file,
                recordsPerSecond.isPresent()
                        ? recordsPerSecond
                        : pace.map(OptionalDouble::of).orElseGet(OptionalDouble::empty),
                streamKey);
    }

    /** Why a pace of a stream cannot be kept, if so. */
    public static Optional<String> paceFault(String stream, double recordsPerSecond) {
        return recordsPerSecond >= SLOWEST && recordsPerSecond <= FASTEST
                ? Optional.empty()
                : Optional.of("The pace %s for the stream %s must be from 0.001 to 1,000,000 records a second."
                        .formatted(paceText(recordsPerSecond), stream));
    }

    /** Shows a pace, such as {@code 1,000} or {@code 0.5}. */
    public static String paceText(double recordsPerSecond) {
        NumberFormat format = NumberFormat.getInstance(Locale.ROOT);
        format.setMaximumFractionDigits(MOST_DIGITS);
        return format.format(recordsPerSecond);
    }
}
