package io.github.managedflink.local.isolation;

import io.github.managedflink.local.isolation.hook.JvmBoundary;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Map;

/** The rules when no run is on: threads that a job has left behind reach nothing any more; everything else passes. */
final class EndedRun implements JvmBoundary.Rules {
    private static final String REFUSED = "The local run of this job has ended.";

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        if (!JobNetwork.isAddress(host) && JobThreads.isJob()) {
            throw new UnknownHostException(REFUSED);
        }
        return null;
    }

    @Override
    public InetAddress localHost() {
        return null;
    }

    @Override
    public InetSocketAddress connect(InetAddress address, int port) throws IOException {
        if (!address.isLoopbackAddress() && JobThreads.isJob()) {
            throw new ConnectException(REFUSED);
        }
        return new InetSocketAddress(address, port);
    }

    @Override
    public void start(String command) throws IOException {
        if (JobThreads.isJob()) {
            throw new IOException(REFUSED);
        }
    }

    @Override
    public void load(String library) {
        // What it loads connects by the rules above, or was refused during the run.
    }

    @Override
    public boolean hides(String variable) {
        return JobNetwork.isHidden(variable) && JobThreads.isJob();
    }

    @Override
    public Map<String, String> visible(Map<String, String> variables) {
        return JobThreads.isJob() ? JobNetwork.withoutHidden(variables) : variables;
    }
}
