package io.github.managedflink.local.http;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * How a service throttles calls that carry several entries: as a whole and in part, in turn, because callers have to
 * cope with both. Of a call that is throttled in part every other entry is taken.
 */
public final class ThrottledBatches {
    private final AtomicInteger calls = new AtomicInteger();

    /** The reply to a call that is throttled in part; empty if it is this call's turn to be refused as a whole. */
    public <T> Optional<T> inPart(Supplier<T> reply) {
        return calls.getAndIncrement() % 2 == 0 ? Optional.empty() : Optional.of(reply.get());
    }

    /** Whether the entry at this place of a call that is throttled in part is taken. */
    public static boolean isTaken(int index) {
        return index % 2 == 0;
    }
}
