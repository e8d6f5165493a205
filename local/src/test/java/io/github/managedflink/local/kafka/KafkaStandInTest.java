package io.github.managedflink.local.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.managedflink.local.gate.Gate;
import io.github.managedflink.local.gate.ServiceCall;
import io.github.managedflink.local.gate.ServiceFault;
import io.github.managedflink.local.gate.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The broker is Apache Kafka itself, so that nothing of the protocol is tried here; but what MSK's defaults and its IAM
 * access control say beyond that is.
 *
 * @see <a href="https://docs.aws.amazon.com/msk/latest/developerguide/kafka-actions.html">Semantics of IAM
 *     authorization policy actions and resources</a>
 * @see <a href="https://docs.aws.amazon.com/msk/latest/developerguide/msk-default-configuration.html">Default MSK
 *     configuration</a>
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KafkaStandInTest {

    private static final String UUID = "9b3d1a52-5c0e-4f0e-8f3c-2f6f0a5f4d11-2";
    private static final String CLUSTER = "arn:aws:kafka:eu-west-1:111122223333:cluster/orders/" + UUID;
    private static final String RESOURCES = "arn:aws:kafka:eu-west-1:111122223333:";

    private final Gate gate = Gate.open();
    private KafkaStandIn standIn;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        standIn = KafkaStandIn.start(CLUSTER, EnumSet.allOf(KafkaListener.class), folder, gate);
    }

    @AfterAll
    void stop() {
        standIn.close();
    }

    @Test
    void givesBackWhatWasPut() {
        standIn.createTopic("put", 2, Map.of("min.insync.replicas", "2"));

        standIn.put("put", List.of(new NewKafkaRecord(utf8("a"), utf8("1")), new NewKafkaRecord(utf8("a"), utf8("2"))));

        List<KafkaRecord> records = new ArrayList<>();
        standIn.forEachRecord("put", records::add);
        assertThat(records)
                .extracting(each -> new String(each.key(), UTF_8) + "=" + new String(each.value(), UTF_8))
                .containsExactly("a=1", "a=2");
        assertThat(records).extracting(KafkaRecord::offset).containsExactly(0L, 1L);
        assertThat(standIn.topics()).contains("put");
    }

    @Test
    void countsWhatTransactionsCommittedAndNotTheirMarkers() {
        standIn.createTopic("counted", 1, Map.of());
        standIn.put("counted", List.of(NewKafkaRecord.of(utf8("plain"))));

        try (KafkaProducer<String, String> producer = producer(Map.of("transactional.id", "counting"))) {
            producer.initTransactions();
            producer.beginTransaction();
            send(producer, "counted", "committed");
            producer.commitTransaction();
            assertThat(standIn.recordCount("counted")).isEqualTo(2);
            producer.beginTransaction();
            send(producer, "counted", "aborted");
            producer.flush();
            assertThat(standIn.recordCount("counted")).isEqualTo(2);
            producer.abortTransaction();
            producer.beginTransaction();
            send(producer, "counted", "last");
            producer.commitTransaction();
        }

        assertThat(standIn.recordCount("counted")).isEqualTo(3);
    }

    /**
     * transaction.max.timeout.ms is 15 minutes on MSK as in Kafka; Flink's producer asks for an hour unless it is told.
     */
    @Test
    void refusesATransactionTimeoutAboveFifteenMinutes() {
        try (KafkaProducer<String, String> producer =
                producer(Map.of("transactional.id", "long", "transaction.timeout.ms", "900001"))) {
            assertThatThrownBy(producer::initTransactions).hasMessageContaining("transaction.max.timeout.ms");
        }
    }

    @Test
    void refusesRecordsAboveMessageMaxBytes() {
        standIn.createTopic("small", 1, Map.of("max.message.bytes", "1000"));

        assertThatThrownBy(() -> standIn.put("small", List.of(NewKafkaRecord.of(new byte[1_001]))))
                .isInstanceOf(RecordTooLargeException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {1_000, 1_048_588, 5_000_000})
    void takesRecordsThatFillMessageMaxBytes(int maxMessageBytes) {
        String topic = "filled-" + maxMessageBytes;
        standIn.createTopic(topic, 1, Map.of("max.message.bytes", Integer.toString(maxMessageBytes)));

        int most = standIn.maxValueBytes(topic);
        standIn.put(topic, List.of(NewKafkaRecord.of(new byte[most])));

        assertThat(standIn.recordCount(topic)).isOne();
        // The lengths in a record have one byte more or less.
        assertThatThrownBy(() -> standIn.put(topic, List.of(NewKafkaRecord.of(new byte[most + 3]))))
                .isInstanceOf(RecordTooLargeException.class);
    }

    @Test
    void refusesToCreateATopicTwice() {
        standIn.createTopic("twice", 1, Map.of());

        assertThatThrownBy(() -> standIn.createTopic("twice", 1, Map.of())).isInstanceOf(TopicExistsException.class);
    }

    @Test
    void reportsEachActionOfAConsumerInTheTermsOfIam() {
        standIn.createTopic("read", 1, Map.of());
        standIn.put("read", List.of(NewKafkaRecord.of(utf8("1"))));
        assertThat(standIn.isBeingRead("read")).isFalse();

        try (KafkaConsumer<String, String> consumer = consumer("readers")) {
            consumer.subscribe(List.of("read"));
            ConsumerRecords<String, String> records = poll(consumer);
            consumer.commitSync();
            assertThat(records.count()).isEqualTo(1);
        }

        assertThat(standIn.isBeingRead("read")).isTrue();
        assertThat(calls())
                .contains(
                        call("Connect", CLUSTER),
                        call("DescribeTopic", RESOURCES + "topic/orders/" + UUID + "/read"),
                        call("ReadData", RESOURCES + "topic/orders/" + UUID + "/read"),
                        call("DescribeGroup", RESOURCES + "group/orders/" + UUID + "/readers"),
                        call("AlterGroup", RESOURCES + "group/orders/" + UUID + "/readers"));
    }

    @Test
    void reportsEachActionOfATransactionalProducerInTheTermsOfIam() {
        standIn.createTopic("written", 1, Map.of());

        try (KafkaProducer<String, String> producer = producer(Map.of("transactional.id", "writer-0"))) {
            producer.initTransactions();
            producer.beginTransaction();
            send(producer, "written", "1");
            producer.commitTransaction();
        }

        String transactionalId = RESOURCES + "transactional-id/orders/" + UUID + "/writer-0";
        assertThat(calls())
                .contains(
                        call("DescribeTopic", RESOURCES + "topic/orders/" + UUID + "/written"),
                        call("WriteData", RESOURCES + "topic/orders/" + UUID + "/written"),
                        call("DescribeTransactionalId", transactionalId),
                        call("AlterTransactionalId", transactionalId));
    }

    @Test
    void reportsThatAnIdempotentProducerWritesIdempotently() throws Exception {
        standIn.createTopic("idempotent", 1, Map.of());

        try (KafkaProducer<String, String> producer = producer(Map.of("enable.idempotence", true))) {
            producer.send(new ProducerRecord<>("idempotent", "1")).get();
        }

        assertThat(calls()).contains(call("WriteDataIdempotently", CLUSTER));
    }

    /**
     * Kafka asks for the right to create topics on the cluster first; MSK's kafka-cluster:CreateTopic is one on topics.
     */
    @Test
    void reportsTheCreationOfATopicOnThatTopic() throws Exception {
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", standIn.bootstrapServers(KafkaListener.PLAINTEXT)))) {
            admin.createTopics(List.of(new NewTopic("made", 1, (short) 1)))
                    .all()
                    .get();
        }

        assertThat(calls()).contains(call("CreateTopic", RESOURCES + "topic/orders/" + UUID + "/made"));
    }

    @Test
    void reportsNothingOfItsOwnClients() {
        standIn.createTopic("own", 1, Map.of());
        standIn.put("own", List.of(NewKafkaRecord.of(utf8("1"))));
        standIn.recordCount("own");

        assertThat(calls()).noneMatch(call -> call.resource().endsWith("/own"));
    }

    @Test
    void takesAUserWithHerPasswordOnly() throws Exception {
        standIn.createTopic("scram", 1, Map.of());
        standIn.putUser("alice", "secret");

        try (KafkaProducer<String, String> producer = producer(scram("alice", "secret"))) {
            producer.send(new ProducerRecord<>("scram", "1")).get();
        }
        try (KafkaProducer<String, String> producer = producer(scram("alice", "guessed"))) {
            assertThatThrownBy(() ->
                            producer.send(new ProducerRecord<>("scram", "1")).get())
                    .hasCauseInstanceOf(SaslAuthenticationException.class);
        }

        assertThat(standIn.recordCount("scram")).isEqualTo(1);
    }

    @Test
    void refusesAClientThatUsesIamForWantOfAPermission(@TempDir Path folder) throws Exception {
        Gate strict = Gate.open();
        strict.enforce(request -> request.accessKeyId()
                .filter(key -> !key.equals("Writer"))
                .or(() -> request.accessKeyId()
                        .filter(key -> request.call().resource().endsWith("/closed")))
                .map(key -> new Verdict.Deny("no", Duration.ZERO)));
        try (KafkaStandIn other = KafkaStandIn.start(CLUSTER, EnumSet.of(KafkaListener.SASL_IAM), folder, strict)) {
            other.createTopic("open", 1, Map.of());
            other.createTopic("closed", 1, Map.of());

            try (KafkaProducer<String, String> writer = producer(iam(other, "Writer"))) {
                writer.send(new ProducerRecord<>("open", "1")).get();
                assertThatThrownBy(() ->
                                writer.send(new ProducerRecord<>("closed", "1")).get())
                        .hasCauseInstanceOf(TopicAuthorizationException.class);
            }
            try (KafkaProducer<String, String> stranger = producer(iam(other, "Stranger"))) {
                assertThatThrownBy(() ->
                                stranger.send(new ProducerRecord<>("open", "1")).get())
                        .hasCauseInstanceOf(SaslAuthenticationException.class);
            }

            assertThat(other.recordCount("open")).isEqualTo(1);
            assertThat(other.recordCount("closed")).isZero();
        }
    }

    @Test
    void takesAClientWithItsCertificateOnly() throws Exception {
        standIn.createTopic("tls", 1, Map.of());
        Map<String, Object> trusting = Map.of(
                "bootstrap.servers",
                standIn.bootstrapServers(KafkaListener.MUTUAL_TLS),
                "security.protocol",
                "SSL",
                "ssl.truststore.type",
                "PEM",
                "ssl.truststore.certificates",
                standIn.trustedCertificate());
        Map<String, Object> known = new HashMap<>(trusting);
        known.put("ssl.keystore.type", "PEM");
        known.put("ssl.keystore.certificate.chain", standIn.clientCertificate().chain());
        known.put("ssl.keystore.key", standIn.clientCertificate().key());

        try (KafkaProducer<String, String> producer = producer(known)) {
            producer.send(new ProducerRecord<>("tls", "1")).get();
        }
        try (KafkaProducer<String, String> producer = producer(trusting)) {
            assertThatThrownBy(() ->
                            producer.send(new ProducerRecord<>("tls", "1")).get())
                    .isInstanceOf(ExecutionException.class);
        }

        assertThat(standIn.recordCount("tls")).isEqualTo(1);
    }

    @Test
    void losesAndDoublesNothingWhenConnectionsAreCut(@TempDir Path folder) throws Exception {
        Gate faulty = Gate.open();
        try (KafkaStandIn other = KafkaStandIn.start(CLUSTER, Set.of(KafkaListener.PLAINTEXT), folder, faulty)) {
            other.createTopic("cut", 1, Map.of());
            faulty.inject(ServiceFault.cutConnections(IamActions.SERVICE, Duration.ofMillis(500))
                    .after(20));
            try (KafkaProducer<String, String> producer = producer(
                    Map.of("bootstrap.servers", other.bootstrapServers(KafkaListener.PLAINTEXT), "batch.size", 200))) {
                IntStream.range(0, 1_000).forEach(i -> send(producer, "cut", "record " + i));
                producer.flush();
            }

            assertThat(faulty.refused()).isNotEmpty();
            assertThat(other.recordCount("cut")).isEqualTo(1_000);
        }
    }

    @Test
    void holdsAnswersBackWhenItDelays(@TempDir Path folder) throws Exception {
        Gate slow = Gate.open();
        try (KafkaStandIn other = KafkaStandIn.start(CLUSTER, Set.of(KafkaListener.PLAINTEXT), folder, slow);
                KafkaProducer<String, String> producer =
                        producer(Map.of("bootstrap.servers", other.bootstrapServers(KafkaListener.PLAINTEXT)))) {
            other.createTopic("slow", 1, Map.of());
            producer.send(new ProducerRecord<>("slow", "at once")).get();
            slow.inject(ServiceFault.delay(IamActions.SERVICE, Duration.ofMillis(300), Duration.ofMinutes(1)));
            Instant before = Instant.now();

            producer.send(new ProducerRecord<>("slow", "later")).get();

            assertThat(Duration.between(before, Instant.now())).isGreaterThanOrEqualTo(Duration.ofMillis(300));
        }
    }

    @Test
    void refusesAnArnThatIsNotThatOfACluster(@TempDir Path folder) {
        assertThatThrownBy(() -> KafkaStandIn.start(
                        "arn:aws:kinesis:eu-west-1:111122223333:stream/orders", Set.of(), folder, gate))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("arn:PARTITION:kafka:REGION:ACCOUNT:cluster/NAME/UUID");
    }

    @Test
    void asksForTheListenersThatItWasStartedWith(@TempDir Path folder) throws IOException {
        try (KafkaStandIn other = KafkaStandIn.start(CLUSTER, Set.of(KafkaListener.PLAINTEXT), folder, gate)) {
            assertThatThrownBy(() -> other.bootstrapServers(KafkaListener.SASL_SCRAM))
                    .hasMessageContaining("SASL_SCRAM");
            assertThatThrownBy(other::clientCertificate).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void leavesNoThreadThatKeepsTheProcessAlive(@TempDir Path folder) throws IOException {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        KafkaStandIn other = KafkaStandIn.start(CLUSTER, Set.of(KafkaListener.PLAINTEXT), folder, gate);
        Set<Thread> started = new HashSet<>(Thread.getAllStackTraces().keySet());
        started.removeAll(before);
        assertThat(started).isNotEmpty();

        other.close();

        Awaitility.await().untilAsserted(() -> assertThat(started)
                .filteredOn(thread -> thread.isAlive() && !thread.isDaemon())
                .isEmpty());
    }

    private Set<ServiceCall> calls() {
        return gate.served().keySet();
    }

    private static ServiceCall call(String action, String resource) {
        return new ServiceCall("kafka-cluster", action, resource);
    }

    private static Map<String, Object> iam(KafkaStandIn standIn, String accessKeyId) {
        return Map.of(
                "bootstrap.servers",
                standIn.bootstrapServers(KafkaListener.SASL_IAM),
                "security.protocol",
                "SASL_PLAINTEXT",
                "sasl.mechanism",
                "PLAIN",
                "sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"" + accessKeyId
                        + "\" password=\"any\";");
    }

    private Map<String, Object> scram(String user, String password) {
        return Map.of(
                "bootstrap.servers",
                standIn.bootstrapServers(KafkaListener.SASL_SCRAM),
                "security.protocol",
                "SASL_PLAINTEXT",
                "sasl.mechanism",
                "SCRAM-SHA-512",
                "sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"" + user + "\" password=\""
                        + password + "\";");
    }

    private KafkaProducer<String, String> producer(Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>();
        all.put("bootstrap.servers", standIn.bootstrapServers(KafkaListener.PLAINTEXT));
        all.putAll(settings);
        return new KafkaProducer<>(all, new StringSerializer(), new StringSerializer());
    }

    @SuppressWarnings("FutureReturnValueIgnored") // What the caller does next waits for it.
    private static void send(KafkaProducer<String, String> producer, String topic, String value) {
        producer.send(new ProducerRecord<>(topic, value));
    }

    private KafkaConsumer<String, String> consumer(String group) {
        return new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        standIn.bootstrapServers(KafkaListener.PLAINTEXT),
                        "group.id",
                        group,
                        "auto.offset.reset",
                        "earliest"),
                new StringDeserializer(),
                new StringDeserializer());
    }

    private static ConsumerRecords<String, String> poll(KafkaConsumer<String, String> consumer) {
        ConsumerRecords<String, String> records = consumer.poll(Duration.ofSeconds(1));
        while (records.isEmpty()) {
            records = consumer.poll(Duration.ofSeconds(1));
        }
        return records;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(UTF_8);
    }
}
