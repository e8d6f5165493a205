package io.github.managedflink.local.isolation;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/**
 * The rules when no run is on: threads that a job has left behind reach nothing any more and end nothing; everything
 * else passes.
 */
final class EndedRun extends JobRules {
    private static final String REFUSED = "The local run of this job has ended.";

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        if (!isAddress(host) && JobThreads.isJob()) {
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
    public void exit() {
        if (JobThreads.isJob()) {
            throw new SecurityException(REFUSED);
        }
    }
}
