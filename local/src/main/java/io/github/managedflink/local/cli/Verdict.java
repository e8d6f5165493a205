package io.github.managedflink.local.cli;

import io.github.managedflink.local.presentation.CountText;
import io.github.managedflink.local.result.ApplicationResult;
import io.github.managedflink.local.result.LocalRunResult;
import io.github.managedflink.local.result.RecordCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is wrong with a run in which no job failed: it looks well, and nothing has been written, or something fed has
 * not been read. What was written is judged of bundled pipelines alone, as nobody knows what others do.
 *
 * @param messages what is to be said
 * @param isFailure whether the run did not do what it was for
 */
record Verdict(List<String> messages, boolean isFailure) {
    /**
     * Judges a run.
     *
     * @param untilDrained whether the run was for what it was fed; otherwise records may come, or not, as long as it
     *     goes on
     */
    static Verdict of(LocalRunResult result, boolean untilDrained) {
        List<String> messages = new ArrayList<>();
        List<ApplicationResult> judged = result.applications().stream()
                .filter(each -> each.counts().isPresent())
                .toList();
        List<ApplicationResult> refusing =
                judged.stream().filter(Verdict::wroteNothing).toList();
        refusing.forEach(each -> messages.add(refusedAll(each)));
        List<ApplicationResult> idle =
                judged.stream().filter(each -> counts(each).in() == 0).toList();
        // Of a run that was interrupted nobody expects that all was read.
        if (!result.interrupted()) {
            idle.forEach(each -> messages.add("The application " + each.path()
                    + " read nothing: no record came into its streams. Feed some with --feed STREAM=FILE."));
            if (untilDrained && result.isSuccess()) {
                result.unread().forEach(stream -> messages.add(unread(stream)));
                result.writtenLater().forEach(stream -> messages.add(writtenLater(stream)));
            }
        }
        boolean isUnread = untilDrained
                && !(result.unread().isEmpty() && result.writtenLater().isEmpty());
        boolean isIdle = untilDrained && !judged.isEmpty() && idle.size() == judged.size();
        return new Verdict(List.copyOf(messages), isIdle || isUnread || !refusing.isEmpty());
    }

    private static String unread(String stream) {
        return "Not all that was fed to the stream " + stream
                + " was read. Feed a stream that an application reads, or let the application read it from"
                + " its beginning.";
    }

    private static String writtenLater(String stream) {
        return "All that was fed to the stream " + stream
                + " was read, and then an application wrote into it what has not been read. Run an application that"
                + " writes into its own source without --until-drained, as it may always have more to do.";
    }

    private static RecordCounts counts(ApplicationResult application) {
        return application.counts().orElseThrow();
    }

    /** Windows may still be open, so an event that counts in one is as good as written. */
    private static boolean wroteNothing(ApplicationResult application) {
        RecordCounts counts = counts(application);
        boolean refused = counts.rejected() + counts.refused() + counts.late() > 0;
        return refused && counts.counted().orElse(counts.out() - counts.refused()) <= 0;
    }

    private static String refusedAll(ApplicationResult application) {
        RecordCounts counts = counts(application);
        List<String> parts = Stream.of(
                        part(counts.rejected(), "rejected"),
                        part(counts.refused(), "refused by sinks"),
                        part(counts.late(), "too late"),
                        part(counts.filtered(), "filtered"))
                .filter(part -> !part.isEmpty())
                .toList();
        return "The application %s read %s and wrote none: %s."
                .formatted(application.path(), CountText.of(counts.in(), "record"), String.join(", ", parts));
    }

    private static String part(long records, String what) {
        return records == 0 ? "" : "%,d %s".formatted(records, what);
    }
}
