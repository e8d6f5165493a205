package io.github.managedflink.jobs.window;

import io.github.managedflink.jobs.connector.SinkConnector;
import io.github.managedflink.jobs.deadletter.Routed;
import java.io.Serializable;
import org.apache.flink.util.OutputTag;

/** Where events go that do not count: refused ones and late ones. */
public final class SideOutputs implements Serializable {
    private static final long serialVersionUID = 1L;

    private final OutputTag<Routed<byte[]>> deadLetters;
    private final OutputTag<Routed<byte[]>> late;

    public SideOutputs(SinkConnector<Routed<byte[]>> deadLetters, SinkConnector<Routed<byte[]>> late) {
        this.deadLetters = new OutputTag<>("dead-letters", deadLetters.inputType());
        this.late = new OutputTag<>("late-events", late.inputType());
    }

    public OutputTag<Routed<byte[]>> deadLetters() {
        return deadLetters;
    }

    public OutputTag<Routed<byte[]>> late() {
        return late;
    }
}
