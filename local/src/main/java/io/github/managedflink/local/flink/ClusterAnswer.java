package io.github.managedflink.local.flink;

import io.github.managedflink.local.result.LocalRunException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** Waits for what a Flink cluster answers, and not for ever. */
final class ClusterAnswer {
    /** Enough for every call that does not wait for records. */
    static final Duration TIMEOUT = Duration.ofSeconds(60);

    private ClusterAnswer() {}

    static <T> T await(CompletableFuture<T> answer) {
        return await(answer, TIMEOUT);
    }

    static <T> T await(CompletableFuture<T> answer, Duration timeout) {
        try {
            return Uninterruptibly.get(answer, timeout);
        } catch (ExecutionException e) {
            throw LocalRunException.jobFailed("The Flink cluster answers: " + RootCause.of(e), e);
        } catch (TimeoutException e) {
            throw LocalRunException.jobFailed("The Flink cluster does not answer within " + timeout + ".", e);
        }
    }
}
