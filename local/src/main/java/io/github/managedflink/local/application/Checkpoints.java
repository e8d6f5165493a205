package io.github.managedflink.local.application;

import java.time.Duration;

/**
 * When checkpoints are taken.
 *
 * @param interval from the beginning of one to that of the next
 * @param minPause at least from the end of one to the beginning of the next
 */
public record Checkpoints(Duration interval, Duration minPause) {
    /** The service's own. */
    public static final Checkpoints DEFAULT = new Checkpoints(Duration.ofSeconds(60), Duration.ofSeconds(5));
}
