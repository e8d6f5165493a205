package io.github.managedflink.jobs.connector;

import io.github.managedflink.jobs.event.Message;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.util.function.SerializableFunction;

/**
 * Which of the records that a sink is given replace one another: those of one key, of which the last one stays.
 *
 * @param <T> what the sink takes for a record
 */
public final class Replacement<T> implements KeySelector<T, String> {
    private static final long serialVersionUID = 1L;

    private final SerializableFunction<T, String> key;
    private final SerializableFunction<T, Message> message;

    public Replacement(SerializableFunction<T, String> key, SerializableFunction<T, Message> message) {
        this.key = key;
        this.message = message;
    }

    @Override
    public String getKey(T entry) {
        return key.apply(entry);
    }

    /** The message that a record was made of. */
    public Message messageOf(T entry) {
        return message.apply(entry);
    }
}
