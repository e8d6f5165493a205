package io.github.managedflink.local.isolation;

import io.github.managedflink.local.isolation.hook.JvmBoundary;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;

/**
 * The rules of a run: no job ends this process, which connects to this machine alone, and hosts of AWS that have a
 * stand-in lead there. While a run is on those of connections hold for all of the process, as no thread can be told for
 * sure to be no job's.
 */
final class JobNetwork extends JobRules {
    /** 198.18.0.0/15 is for tests, and no host has one of these addresses. */
    private static final int FIRST_ADDRESS = (198 << 24) | (18 << 16) | 1;
    /** Native code of networks; Netty does without it. */
    private static final Pattern NATIVE_NETTY = Pattern.compile(".*netty_transport_native.*");

    private static final Pattern NATIVE_SDK = Pattern.compile(".*aws-crt.*", Pattern.CASE_INSENSITIVE);

    private final StandInAddresses standIns;
    private final StandInAddresses.TlsEnd tls;
    private final boolean outsideAllowed;
    private final List<String> applications;
    private final Map<String, InetAddress> addresses = new ConcurrentHashMap<>();
    private final Map<InetAddress, String> hosts = new ConcurrentHashMap<>();
    private final AtomicInteger nextAddress = new AtomicInteger(FIRST_ADDRESS);
    private final AtomicReference<String> refusal = new AtomicReference<>();

    /**
     * The rules for the jobs of applications.
     *
     * @param outsideAllowed whether what has no stand-in may be reached
     */
    JobNetwork(
            StandInAddresses standIns, StandInAddresses.TlsEnd tls, boolean outsideAllowed, List<String> applications) {
        this.standIns = standIns;
        this.tls = tls;
        this.outsideAllowed = outsideAllowed;
        this.applications = List.copyOf(applications);
    }

    /**
     * Lets the rules hold. Before it, the boundary must not be loaded by any class but those of the instrumentation,
     * which give it to the JDK first.
     */
    void begin() {
        JvmBoundary.set(this);
    }

    void end() {
        JvmBoundary.set(new EndedRun());
    }

    /** The first of what jobs were refused. */
    Optional<String> refusal() {
        return Optional.ofNullable(refusal.get());
    }

    @Override
    public InetAddress[] resolve(String name) throws UnknownHostException {
        if (isAddress(name)) {
            return null;
        }
        String host = name.toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
        if (host.equals("localhost") || host.endsWith(".localhost")) {
            return new InetAddress[] {InetAddress.getByAddress(name, loopback())};
        }
        if (standIns.know(host)) {
            return new InetAddress[] {addresses.computeIfAbsent(host, this::newAddress)};
        }
        if (outsideAllowed) {
            return null;
        }
        throw new UnknownHostException(refuse(RefusalText.ofHost(host)));
    }

    private static byte[] loopback() {
        return new byte[] {127, 0, 0, 1};
    }

    private InetAddress newAddress(String host) {
        int number = nextAddress.getAndIncrement();
        byte[] bytes = {(byte) (number >> 24), (byte) (number >> 16), (byte) (number >> 8), (byte) number};
        try {
            InetAddress address = InetAddress.getByAddress(host, bytes);
            hosts.put(address, host);
            return address;
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }

    @Override
    public InetAddress localHost() {
        return InetAddress.getLoopbackAddress();
    }

    @Override
    public InetSocketAddress connect(InetAddress address, int port) throws IOException {
        String host = hosts.get(address);
        if (host != null) {
            try {
                return standIns.of(host, port, tls)
                        .orElseThrow(() -> new ConnectException(refuse(RefusalText.ofHost(host + ":" + port))));
            } catch (CompletionException | RejectedExecutionException e) {
                throw new IOException("The stand-in for " + host + " cannot be reached", e);
            }
        }
        if (address.isLinkLocalAddress() && !isOfThisMachine(address)) {
            // Where the metadata of an EC2 instance are, which clients look for and do without.
            throw new ConnectException("A local run has no metadata service at " + address.getHostAddress() + ".");
        }
        if (!outsideAllowed && !isOfThisMachine(address)) {
            throw new ConnectException(refuse(RefusalText.ofHost(address.getHostAddress() + ":" + port)));
        }
        return new InetSocketAddress(address, port);
    }

    private static boolean isOfThisMachine(InetAddress address) throws IOException {
        return address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || NetworkInterface.getByInetAddress(address) != null;
    }

    @Override
    public void start(String command) throws IOException {
        if (!outsideAllowed && JobThreads.isJob()) {
            throw new IOException(refuse(RefusalText.ofProcess(command)));
        }
    }

    @Override
    public void load(String library) {
        if (NATIVE_NETTY.matcher(library).matches() && JobThreads.isJob()) {
            throw new UnsatisfiedLinkError("A local run leads connections from Java's own sockets alone.");
        }
        if (!outsideAllowed && NATIVE_SDK.matcher(library).matches() && JobThreads.isJob()) {
            throw new UnsatisfiedLinkError(refuse(RefusalText.ofNativeSdk()));
        }
    }

    @Override
    public void exit() {
        if (JobThreads.isJob()) {
            throw new SecurityException(refuse(RefusalText.ofExit(applications, JobThreads.caller())));
        }
    }

    /** Others than jobs are refused too, but that is no fault of the run. */
    private String refuse(String message) {
        if (JobThreads.isJob()) {
            refusal.compareAndSet(null, message);
        }
        return message;
    }
}
