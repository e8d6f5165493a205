package io.github.managedflink.jobs.async;

import java.io.Serializable;

/** What a sink calls, in the words of messages and permissions. */
public final class SinkTarget implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String sink;
    private final String action;
    private final String resource;

    /**
     * @param sink the sink's name in its pipeline
     * @param action what it does, as IAM names it: {@code sns:Publish}
     * @param resource the ARN of what it does it to
     */
    public SinkTarget(String sink, String action, String resource) {
        this.sink = sink;
        this.action = action;
        this.resource = resource;
    }

    /** The step that dead letters name. */
    String step() {
        return "sink." + sink;
    }

    /** For example {@code The sink "alerts" (sns:Publish on arn:…)}. */
    @Override
    public String toString() {
        return "The sink \"" + sink + "\" (" + action + " on " + resource + ")";
    }
}
