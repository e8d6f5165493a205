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
    /**
     * How long a stream waits for its first reader while an application runs that may read it: a job may start its
     * sources late.
     */
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
        fed.merge(stream, new Fed(name, nanoTime.getAsLong(), false), (before, now) -> before.isRead() ? now : before);
    }

    /**
     * Notes which streams have been read to their end. What comes into one from now on, and not from
     * {@link #expectFor}, is an application's.
     */
    synchronized void noteWhatIsRead() {
        fed.replaceAll((stream, each) -> isRead(stream) ? new Fed(each.name(), each.nanoTime(), true) : each);
    }

    /** Returns the streams that are not read yet and may still be, by the user's names. */
    synchronized List<String> awaited() {
        return unread(this::isHopeful);
    }

    /** Returns those of {@link #awaited} that nobody reads so far, by the user's names. */
    synchronized List<String> withoutReader() {
        return unread((stream, since) -> !stream.isBeingRead() && isHopeful(stream, since));
    }

    /** Returns the streams that hold what was fed and no application has read, by the user's names. */
    synchronized List<String> unread() {
        return unread((stream, since) -> !since.isRead());
    }

    /**
     * Returns the streams that hold what an application wrote and no application has read, after all that was fed had
     * been, by the user's names.
     */
    synchronized List<String> writtenLater() {
        return unread((stream, since) -> since.isRead());
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

    /**
     * A stream that was fed.
     *
     * @param name the name by which it was, first or again after it had been read
     * @param nanoTime when that was
     * @param isRead whether all of it was noted to have been read
     */
    private record Fed(String name, long nanoTime, boolean isRead) {}
}
