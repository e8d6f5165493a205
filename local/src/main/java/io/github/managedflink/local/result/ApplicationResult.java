package io.github.managedflink.local.result;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a run ended for one application.
 *
 * @param logicalId the application's logical id
 * @param path its construct's path in the stack, or its logical id where that is not known
 * @param name its physical name
 * @param state how its job ended
 * @param restarts how often the job restarted
 * @param counts what it did with its records; empty for applications other than the bundled pipelines
 * @param refusals why records went to its dead letters, the most frequent first; of bundled pipelines alone, once the
 *     run has ended
 * @param accumulators all whole-number accumulators of the job
 * @param savepoint the savepoint that the job was stopped with, in the run's S3 stand-in
 * @param failure why the job failed
 */
public record ApplicationResult(
        String logicalId,
        String path,
        String name,
        State state,
        int restarts,
        Optional<RecordCounts> counts,
        List<Refusal> refusals,
        Map<String, Long> accumulators,
        Optional<String> savepoint,
        Optional<String> failure) {

    /** How a job ended. */
    public enum State {
        /** It was stopped with a savepoint. */
        STOPPED,
        /** It came to the end of its input by itself. */
        FINISHED,
        /** It failed, or restarted without hope. */
        FAILED
    }

    public ApplicationResult {
        accumulators = Map.copyOf(accumulators);
        refusals = List.copyOf(refusals);
    }

    public ApplicationResult failed(String cause) {
        return new ApplicationResult(
                logicalId,
                path,
                name,
                State.FAILED,
                restarts,
                counts,
                refusals,
                accumulators,
                savepoint,
                Optional.of(cause));
    }

    public ApplicationResult withRefusals(List<Refusal> known) {
        long byService = known.stream()
                .filter(Refusal::byService)
                .mapToLong(Refusal::records)
                .sum();
        return new ApplicationResult(
                logicalId,
                path,
                name,
                state,
                restarts,
                counts.map(each -> each.withRefusedByService(byService)),
                known,
                accumulators,
                savepoint,
                failure);
    }
}
