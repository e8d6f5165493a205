package io.github.managedflink.jobs.connector;

import java.util.Optional;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.sink2.Sink;

/**
 * How a sink runs. A record is encoded before the sink, so that one that does not fit is refused and the sink not
 * stopped.
 *
 * @param <T> what the sink takes for a record
 */
public interface SinkConnector<T> {
    /** The type of the sink's input. */
    TypeInformation<T> inputType();

    /** A new encoder, for one thread. */
    SinkEncoder<T> encoder();

    /** The sink itself. */
    Sink<T> sink();

    /**
     * Which records replace one another in the sink by coming later; empty if none does, or if versions say which is
     * the newer.
     */
    default Optional<Replacement<T>> replacement() {
        return Optional.empty();
    }
}
