package io.github.managedflink.local.run;

import io.github.managedflink.local.feed.Feeds;
import io.github.managedflink.local.presentation.CountText;
import io.github.managedflink.local.service.SourceStream;
import io.github.managedflink.local.services.SourceStreams;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Says whether everything fed has been processed, and how far it is until then. */
final class Drain {
    private static final Duration PROGRESS_INTERVAL = Duration.ofSeconds(2);

    private final RunningApplications applications;
    private final SourceStreams streams;
    private final Feeds feeds;
    private final Readers readers;
    private final Consumer<String> progress;
    private List<String> shownWithoutReader = List.of();
    private long nextProgressNanos = System.nanoTime();

    Drain(
            RunningApplications applications,
            SourceStreams streams,
            Feeds feeds,
            Readers readers,
            Consumer<String> progress) {
        this.applications = applications;
        this.streams = streams;
        this.feeds = feeds;
        this.readers = readers;
        this.progress = progress;
    }

    boolean isDone() {
        showProgress();
        boolean isDone = feeds.haveEnded() && isRead() && applications.allAre(this::isDrained);
        if (isDone) {
            readers.noteWhatIsRead();
        }
        return isDone;
    }

    /** An application in which nothing moves may be one that has not started its sources yet. */
    private boolean isRead() {
        List<String> withoutReader = readers.withoutReader();
        if (!withoutReader.equals(shownWithoutReader)) {
            shownWithoutReader = withoutReader;
            withoutReader.forEach(stream -> progress.accept("waiting for an application to read " + stream));
        }
        return readers.awaited().isEmpty();
    }

    private boolean isDrained(RunningApplication application) {
        return streams.readBy(application.needs()).stream().allMatch(SourceStream::isReadToItsEnd)
                && application.hasProcessed(streams.recordsToBeCountedBy(application.needs()));
    }

    private void showProgress() {
        if (System.nanoTime() - nextProgressNanos < 0) {
            return;
        }
        nextProgressNanos = System.nanoTime() + PROGRESS_INTERVAL.toNanos();
        List<String> feeding = feeds.progress();
        if (feeding.isEmpty()) {
            applications.all().forEach(this::showProgress);
        } else {
            feeding.forEach(progress);
        }
    }

    private void showProgress(RunningApplication application) {
        long records = streams.recordsToBeCountedBy(application.needs());
        if (application.needs().isBundledPipeline() && application.recordsIn() < records) {
            progress.accept("%s: %,d of %s"
                    .formatted(
                            application.application().logicalId(),
                            application.recordsIn(),
                            CountText.of(records, "record")));
        }
    }
}
