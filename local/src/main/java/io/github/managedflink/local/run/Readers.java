package io.github.managedflink.local.run;

import io.github.managedflink.local.service.SourceStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/** Whether the applications have read what was fed. */
final class Readers {
    /** How long a stream waits for its first reader while an application runs that may read it: a job may start its sources late. */
    static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Predicate<SourceStream> mayBeRead;
    private final LongSupplier nanoTime;
    private final Map<SourceStream, Fed> fed = new LinkedHashMap<>();

    /**
     * For a run that has been fed nothing yet.
     *
     * @param mayBeRead whether an application runs that may read a stream
     */
    Readers(Predicate<SourceStream> mayBeRead, LongSupplier nanoTime) {
        this.mayBeRead = mayBeRead;
        this.nanoTime = nanoTime;
    }

    /**
     * Notes that a stream is fed.
     *
     * @param name the user's name of it
     */
    synchronized void expectFor(SourceStream stream, String name) {
        fed.putIfAbsent(stream, new Fed(name, nanoTime.getAsLong()));
    }

    /** The streams that are not read yet and may still be, by the user's names. */
    synchronized List<String> awaited() {
        return unread(this::isHopeful);
    }

    /** Those of {@link #awaited} that nobody reads so far, by the user's names. */
    synchronized List<String> withoutReader() {
        return unread((stream, since) -> !stream.isBeingRead() && isHopeful(stream, since));
    }

    /** The streams that hold what no application has read, by the user's names. */
    synchronized List<String> unread() {
        return unread((stream, since) -> true);
    }

    private List<String> unread(BiPredicate<SourceStream, Fed> condition) {
        return fed.entrySet().stream()
                .filter(each -> !isRead(each.getKey()) && condition.test(each.getKey(), each.getValue()))
                .map(each -> each.getValue().name())
                .toList();
    }

    private static boolean isRead(SourceStream stream) {
        return stream.recordCount() == 0 || (stream.isBeingRead() && stream.isReadToItsEnd());
    }

    private boolean isHopeful(SourceStream stream, Fed since) {
        return mayBeRead.test(stream)
                && (stream.isBeingRead() || nanoTime.getAsLong() - since.nanoTime() < PATIENCE.toNanos());
    }

    /** By which name, and when, a stream was first fed. */
    private record Fed(String name, long nanoTime) {}
}
