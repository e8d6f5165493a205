package io.github.managedflink.local.run;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.runtime.rest.messages.ClusterConfigurationInfoHeaders;
import org.apache.flink.runtime.rest.messages.ConfigurationInfoEntry;
import org.apache.flink.runtime.rest.messages.EmptyMessageParameters;
import org.apache.flink.runtime.rest.messages.EmptyRequestBody;

/** A cluster that somebody else started on this machine. */
final class RemoteFlink implements FlinkCluster {
    /** A cluster's default heartbeat interval. */
    private static final Duration REFRESH_INTERVAL = Duration.ofSeconds(10);

    private final URI address;
    private final RestClusterClient<String> client;

    private RemoteFlink(URI address) {
        this.address = address;
        this.client = FlinkCluster.connect(address);
    }

    /**
     * Connects to a cluster.
     *
     * @param hostAndPort of its REST API, for example {@code localhost:8081}
     */
    static RemoteFlink connect(String hostAndPort) {
        if (!hostAndPort.matches("[^:/]+:\\d{1,5}")) {
            throw LocalRunException.wrongUsage(
                    "The cluster " + hostAndPort + " must be given as HOST:PORT, for example localhost:8081.");
        }
        return new RemoteFlink(URI.create("http://" + hostAndPort));
    }

    /**
     * The port at which the cluster expects S3. Its file systems are set up once, when it starts, so the stand-in has to be where the
     * cluster looks.
     */
    int s3Port() {
        URI endpoint = setting("s3.endpoint")
                .map(URI::create)
                .orElseThrow(() -> LocalRunException.wrongUsage("The Flink cluster at " + address
                        + " does not know where S3 is. Give it the plugin flink-s3-fs-hadoop and, in its configuration,"
                        + " s3.endpoint: http://127.0.0.1:PORT with a free port, s3.path.style.access: true,"
                        + " s3.access-key: local and s3.secret-key: local-secret."));
        if (endpoint.getPort() < 0) {
            throw LocalRunException.wrongUsage("The Flink cluster at " + address + " has s3.endpoint: " + endpoint
                    + "; local runs need one of the form http://127.0.0.1:PORT, where they put their stand-in.");
        }
        return endpoint.getPort();
    }

    private Optional<String> setting(String key) {
        try {
            return client
                    .sendRequest(
                            ClusterConfigurationInfoHeaders.getInstance(),
                            EmptyMessageParameters.getInstance(),
                            EmptyRequestBody.getInstance())
                    .get()
                    .stream()
                    .filter(entry -> entry.getKey().equals(key))
                    .map(ConfigurationInfoEntry::getValue)
                    .findFirst();
        } catch (ExecutionException e) {
            throw LocalRunException.wrongUsage(
                    "The Flink cluster at " + address + " does not answer: " + RootCause.of(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw LocalRunException.jobFailed("The run was interrupted.", e);
        }
    }

    @Override
    public void start(int slots) {
        // It runs.
    }

    @Override
    public void growTo(int slots) {
        // A job waits until whoever runs the cluster has scaled it.
    }

    @Override
    public void killTaskManager() {
        throw LocalRunException.wrongUsage("The task managers of the Flink cluster at " + address
                + " are not this run's to kill. Run the stack on the embedded cluster.");
    }

    @Override
    public URI address() {
        return address;
    }

    @Override
    public RestClusterClient<String> client() {
        return client;
    }

    @Override
    public Duration refreshInterval() {
        return REFRESH_INTERVAL;
    }

    @Override
    public void close() {
        client.close();
    }
}
