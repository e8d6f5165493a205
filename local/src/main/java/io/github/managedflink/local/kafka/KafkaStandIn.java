package io.github.managedflink.local.kafka;

import io.github.managedflink.local.gate.Gate;
import io.github.managedflink.local.proxy.TcpForwarder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.record.DefaultRecord;
import org.apache.kafka.common.record.DefaultRecordBatch;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * An MSK cluster in this process: a broker of Apache Kafka in KRaft mode that listens on the loopback interface alone.
 * It reports what its clients do to a {@link Gate}, in MSK's IAM actions on the ARNs of the cluster's topics, groups
 * and transactional ids, and loses its data when it is closed.
 *
 * <p>It differs from the service in that there is one broker, so that topics have one replica and
 * {@code min.insync.replicas} does not count; that nobody is refused, save for a wrong password, a missing certificate
 * or for want of a permission; that clients which use IAM prove nothing ({@link KafkaListener#SASL_IAM}); and that
 * records do not expire. Injected faults that throttle or delay hold answers back; those that stand for a failing
 * server break the connection off, as Kafka has no such answer.
 *
 * @see <a href="https://docs.aws.amazon.com/msk/latest/developerguide/what-is-msk.html">Amazon MSK</a>
 */
public final class KafkaStandIn implements AutoCloseable {

    private static final short REPLICAS = 1;

    private static final Duration NEWS = Duration.ofSeconds(30);

    /** One broker cannot hold a second replica. */
    private static final String MIN_IN_SYNC = "min.insync.replicas";

    private final Map<KafkaListener, TcpForwarder> forwarders;
    private final ClientCalls calls;
    private final KafkaCertificates certificates;
    private final KafkaNode node;
    private final Admin admin;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Map<String, RecordCount> counts = new TreeMap<>();

    private KafkaStandIn(
            Map<KafkaListener, TcpForwarder> forwarders,
            ClientCalls calls,
            KafkaCertificates certificates,
            KafkaNode node) {
        this.forwarders = forwarders;
        this.calls = calls;
        this.certificates = certificates;
        this.node = node;
        this.admin = Admin.create(Map.of("bootstrap.servers", ownBootstrapServers()));
        this.producer = new KafkaProducer<>(
                // How large a record may be is the topic's to say.
                Map.of(
                        "bootstrap.servers",
                        ownBootstrapServers(),
                        "linger.ms",
                        5,
                        "max.request.size",
                        Integer.MAX_VALUE),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /**
     * Starts one without topics on free ports.
     *
     * @param clusterArn the ARN of the MSK cluster that it stands in for, which the ARNs of the reported calls follow
     * @param listeners how clients may connect; each is a port of its own, and a certificate takes a second to make
     * @param folder for its data; created if need be
     * @param gate asked for every action of its clients
     * @throws IllegalArgumentException if the ARN is not that of an MSK cluster
     */
    public static KafkaStandIn start(String clusterArn, Set<KafkaListener> listeners, Path folder, Gate gate)
            throws IOException {
        IamActions actions = new IamActions(new ClusterArn(clusterArn));
        Files.createDirectories(folder);
        Map<KafkaListener, TcpForwarder> forwarders = new EnumMap<>(KafkaListener.class);
        try {
            listeners.forEach(each -> forwarders.put(
                    each, new TcpForwarder("kafka-" + each, () -> ClientCalls.admitConnection(gate, actions))));
            ClientCalls calls = new ClientCalls(gate, actions, forwarders.values());
            NodeSettings settings = NodeSettings.of(
                    folder.resolve("data"),
                    forwarders.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue()
                            .port())),
                    calls);
            KafkaCertificates certificates =
                    listeners.contains(KafkaListener.MUTUAL_TLS) ? KafkaCertificates.create(folder) : null;
            if (certificates != null) {
                settings.certificates(certificates);
            }
            KafkaNode node = KafkaNode.start(settings.toMap(), folder.resolve("data"));
            forwarders.forEach((listener, forwarder) -> forwarder.leadTo(node.port(listener.name())));
            return new KafkaStandIn(forwarders, calls, certificates, node);
        } catch (IOException | RuntimeException e) {
            forwarders.values().forEach(TcpForwarder::close);
            throw e;
        }
    }

    /**
     * Where clients connect: {@code 127.0.0.1:PORT}.
     *
     * @throws IllegalArgumentException if it was started without this listener
     */
    public String bootstrapServers(KafkaListener listener) {
        TcpForwarder forwarder = forwarders.get(listener);
        if (forwarder == null) {
            throw new IllegalArgumentException("this Kafka was started without the listener " + listener);
        }
        return "127.0.0.1:" + forwarder.port();
    }

    private String ownBootstrapServers() {
        return "127.0.0.1:" + node.port(KafkaListener.INTERNAL);
    }

    /** Adds a user of {@link KafkaListener#SASL_SCRAM}, or changes its password. */
    public void putUser(String name, String password) {
        new ScramUsers(admin).put(name, password);
    }

    /**
     * What a client of {@link KafkaListener#MUTUAL_TLS} shows.
     *
     * @throws IllegalStateException if it was started without this listener
     */
    public PemIdentity clientCertificate() {
        return certificates().client();
    }

    /**
     * The certificate, in PEM, of the authority that a client of {@link KafkaListener#MUTUAL_TLS} has to trust.
     *
     * @throws IllegalStateException if it was started without this listener
     */
    public String trustedCertificate() {
        return certificates().authority();
    }

    private KafkaCertificates certificates() {
        if (certificates == null) {
            throw new IllegalStateException("this Kafka was started without the listener MUTUAL_TLS");
        }
        return certificates;
    }

    /**
     * Creates a topic.
     *
     * @param configs its settings by Kafka's names; {@code min.insync.replicas} is left out
     * @throws KafkaException if it exists, or a name or setting is not one of Kafka's
     */
    public void createTopic(String topic, int partitions, Map<String, String> configs) {
        Map<String, String> applied = new TreeMap<>(configs);
        applied.remove(MIN_IN_SYNC);
        AdminCalls.await(admin.createTopics(List.of(new NewTopic(topic, partitions, REPLICAS).configs(applied)))
                .all());
        // The controller answers before the broker knows of it.
        if (!Conditions.await(NEWS, () -> topics().contains(topic))) {
            throw new KafkaException("the broker does not know the new topic " + topic + " after " + NEWS);
        }
    }

    /** The names of all topics, but for Kafka's own. */
    public Set<String> topics() {
        return new TreeSet<>(AdminCalls.await(admin.listTopics().names()));
    }

    /** How many bytes the value of a record without a key may have, by the topic's {@code max.message.bytes}. */
    public int maxValueBytes(String topic) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        Config config =
                AdminCalls.await(admin.describeConfigs(List.of(resource)).all()).get(resource);
        int batch = Integer.parseInt(config.get("max.message.bytes").value());
        int overhead = DefaultRecordBatch.RECORD_BATCH_OVERHEAD
                + DefaultRecord.sizeInBytes(0, 0, -1, batch, new Header[0])
                - batch;
        return Math.max(0, batch - overhead);
    }

    /**
     * Stores records in the order given, those without a key in any partition.
     *
     * @throws KafkaException if the topic does not exist or takes no records that large
     */
    public void put(String topic, Collection<NewKafkaRecord> records) {
        List<Future<RecordMetadata>> sent = new ArrayList<>(records.size());
        records.forEach(each -> sent.add(producer.send(new ProducerRecord<>(topic, each.key(), each.value()))));
        producer.flush();
        sent.forEach(KafkaStandIn::await);
    }

    private static void await(Future<RecordMetadata> sent) {
        try {
            sent.get();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException kafka ? kafka : new KafkaException(e.getCause());
        }
    }

    /**
     * How many records the topic holds for a reader with {@code read_committed}: those of open and aborted transactions
     * do not count, nor do the markers of transactions. A later call only looks at what has come since.
     */
    public long recordCount(String topic) {
        synchronized (counts) {
            return counts.computeIfAbsent(topic, name -> new RecordCount(ownBootstrapServers(), name))
                    .update();
        }
    }

    /**
     * Waits until no transaction is open in the topic, so that {@link #recordCount} counts what has been committed: a
     * producer is told of a commit before readers see it.
     *
     * @return whether that came true in this time
     */
    public boolean awaitTransactions(String topic, Duration most) {
        return new OpenTransactions(admin).awaitEnd(topic, most);
    }

    /** Hands over all records of the topic that {@link #recordCount} counts, those of a partition in order. */
    public void forEachRecord(String topic, Consumer<KafkaRecord> action) {
        try (CommittedRecords records = new CommittedRecords(ownBootstrapServers(), topic)) {
            records.forEach(each -> action.accept(KafkaRecord.of(each)));
        }
    }

    /** Whether some client has asked for records of the topic. */
    public boolean isBeingRead(String topic) {
        return calls.hasFetched(topic);
    }

    /** Breaks all connections off and ends all threads. The folder is left to the caller. */
    @Override
    public void close() {
        synchronized (counts) {
            counts.values().forEach(RecordCount::close);
        }
        producer.close();
        admin.close();
        forwarders.values().forEach(TcpForwarder::close);
        node.close();
    }
}
