package io.github.managedflink.local.run;

import io.github.managedflink.local.feed.Feeds;
import io.github.managedflink.local.presentation.CountText;
import io.github.managedflink.local.presentation.ProgressText;
import io.github.managedflink.local.services.SourceStreams;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells every two seconds how far a run is: what is fed, and how much of it each application has read, how fast. */
final class RunStatus {
    private static final Duration INTERVAL = Duration.ofSeconds(2);
    private static final double MILLIS_PER_SECOND = 1e3;

    private final RunningApplications applications;
    private final SourceStreams streams;
    private final Feeds feeds;
    private final Consumer<String> lines;
    private final LongSupplier nanoTime;
    private final Map<RunningApplication, RateMeter> rates = new HashMap<>();
    private long nextNanos;

    RunStatus(
            RunningApplications applications,
            SourceStreams streams,
            Feeds feeds,
            Consumer<String> lines,
            LongSupplier nanoTime) {
        this.applications = applications;
        this.streams = streams;
        this.feeds = feeds;
        this.lines = lines;
        this.nanoTime = nanoTime;
        this.nextNanos = nanoTime.getAsLong();
    }

    /** Tells it if it is time to. */
    void tick() {
        long now = nanoTime.getAsLong();
        if (now - nextNanos < 0) {
            return;
        }
        nextNanos = now + INTERVAL.toNanos();
        List<String> feeding = feeds.progress();
        String line = Stream.concat(
                        feeding.stream(),
                        applications.all().stream()
                                .filter(each -> !each.hasEnded())
                                .map(each -> text(each, feeding.isEmpty(), now)))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("; "));
        if (!line.isEmpty()) {
            lines.accept(line);
        }
    }

    private String text(RunningApplication application, boolean isEverythingFed, long now) {
        long done = application.recordsRead();
        RateMeter rate = rates.computeIfAbsent(application, any -> new RateMeter());
        rate.add(now, done);
        if (done == 0) {
            return "";
        }
        String name = application.application().path() + ": ";
        String pace = rate.perSecond() > 0 ? ", %,.0f a second".formatted(rate.perSecond()) : "";
        if (!application.needs().isBundledPipeline()) {
            return name + CountText.of(done, "record") + pace;
        }
        long all = Math.max(done, streams.recordsToBeCountedBy(application.needs()));
        String left = isEverythingFed && done < all && rate.isSteady()
                ? ", "
                        + ProgressText.left(
                                Duration.ofMillis((long) ((all - done) * MILLIS_PER_SECOND / rate.perSecond())))
                : "";
        return name
                + "%,d of %s (%s)".formatted(done, CountText.of(all, "record"), ProgressText.share(done, all))
                + pace
                + left;
    }
}
