package io.github.managedflink.local.isolation;

import io.github.managedflink.local.isolation.hook.JvmBoundary;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * Sees whether this JVM asks at every {@link BoundaryPoint}. Byte Buddy says nothing when a method that was to be
 * changed is not there, or when clients of this JDK do without it. The attempts are refused; what other threads do
 * meanwhile passes.
 */
final class BoundaryProbe implements JvmBoundary.Rules {
    private static final String REFUSED = "This is an attempt.";

    private final Thread prober = Thread.currentThread();
    private boolean asked;

    private BoundaryProbe() {}

    /**
     * The first point at which this JVM does not ask, if there is one. No attempt is made behind it, so that none
     * leaves this machine. No rules may hold, and none do afterwards.
     */
    static Optional<BoundaryPoint> firstGap() {
        return Arrays.stream(BoundaryPoint.values())
                .filter(point -> !isAskedAt(point))
                .findFirst();
    }

    /** Whether this JVM asks at a point. */
    static boolean isAskedAt(BoundaryPoint point) {
        BoundaryProbe probe = new BoundaryProbe();
        JvmBoundary.set(probe);
        try {
            point.attempt();
        } finally {
            JvmBoundary.set(null);
        }
        return probe.asked;
    }

    private boolean isAttempt() {
        if (Thread.currentThread() != prober) {
            return false;
        }
        asked = true;
        return true;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        if (isAttempt()) {
            throw new UnknownHostException(REFUSED);
        }
        return null;
    }

    @Override
    public InetAddress localHost() {
        return isAttempt() ? InetAddress.getLoopbackAddress() : null;
    }

    @Override
    public InetSocketAddress connect(InetAddress address, int port) throws IOException {
        if (isAttempt()) {
            throw new ConnectException(REFUSED);
        }
        return new InetSocketAddress(address, port);
    }

    @Override
    public void start(String command) throws IOException {
        if (isAttempt()) {
            throw new IOException(REFUSED);
        }
    }

    @Override
    public void load(String library) {
        if (isAttempt()) {
            throw new UnsatisfiedLinkError(REFUSED);
        }
    }

    @Override
    public void exit() {
        // It is not attempted.
    }

    @Override
    public boolean hides(String variable) {
        return isAttempt();
    }

    @Override
    public Map<String, String> visible(Map<String, String> variables) {
        return isAttempt() ? Map.of() : variables;
    }
}
