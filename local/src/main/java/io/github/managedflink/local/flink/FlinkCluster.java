package io.github.managedflink.local.flink;

import io.github.managedflink.local.gate.Gate;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.runtime.jobgraph.JobGraph;

/** A Flink cluster that takes jobs over its REST API, whether it runs in this process or elsewhere. */
public interface FlinkCluster extends AutoCloseable {
    /** The last port of TCP. */
    int MAX_PORT = 65_535;

    /** Makes it ready for jobs that need {@code slots} task slots together. */
    void start(int slots) throws IOException;

    /** Gives it more slots if it has fewer than {@code slots}; somebody else's cluster is theirs to scale. */
    void growTo(int slots) throws IOException;

    /**
     * Ends a task manager with all that runs in it and starts another one in its place.
     *
     * @param services what all calls pass through: none does until the tasks have ended
     * @throws io.github.managedflink.local.result.LocalRunException if the cluster is somebody else's
     */
    void killTaskManager(Gate services) throws IOException;

    /** Where its REST API and web UI are. */
    URI address();

    FlinkJob submit(JobGraph graph);

    /** How long it takes until something that happened in a job shows. */
    Duration refreshInterval();

    @Override
    void close();

    /** Opens a client of the cluster at {@code address}. */
    static RestClusterClient<String> connect(URI address) {
        Configuration configuration = new Configuration();
        configuration.set(RestOptions.ADDRESS, address.getHost());
        configuration.set(RestOptions.PORT, address.getPort());
        configuration.set(JobManagerOptions.ADDRESS, address.getHost());
        // Together 10 s, in which a cluster that starts elects its leader.
        configuration.set(RestOptions.RETRY_MAX_ATTEMPTS, 20);
        configuration.set(RestOptions.RETRY_DELAY, Duration.ofMillis(500));
        try {
            return new RestClusterClient<>(configuration, address.toString());
        } catch (Exception e) {
            throw new IllegalStateException("Cannot open a client for the Flink cluster at " + address, e);
        }
    }
}
