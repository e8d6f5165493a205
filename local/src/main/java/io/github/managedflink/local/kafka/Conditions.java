package io.github.managedflink.local.kafka;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Waits for what a broker does a moment after it has answered. Kafka tells nobody of it, so that there is nothing to do
 * but ask again.
 */
final class Conditions {
    private static final long PAUSE_MILLIS = 10;

    private Conditions() {}

    /** Whether the condition came true in time. */
    static boolean await(Duration most, BooleanSupplier condition) {
        long deadline = System.nanoTime() + most.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                throw new InterruptException(e);
            }
        }
        return true;
    }
}
