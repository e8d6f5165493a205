package io.github.managedflink.local.flink;

import io.github.managedflink.local.gate.Gate;
import io.github.managedflink.local.isolation.JobIsolation;
import io.github.managedflink.local.result.LocalRunException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.plugin.PluginManager;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.runtime.taskmanager.Task;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A Flink cluster in this process. All that it listens on is the loopback interface. */
public final class EmbeddedFlink implements FlinkCluster {
    /** Flink keeps its file systems per process, and with them the address of the S3 stand-in. */
    private static final Semaphore PROCESS = new Semaphore(1);

    /** How long a kill waits; then another task manager starts. */
    private static final Duration LONGEST_DEATH = Duration.ofSeconds(3);

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedFlink.class);

    /** How long tasks that outlive their task manager end undisturbed. */
    private static final long GRACE_MILLIS = 250;

    private final Configuration configuration;
    private final PluginManager plugins;
    private MiniCluster cluster;
    /** The cluster counts them among its task managers. */
    private int killedTaskManagers;

    private int slotsPerTaskManager;
    private int slots;
    private RestClusterClient<String> client;
    private URI address;
    private JobIsolation isolation;

    private EmbeddedFlink(Configuration configuration, PluginManager plugins) {
        this.configuration = configuration;
        this.plugins = plugins;
    }

    /**
     * Sets Flink's file systems up for this process; {@link #start} starts the cluster.
     *
     * @param uiPort the port of the web UI, or empty for any free one
     * @param s3 the S3 stand-in that {@code s3://} reaches
     * @param workFolder for its temporary files
     */
    public static EmbeddedFlink prepare(OptionalInt uiPort, URI s3, Path workFolder) throws IOException {
        JavaRuntime.checkOpens();
        JobTraces.silenceOutlivingThreads();
        if (!PROCESS.tryAcquire()) {
            throw LocalRunException.wrongUsage(
                    "Another local run is active in this process. Close it first; a process can have one at a time.");
        }
        try {
            Configuration configuration = EmbeddedFlinkConfiguration.of(uiPort, s3, workFolder);
            PluginManager plugins = S3FileSystemPlugin.manager();
            FileSystem.initialize(configuration, plugins);
            return new EmbeddedFlink(configuration, plugins);
        } catch (IOException | RuntimeException e) {
            PROCESS.release();
            throw e;
        }
    }

    /** Lets an isolation end with the cluster, once no job runs any more. */
    public void endWithJobs(JobIsolation jobIsolation) {
        isolation = jobIsolation;
    }

    @Override
    public void start(int slots) throws IOException {
        EmbeddedFlinkConfiguration.setMemory(configuration, slots);
        this.slotsPerTaskManager = slots;
        this.slots = slots;
        cluster = new GrowingMiniCluster(new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(slots)
                .setPluginManager(plugins)
                .build());
        try {
            cluster.start();
            address = cluster.getRestAddress().get();
            client = FlinkCluster.connect(address);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while Flink started", e);
        } catch (Exception e) {
            throw new IOException("The embedded Flink cluster does not start: " + RootCause.of(e), e);
        }
    }

    @Override
    public synchronized void growTo(int wanted) throws IOException {
        while (slots < wanted) {
            try {
                cluster.startTaskManager();
            } catch (Exception e) {
                throw new IOException("The embedded Flink cluster cannot grow: " + RootCause.of(e), e);
            }
            slots += slotsPerTaskManager;
        }
    }

    @Override
    public synchronized void killTaskManager(Gate services) throws IOException {
        services.disconnect();
        try {
            awaitDeath(cluster.terminateTaskManager(killedTaskManagers++));
            cluster.startTaskManager();
        } catch (Exception e) {
            throw new IOException("The task manager cannot be replaced: " + RootCause.of(e), e);
        } finally {
            services.reconnect();
        }
    }

    /**
     * Waits for a while. A task that still waits for a service is cut off from it, and is interrupted again when the
     * run ends.
     */
    private static void awaitDeath(CompletableFuture<Void> death) {
        try {
            awaitEnd(death, LONGEST_DEATH);
        } catch (LocalRunException e) {
            if (death.isDone()) {
                throw e;
            }
            LOG.debug("Tasks of a killed task manager have not ended yet", e);
        }
    }

    /**
     * Returns why the web UI cannot be served at a port, if so. Flink would say so only at the end of a long stack
     * trace.
     */
    public static Optional<String> portFault(int uiPort) {
        if (uiPort < 1 || uiPort > MAX_PORT) {
            return Optional.of("The port " + uiPort + " for the web UI must be from 1 to " + MAX_PORT + ".");
        }
        try {
            new ServerSocket(uiPort, 1, InetAddress.getLoopbackAddress()).close();
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("The port " + uiPort + " for the web UI cannot be used: " + e.getMessage()
                    + ". Choose another one.");
        }
    }

    @Override
    public URI address() {
        return address;
    }

    @Override
    public FlinkJob submit(JobGraph graph) {
        return FlinkJob.submit(client, graph);
    }

    @Override
    public Duration refreshInterval() {
        return EmbeddedFlinkConfiguration.REFRESH_INTERVAL;
    }

    @Override
    public void close() {
        try {
            if (client != null) {
                client.close();
            }
            if (cluster != null) {
                awaitEnd(cluster.closeAsync(), ClusterAnswer.TIMEOUT);
            }
        } finally {
            if (isolation != null) {
                isolation.close();
            }
            JobTraces.unregisterBeans();
            PROCESS.release();
        }
    }

    /** Waits for the end of task managers, which close the jars of their jobs before the last task has ended. */
    private static void awaitEnd(CompletableFuture<Void> end, Duration most) {
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        ScheduledFuture<?> impatience = timer.scheduleWithFixedDelay(
                () -> JobTraces.interruptOutlivingThreads(Task.class),
                GRACE_MILLIS,
                GRACE_MILLIS,
                TimeUnit.MILLISECONDS);
        try {
            ClusterAnswer.await(end, most);
        } finally {
            impatience.cancel(false);
            timer.shutdown();
        }
    }

    /**
     * One that begins with one task manager and gets others later, whose tasks then exchange records over connections.
     */
    @SuppressWarnings("try") // Flink's own close() may be interrupted.
    private static final class GrowingMiniCluster extends MiniCluster {
        GrowingMiniCluster(MiniClusterConfiguration configuration) {
            super(configuration);
        }

        @Override
        protected boolean useLocalCommunication() {
            return false;
        }
    }
}
