package io.github.managedflink.local.result;

import io.github.managedflink.local.access.AccessReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a run ended.
 *
 * @param stack the stack's name
 * @param applications the stack's applications
 * @param fed how many records were fed to each stream, by the name that the feed gave it
 * @param unread the streams that were fed, by the name that the feed gave them, and that no application has read, or
 *     not to their end
 * @param writtenLater the streams that were fed, by the name that the feed gave them, into which an application wrote
 *     after all of them had been read, and what it wrote has not been read: such as that of an application that writes
 *     into its own source
 * @param outputs the files that were written under the output folder, but for the summary
 * @param summary the file {@code summary.json}, when there is an output folder
 * @param access what the applications called, held against what they may do, when the run
 *     {@linkplain io.github.managedflink.local.run.LocalRun.Builder#enforce() enforced} that
 * @param interrupted whether it was {@linkplain Interruption interrupted}, so that something fed may not have been
 *     processed
 */
public record LocalRunResult(
        String stack,
        List<ApplicationResult> applications,
        Map<String, Long> fed,
        List<String> unread,
        List<String> writtenLater,
        List<Path> outputs,
        Optional<Path> summary,
        Optional<AccessReport> access,
        boolean interrupted) {

    public LocalRunResult {
        applications = List.copyOf(applications);
        fed = Map.copyOf(fed);
        unread = List.copyOf(unread);
        writtenLater = List.copyOf(writtenLater);
        outputs = List.copyOf(outputs);
    }

    /** Returns whether no application failed. */
    public boolean isSuccess() {
        return applications.stream().allMatch(each -> each.state() != ApplicationResult.State.FAILED);
    }

    /**
     * Returns the result of one application.
     *
     * @param name its construct's path in the stack, logical id or physical name
     * @throws IllegalArgumentException if the stack has no such application
     */
    public ApplicationResult application(String name) {
        return applications.stream()
                .filter(each ->
                        List.of(each.path(), each.logicalId(), each.name()).contains(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The stack " + stack + " has no application " + name));
    }

    /**
     * Returns the result of the stack's only application.
     *
     * @throws IllegalStateException if it has several
     */
    public ApplicationResult application() {
        if (applications.size() != 1) {
            throw new IllegalStateException("The stack " + stack + " has " + applications.size() + " applications");
        }
        return applications.get(0);
    }
}
