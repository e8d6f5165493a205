package io.github.managedflink.local.gate;

import io.github.managedflink.model.settings.Arguments;
import java.time.Duration;
import java.util.Optional;

/**
 * A fault of a service, which begins with the first call that comes after a number of admitted ones, at once by
 * default, and lasts for a time. A run refuses one that can meet no call: of a service that it does not have, or of an
 * action that the service does not have.
 *
 * @param service whose calls it meets: the prefix of the service's IAM actions, such as {@code kinesis}
 * @param action the only one of its actions that it meets, such as {@code PutRecords}; empty for all
 * @param kind what becomes of the calls
 * @param delay how long each call has to wait; zero unless the kind is {@link Kind#DELAY}
 * @param afterCalls how many of these calls are admitted after the injection before the fault begins; 0 or more
 * @param lasting how long it lasts from its first call on; positive
 */
public record ServiceFault(
        String service, Optional<String> action, Kind kind, Duration delay, long afterCalls, Duration lasting) {

    /** What a fault does to the calls that it meets. */
    public enum Kind {
        /**
         * They are refused as too many. A call that carries a batch of entries is refused as a whole and served in
         * part, in turn: every other entry is taken and the others are handed back.
         */
        THROTTLE,
        /** They are answered with HTTP status 500 and 503 in turn. */
        SERVER_ERROR,
        /** Their connections are closed without an answer. */
        CUT_CONNECTION,
        /** They are answered late. */
        DELAY
    }

    /** @throws IllegalArgumentException if a number is out of its range or anything is null */
    public ServiceFault {
        Arguments.given("service", service);
        Arguments.given("action", action);
        Arguments.given("kind", kind);
        Arguments.given("delay", delay);
        Arguments.given("lasting", lasting);
        require(afterCalls >= 0, "afterCalls is " + afterCalls + "; it has to be 0 or more");
        require(isPositive(lasting), "lasting is " + lasting + "; it has to be positive");
        require(
                kind == Kind.DELAY ? isPositive(delay) : delay.isZero(),
                "delay is " + delay + "; it has to be positive for a delay and zero for every other fault");
    }

    /** Refuses all calls as too many, of those that carry batches every second one only in part. */
    public static ServiceFault throttle(String service, Duration lasting) {
        return new ServiceFault(service, Optional.empty(), Kind.THROTTLE, Duration.ZERO, 0, lasting);
    }

    /** Answers all calls with HTTP status 500 and 503 in turn. */
    public static ServiceFault serverErrors(String service, Duration lasting) {
        return new ServiceFault(service, Optional.empty(), Kind.SERVER_ERROR, Duration.ZERO, 0, lasting);
    }

    /** Closes the connection of every call without an answer. */
    public static ServiceFault cutConnections(String service, Duration lasting) {
        return new ServiceFault(service, Optional.empty(), Kind.CUT_CONNECTION, Duration.ZERO, 0, lasting);
    }

    /** Answers every call late. */
    public static ServiceFault delay(String service, Duration delay, Duration lasting) {
        return new ServiceFault(service, Optional.empty(), Kind.DELAY, delay, 0, lasting);
    }

    /** Returns the same fault of one action alone, such as {@code BatchWriteItem}. */
    public ServiceFault action(String only) {
        return new ServiceFault(service, Optional.of(Arguments.given("only", only)), kind, delay, afterCalls, lasting);
    }

    /** Returns the same fault, beginning only after so many admitted calls that it could meet. */
    public ServiceFault after(long admittedCalls) {
        return new ServiceFault(service, action, kind, delay, admittedCalls, lasting);
    }

    private static boolean isPositive(Duration duration) {
        return !duration.isZero() && !duration.isNegative();
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
