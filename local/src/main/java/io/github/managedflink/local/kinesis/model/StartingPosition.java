package io.github.managedflink.local.kinesis.model;

import java.time.Instant;
import java.util.Optional;

/**
 * Where in a shard to begin reading.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_StartingPosition.html">StartingPosition</a>
 */
public final class StartingPosition {

    /** The five kinds of positions that the service knows. */
    public enum Type {
        TRIM_HORIZON,
        LATEST,
        AT_SEQUENCE_NUMBER,
        AFTER_SEQUENCE_NUMBER,
        AT_TIMESTAMP
    }

    private final Type type;
    private final long sequence;
    private final Instant timestamp;

    private StartingPosition(Type type, long sequence, Instant timestamp) {
        this.type = type;
        this.sequence = sequence;
        this.timestamp = timestamp;
    }

    /** The position before the first record. */
    public static StartingPosition trimHorizon() {
        return new StartingPosition(Type.TRIM_HORIZON, 0, Instant.EPOCH);
    }

    /**
     * A position as a request gives it.
     *
     * @throws KinesisException if what its type needs is missing or is not valid
     */
    public static StartingPosition of(Type type, Optional<String> sequenceNumber, Optional<Instant> timestamp) {
        return switch (type) {
            case TRIM_HORIZON, LATEST -> new StartingPosition(type, 0, Instant.EPOCH);
            case AT_SEQUENCE_NUMBER, AFTER_SEQUENCE_NUMBER ->
                new StartingPosition(
                        type,
                        SequenceNumber.parse(sequenceNumber.orElseThrow(() -> KinesisException.invalidArgument(
                                "a position of type " + type + " needs a sequence number"))),
                        Instant.EPOCH);
            case AT_TIMESTAMP ->
                new StartingPosition(
                        type,
                        0,
                        timestamp.orElseThrow(() ->
                                KinesisException.invalidArgument("a position of type AT_TIMESTAMP needs a Timestamp")));
        };
    }

    Type type() {
        return type;
    }

    long sequence() {
        return sequence;
    }

    Instant timestamp() {
        return timestamp;
    }
}
