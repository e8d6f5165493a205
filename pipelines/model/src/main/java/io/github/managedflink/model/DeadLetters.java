package io.github.managedflink.model;

/**
 * The form of a dead letter: one JSON object a line. {@code reason} and {@code step} say why and where the record was
 * refused ({@code source} for one that could not be parsed); {@code payload} holds the message as it came, as text if
 * it is UTF-8 and otherwise in base64, as {@code encoding} tells; {@code shard}, {@code sequenceNumber} and
 * {@code arrival} (ISO-8601) say where and when it came.
 */
public final class DeadLetters {
    /** Why the record was refused. */
    public static final String REASON = "reason";
    /**
     * Where it was refused: {@code source}, {@code event-time}, a step such as {@code 3.cast}, or a sink such as
     * {@code sink.main}.
     */
    public static final String STEP = "step";
    /** The message as it came. */
    public static final String PAYLOAD = "payload";
    /** How {@link #PAYLOAD} is written: {@link #UTF_8} or {@link #BASE64}. */
    public static final String ENCODING = "encoding";
    /** The shard that it came from. */
    public static final String SHARD = "shard";
    /** Its sequence number in the shard. */
    public static final String SEQUENCE_NUMBER = "sequenceNumber";
    /** When it arrived in the stream. */
    public static final String ARRIVAL = "arrival";

    /** The payload is the message's text. */
    public static final String UTF_8 = "utf-8";
    /** The payload is the message's bytes in base64. */
    public static final String BASE64 = "base64";

    private DeadLetters() {}
}
