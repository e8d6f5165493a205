package io.github.managedflink.local.access;

import io.github.managedflink.local.gate.ServiceCall;
import java.util.Objects;

/**
 * A call that was held against what an application may do.
 *
 * @param application the path of the application's construct in its stack, or its logical id where that is not known
 * @param principal the ARN of the role that called
 * @param call what was called
 * @param origin who called, and why
 * @param outcome what became of it
 * @param explanation the statements that allow it, or why it is refused or not evaluated
 * @param endpoint the logical id of the VPC endpoint that carried it, or {@code internet}, {@code VPC}, {@code service}
 *     or {@code none}
 * @param count how often it was made; 1 or more
 */
public record CheckedCall(
        String application,
        String principal,
        ServiceCall call,
        Origin origin,
        Outcome outcome,
        String explanation,
        String endpoint,
        long count) {

    /** Who makes a call. */
    public enum Origin {
        /** The job. */
        JOB,
        /** The service that the job calls, with the job's permissions, because its resource is encrypted. */
        ENCRYPTION,
        /**
         * Managed Service for Apache Flink, with the application's role, when the application is created and started.
         */
        START
    }

    /** What becomes of a call. */
    public enum Outcome {
        /** A policy denies it, or none allows it. */
        DENIED,
        /** Nothing carries it out of the VPC. */
        UNREACHABLE,
        /** Not all policies that decide upon it are known, so it is let through. */
        NOT_EVALUATED,
        ALLOWED
    }

    public CheckedCall {
        Objects.requireNonNull(application, "application");
        Objects.requireNonNull(principal, "principal");
        Objects.requireNonNull(call, "call");
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(explanation, "explanation");
        Objects.requireNonNull(endpoint, "endpoint");
    }

    CheckedCall withCount(long other) {
        return new CheckedCall(application, principal, call, origin, outcome, explanation, endpoint, other);
    }

    /** Returns whether it does not get through. */
    public boolean isRefused() {
        return outcome == Outcome.DENIED || outcome == Outcome.UNREACHABLE;
    }
}
