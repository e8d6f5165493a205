package io.github.managedflink.jobs.async;

/**
 * A sink cannot deliver anything until somebody changes something. The message names the sink, the action and the
 * resource.
 */
public final class SinkFailure extends Exception {
    private static final long serialVersionUID = 1L;

    SinkFailure(SinkTarget target, Throwable cause) {
        super(
                target + " cannot go on: " + cause.getMessage()
                        + ". Check that the resource is there and that the application's role allows the action.",
                cause);
    }
}
