package io.github.managedflink.local.flink;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits to the end although the thread is interrupted, which a run hears where it can end in order. */
public final class Uninterruptibly {
    private Uninterruptibly() {}

    static <T> T get(CompletableFuture<T> future, Duration timeout) throws ExecutionException, TimeoutException {
        boolean interrupted = Thread.interrupted();
        long deadline = System.nanoTime() + timeout.toNanos();
        try {
            while (true) {
                try {
                    return future.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    public static void sleep(Duration time) {
        try {
            get(new CompletableFuture<>(), time);
        } catch (ExecutionException e) {
            throw new IllegalStateException("Nobody completes it", e);
        } catch (TimeoutException e) {
            // The time is over.
        }
    }
}
