package io.github.managedflink.local.feed;

import io.github.managedflink.local.presentation.PathText;
import io.github.managedflink.local.result.LocalRunException;
import io.github.managedflink.local.service.SourceStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** What a run feeds: some files at once, others at a pace while the run goes on. */
public final class Feeds implements AutoCloseable {
    private static final Duration TICK = Duration.ofMillis(10);

    private final Map<String, Long> atOnce = new LinkedHashMap<>();
    private final List<PacedFeed> paced = new ArrayList<>();
    private final ScheduledExecutorService pacer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "mflink-pacer");
        thread.setDaemon(true);
        return thread;
    });
    private ScheduledFuture<?> pacing;
    private LocalRunException failure;

    /**
     * Puts a file into a stream, or begins to.
     *
     * @param isToEnd whether to put no more
     * @return what has been done
     */
    public synchronized String start(Feeding feeding, BooleanSupplier isToEnd) {
        Feed feed = feeding.feed();
        FeedFile file = feeding.file();
        SourceStream stream = feeding.stream();
        if (feed.recordsPerSecond().isEmpty()) {
            FeedCounts counts = file.feedTo(stream, feed.key(), isToEnd);
            atOnce.merge(feed.stream(), counts.records(), Long::sum);
            return "fed %s from %s to %s".formatted(counts, name(feed, file), feed.stream());
        }
        if (pacing == null) {
            pacing = pacer.scheduleWithFixedDelay(this::putDue, 0, TICK.toMillis(), TimeUnit.MILLISECONDS);
        }
        PacedFeed pacedFeed = new PacedFeed(feed, file.open(stream, feed.key()), System::nanoTime);
        paced.add(pacedFeed);
        return "feeding %s to %s, %s records a second"
                .formatted(name(feed, file), feed.stream(), Feed.paceText(pacedFeed.recordsPerSecond()));
    }

    private static String name(Feed feed, FeedFile file) {
        return PathText.of(feed.file()) + (file.isUnpacked() ? " (unpacked)" : "");
    }

    private synchronized void putDue() {
        try {
            paced.forEach(PacedFeed::putDue);
        } catch (LocalRunException e) {
            fail(e);
        } catch (RuntimeException e) {
            fail(LocalRunException.jobFailed("Feeding fails: " + e.getMessage(), e));
        }
    }

    private void fail(LocalRunException cause) {
        failure = cause;
        pacing.cancel(false);
    }

    /**
     * Whether nothing more is to be fed.
     *
     * @throws LocalRunException if a file or one of its records is not what it should be
     */
    public synchronized boolean haveEnded() {
        if (failure != null) {
            throw failure;
        }
        return paced.stream().allMatch(PacedFeed::hasEnded);
    }

    /** A line for each feed that goes on. */
    public synchronized List<String> progress() {
        return paced.stream()
                .filter(feed -> !feed.hasEnded())
                .map(PacedFeed::progress)
                .toList();
    }

    /** How many records each stream has got, by the user's name of it. */
    public synchronized Map<String, Long> counts() {
        Map<String, Long> counts = new LinkedHashMap<>(atOnce);
        paced.forEach(feed -> counts.merge(feed.feed().stream(), feed.counts().records(), Long::sum));
        return counts;
    }

    /** Feeds no more. */
    @Override
    public synchronized void close() {
        pacer.shutdown();
        paced.forEach(PacedFeed::close);
    }
}
