package io.github.managedflink.local.kafka;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.SharedServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.network.ListenerName;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.bootstrap.BootstrapMetadata;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Features;
import org.apache.kafka.server.common.MetadataVersion;
import org.apache.kafka.server.fault.LoggingFaultHandler;
import org.slf4j.LoggerFactory;
import scala.Tuple2;

/**
 * A broker and the controller of its own, made of the parts that {@link KafkaRaftServer} is made of: that one wants to
 * know the controller's port before it is bound, and ends the process upon a fault.
 */
final class KafkaNode implements AutoCloseable {

    private final ControllerServer controller;
    private final BrokerServer broker;

    private KafkaNode(ControllerServer controller, BrokerServer broker) {
        this.controller = controller;
        this.broker = broker;
    }

    static KafkaNode start(Map<String, Object> settings, Path folder) throws IOException {
        format(folder);
        KafkaConfig config = new KafkaConfig(settings, false);
        Tuple2<MetaPropertiesEnsemble, BootstrapMetadata> directories =
                KafkaRaftServer.initializeLogDirs(config, LoggerFactory.getLogger(KafkaNode.class), "");
        CompletableFuture<Map<Integer, InetSocketAddress>> voters = new CompletableFuture<>();
        SharedServer shared = new SharedServer(
                config,
                directories._1(),
                Time.SYSTEM,
                new Metrics(),
                voters,
                List.of(),
                (name, fatal, action) -> new LoggingFaultHandler(name, action));
        ControllerServer controller = new ControllerServer(shared, KafkaRaftServer.configSchema(), directories._2());
        KafkaNode node = new KafkaNode(controller, new BrokerServer(shared));
        CompletableFuture<Boolean> knowsVoters = controller
                .socketServerFirstBoundPortFuture()
                .thenApply(port -> voters.complete(
                        Map.of(NodeSettings.NODE_ID, new InetSocketAddress(InetAddress.getLoopbackAddress(), port))));
        try {
            controller.startup();
            node.broker.startup();
        } catch (RuntimeException e) {
            node.close();
            throw new IOException("the Kafka stand-in does not start: " + e.getMessage(), e);
        }
        if (!knowsVoters.isDone()) {
            throw new IllegalStateException("the controller has started without a port");
        }
        return node;
    }

    private static void format(Path folder) throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        Formatter formatter = new Formatter()
                .setPrintStream(new PrintStream(output, true, StandardCharsets.UTF_8))
                .setSupportedFeatures(Features.PRODUCTION_FEATURES)
                .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                .setClusterId(Uuid.randomUuid().toString())
                .setNodeId(NodeSettings.NODE_ID)
                .setControllerListenerName(KafkaListener.CONTROLLER)
                .setMetadataLogDirectory(folder.toString())
                .addDirectory(folder.toString());
        try {
            formatter.run();
        } catch (Exception e) {
            throw new IOException(
                    "the Kafka stand-in cannot use the folder " + folder + ": " + e.getMessage() + " "
                            + output.toString(StandardCharsets.UTF_8),
                    e);
        }
    }

    int port(String listener) {
        return broker.boundPort(new ListenerName(listener));
    }

    @Override
    public void close() {
        broker.shutdown();
        controller.shutdown();
        broker.awaitShutdown();
        controller.awaitShutdown();
    }
}
