package io.github.managedflink.local.flink;

import io.github.managedflink.local.gate.Gate;
import io.github.managedflink.local.result.LocalRunException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.flink.api.common.JobID;
import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.runtime.clusterframework.types.ResourceID;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.rest.messages.ClusterConfigurationInfoHeaders;
import org.apache.flink.runtime.rest.messages.ConfigurationInfoEntry;
import org.apache.flink.runtime.rest.messages.EmptyMessageParameters;
import org.apache.flink.runtime.rest.messages.EmptyRequestBody;
import org.apache.flink.runtime.rest.messages.MessageParameters;
import org.apache.flink.runtime.rest.messages.ResponseBody;
import org.apache.flink.runtime.rest.messages.RuntimeMessageHeaders;
import org.apache.flink.runtime.rest.messages.taskmanager.SlotInfo;
import org.apache.flink.runtime.rest.messages.taskmanager.TaskManagerDetailsHeaders;
import org.apache.flink.runtime.rest.messages.taskmanager.TaskManagerMessageParameters;
import org.apache.flink.runtime.rest.messages.taskmanager.TaskManagersHeaders;

/** A cluster that somebody else started on this machine. */
public final class RemoteFlink implements FlinkCluster {
    /** A cluster's default heartbeat interval. */
    private static final Duration REFRESH_INTERVAL = Duration.ofSeconds(10);

    private static final Duration POLL_INTERVAL = Duration.ofMillis(100);

    private final URI address;
    private final RestClusterClient<String> client;
    private final List<FlinkJob> jobs = new ArrayList<>();

    private RemoteFlink(URI address) {
        this.address = address;
        this.client = FlinkCluster.connect(address);
    }

    /**
     * Connects to a cluster.
     *
     * @param hostAndPort of its REST API, for example {@code localhost:8081}
     */
    public static RemoteFlink connect(String hostAndPort) {
        fault(hostAndPort).ifPresent(fault -> {
            throw LocalRunException.wrongUsage(fault);
        });
        return new RemoteFlink(URI.create("http://" + hostAndPort));
    }

    /** Returns why no cluster can be connected to at an address, whether or not one is there, if so. */
    public static Optional<String> fault(String hostAndPort) {
        if (!hostAndPort.matches("[^:/]+:\\d{1,5}")
                || Integer.parseInt(hostAndPort.substring(hostAndPort.indexOf(':') + 1)) > MAX_PORT) {
            return Optional.of(
                    "The cluster " + hostAndPort + " must be given as HOST:PORT, for example localhost:8081.");
        }
        return isOnThisMachine(URI.create("http://" + hostAndPort))
                ? Optional.empty()
                : Optional.of("The cluster " + hostAndPort
                        + " is not on this machine. A local run reaches nothing else; give localhost:PORT.");
    }

    private static boolean isOnThisMachine(URI address) {
        try {
            // Java takes no host, which an underscore in a name makes of it, for this machine.
            return address.getHost() != null
                    && InetAddress.getByName(address.getHost()).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /**
     * The port at which the cluster expects S3. Its file systems are set up once, when it starts, so the stand-in has
     * to be where the cluster looks.
     */
    public int s3Port() {
        URI endpoint = setting("s3.endpoint")
                .map(URI::create)
                .orElseThrow(() -> LocalRunException.wrongUsage("The Flink cluster at " + address
                        + " does not know where S3 is. Give it the plugin flink-s3-fs-hadoop and, in its configuration,"
                        + " s3.endpoint: http://127.0.0.1:PORT with a free port, s3.path.style.access: true,"
                        + " s3.access-key: local and s3.secret-key: local-secret."));
        if (endpoint.getPort() < 0 || !"http".equals(endpoint.getScheme()) || !isOnThisMachine(endpoint)) {
            throw LocalRunException.wrongUsage("The Flink cluster at " + address + " has s3.endpoint: " + endpoint
                    + "; local runs need one of the form http://127.0.0.1:PORT, where they put their stand-in.");
        }
        return endpoint.getPort();
    }

    private Optional<String> setting(String key) {
        try {
            return Uninterruptibly.get(
                            request(
                                    ClusterConfigurationInfoHeaders.getInstance(),
                                    EmptyMessageParameters.getInstance()),
                            ClusterAnswer.TIMEOUT)
                    .stream()
                    .filter(entry -> entry.getKey().equals(key))
                    .map(ConfigurationInfoEntry::getValue)
                    .findFirst();
        } catch (ExecutionException e) {
            throw LocalRunException.wrongUsage(
                    "The Flink cluster at " + address + " does not answer: " + RootCause.of(e));
        } catch (TimeoutException e) {
            throw LocalRunException.wrongUsage(
                    "The Flink cluster at " + address + " does not answer within " + ClusterAnswer.TIMEOUT + ".");
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
    public void killTaskManager(Gate services) {
        throw LocalRunException.wrongUsage("The task managers of the Flink cluster at " + address
                + " are not this run's to kill. Run the stack on the embedded cluster.");
    }

    @Override
    public URI address() {
        return address;
    }

    @Override
    public FlinkJob submit(JobGraph graph) {
        FlinkJob job = FlinkJob.submit(client, graph);
        jobs.add(job);
        return job;
    }

    /**
     * Cancels the jobs of this run that still run, and waits until the cluster has cleaned up after all of them: it
     * deletes their checkpoints, for which it needs S3, only after it has told how they ended. Without S3 it would try
     * again and again, and do nothing else meanwhile.
     *
     * @return whether the cluster was done within the time that a call may take
     */
    public boolean endJobs() {
        jobs.stream().filter(job -> !job.status().isGloballyTerminalState()).forEach(FlinkJob::cancel);
        Set<JobID> ids = jobs.stream().map(FlinkJob::id).collect(Collectors.toSet());
        long deadline = System.nanoTime() + ClusterAnswer.TIMEOUT.toNanos();
        while (haveSlots(ids)) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            Uninterruptibly.sleep(POLL_INTERVAL);
        }
        return true;
    }

    /** A job's master gives the slots back as the last thing that it does, after the checkpoints were deleted. */
    private boolean haveSlots(Set<JobID> ids) {
        return ClusterAnswer.await(request(TaskManagersHeaders.getInstance(), EmptyMessageParameters.getInstance()))
                .getTaskManagerInfos()
                .stream()
                .flatMap(each -> slotsOf(each.getResourceId()).stream())
                .anyMatch(slot -> ids.contains(slot.getJobId()));
    }

    private Collection<SlotInfo> slotsOf(ResourceID taskManager) {
        TaskManagerMessageParameters parameters = new TaskManagerMessageParameters();
        parameters.taskManagerIdParameter.resolve(taskManager);
        return ClusterAnswer.await(request(TaskManagerDetailsHeaders.getInstance(), parameters)
                // It may have gone since it was listed, and its slots with it.
                .handle((details, failure) -> failure == null ? details.getAllocatedSlots() : List.of()));
    }

    private <R extends ResponseBody, P extends MessageParameters> CompletableFuture<R> request(
            RuntimeMessageHeaders<EmptyRequestBody, R, P> headers, P parameters) {
        return client.sendRequest(headers, parameters, EmptyRequestBody.getInstance());
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
