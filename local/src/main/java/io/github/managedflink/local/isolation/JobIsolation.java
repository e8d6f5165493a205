package io.github.managedflink.local.isolation;

import io.github.managedflink.model.LocalEndpoints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Isolates the jobs of a run in this JVM: they have credentials of the run alone, the names of AWS services lead to the
 * stand-ins, nothing outside this machine is reached, and no job ends the JVM. A JVM can have one at a time.
 */
public final class JobIsolation implements AutoCloseable, StandInAddresses.TlsEnd {
    private static final Logger LOG = LoggerFactory.getLogger(JobIsolation.class);

    private final RunCertificates certificates;
    private final JobNetwork network;
    private final Map<String, TlsListener> listeners = new ConcurrentHashMap<>();
    /** What is made for a job is not made by its thread, whose class loader would stay with it. */
    private final ExecutorService maker = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "tls-stand-in-maker");
        thread.setDaemon(true);
        return thread;
    });

    private SdkSettings sdk;
    private TrustSettings trust;

    private JobIsolation(
            RunCertificates certificates, LocalEndpoints endpoints, boolean outsideAllowed, List<String> applications) {
        this.certificates = certificates;
        this.network = new JobNetwork(new StandInAddresses(endpoints), this, outsideAllowed, applications);
    }

    /**
     * Begins.
     *
     * @param endpoints the stand-ins, and the access key that the jobs' calls are signed with
     * @param region the Region that the jobs are in
     * @param outsideAllowed whether what has no stand-in may be reached
     * @param folder of the run; settings of the SDKs are looked for in its subfolder {@code aws}, which does not exist
     * @param applications the names of those whose jobs have code that is not known, for messages
     * @throws IOException if this JVM cannot be isolated, with the reason
     */
    public static JobIsolation start(
            LocalEndpoints endpoints, String region, boolean outsideAllowed, Path folder, List<String> applications)
            throws IOException {
        JdkInstrumentation.install();
        JobIsolation isolation =
                new JobIsolation(RunCertificates.ofThisProcess(), endpoints, outsideAllowed, applications);
        // Its thread begins here and not when a job asks.
        CompletableFuture.runAsync(() -> {}, isolation.maker).join();
        isolation.trust = TrustSettings.apply(isolation.certificates);
        isolation.sdk =
                SdkSettings.apply(endpoints.accessKeyId(), endpoints.secretAccessKey(), region, folder.resolve("aws"));
        isolation.network.begin();
        return isolation;
    }

    /**
     * The first that a job was refused, something outside this machine or the end of this process, in words for the
     * user.
     */
    public Optional<String> refusal() {
        return network.refusal();
    }

    @Override
    public InetSocketAddress of(String host, InetSocketAddress standIn, boolean http2) {
        return CompletableFuture.supplyAsync(
                        () -> listeners.computeIfAbsent(host, name -> listener(name, standIn, http2)), maker)
                .join()
                .address();
    }

    private TlsListener listener(String host, InetSocketAddress standIn, boolean http2) {
        try {
            return new TlsListener(certificates.identityOf(host), standIn, http2);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Lets this JVM be as it was before, but for threads that jobs have left behind: they reach nothing outside any
     * more.
     */
    @Override
    public void close() {
        network.end();
        sdk.close();
        trust.close();
        maker.shutdownNow();
        for (TlsListener each : listeners.values()) {
            try {
                each.close();
            } catch (IOException e) {
                LOG.debug("a port is closed already", e);
            }
        }
    }
}
