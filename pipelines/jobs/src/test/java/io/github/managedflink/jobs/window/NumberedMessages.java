package io.github.managedflink.jobs.window;

import io.github.managedflink.jobs.event.Message;
import java.io.Serializable;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;

/** Messages that follow from their numbers, so that a source can go on from any of them. */
public interface NumberedMessages extends Serializable {
    /** How many there are. */
    long count();

    /** How fast they come. */
    RateLimiterStrategy rate();

    /** A message by its number, from 0. */
    Message message(long number);
}
