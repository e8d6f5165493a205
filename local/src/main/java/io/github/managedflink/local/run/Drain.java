package io.github.managedflink.local.run;

import io.github.managedflink.local.feed.Feeds;
import io.github.managedflink.local.service.SourceStream;
import io.github.managedflink.local.services.SourceStreams;
import java.util.List;
import java.util.function.Consumer;

/** Says whether everything fed has been processed. */
final class Drain {
    private final RunningApplications applications;
    private final SourceStreams streams;
    private final Feeds feeds;
    private final Readers readers;
    private final Consumer<String> progress;
    private List<String> shownWithoutReader = List.of();

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
}
