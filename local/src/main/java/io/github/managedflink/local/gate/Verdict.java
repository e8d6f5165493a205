package io.github.managedflink.local.gate;

import java.time.Duration;

/** What a stand-in is to do with a call, once the {@link #delay()} has passed. */
public sealed interface Verdict {

    /** How long the stand-in waits before it acts; zero as a rule. */
    Duration delay();

    /** Returns whether the call is to be served. */
    default boolean isServed() {
        return this instanceof Serve;
    }

    /** Serve the call as usual. */
    record Serve(Duration delay) implements Verdict {}

    /** Refuse it in the words in which the service refuses a caller that calls too often. */
    record Throttle(Duration delay) implements Verdict {}

    /**
     * Answer that the service itself has failed.
     *
     * @param status the HTTP status: 500 (Internal Server Error) or 503 (Service Unavailable)
     */
    record ServerError(int status, Duration delay) implements Verdict {}

    /**
     * Refuse it in the words in which the service refuses a caller that lacks a permission.
     *
     * @param message who may not do what, as IAM says it
     */
    record Deny(String message, Duration delay) implements Verdict {}

    /** Close the connection without an answer. */
    record CutConnection(Duration delay) implements Verdict {}
}
