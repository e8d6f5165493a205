package io.github.managedflink.local.feed;

import io.github.managedflink.local.presentation.PathText;
import io.github.managedflink.local.presentation.ProgressText;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * A feed at a pace: each of its records is put when its time has come, the first at once. What a pause of this machine
 * delays is made up for.
 */
final class PacedFeed implements AutoCloseable {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final int LARGEST_BATCH = 5_000;

    private final Feed feed;
    private final double recordsPerSecond;
    private final FeedRecords records;
    private final LongSupplier nanoTime;
    private final long startNanos;
    private boolean ended;

    /** Begins now, as the clock tells it. */
    PacedFeed(Feed feed, FeedRecords records, LongSupplier nanoTime) {
        this.feed = feed;
        this.recordsPerSecond = feed.recordsPerSecond().orElseThrow();
        this.records = records;
        this.nanoTime = nanoTime;
        this.startNanos = nanoTime.getAsLong();
    }

    Feed feed() {
        return feed;
    }

    double recordsPerSecond() {
        return recordsPerSecond;
    }

    /** Puts what is due and has not been put. */
    void putDue() {
        long due = 1 + (long) ((nanoTime.getAsLong() - startNanos) * recordsPerSecond / NANOS_PER_SECOND);
        while (!ended && count() < due) {
            int batch = (int) Math.min(LARGEST_BATCH, due - count());
            ended = records.put(batch) < batch;
        }
    }

    /** Whether its last record has been put. */
    boolean hasEnded() {
        return ended;
    }

    /** Returns how far it is, for people. */
    String progress() {
        String text = "fed %s from %s to %s".formatted(counts(), PathText.of(feed.file()), feed.stream());
        String pace = ", " + Feed.paceText(recordsPerSecond) + " a second";
        long done = records.bytesRead();
        OptionalLong all = records.fileBytes();
        if (done == 0 || all.isEmpty()) {
            return text + pace;
        }
        double recordsLeft = count() * ((double) all.getAsLong() / done - 1);
        Duration left = Duration.ofNanos((long) (recordsLeft / recordsPerSecond * NANOS_PER_SECOND));
        return text + " (" + ProgressText.share(done, all.getAsLong()) + ")" + pace + ", " + ProgressText.left(left);
    }

    /** What has been put. */
    FeedCounts counts() {
        return records.counts();
    }

    private long count() {
        return counts().records();
    }

    @Override
    public void close() {
        ended = true;
        records.close();
    }
}
