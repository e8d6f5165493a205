package io.github.managedflink.jobs.msk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.managedflink.jobs.event.MessageParser;
import io.github.managedflink.model.LocalEndpoints;
import io.github.managedflink.model.format.InputFormat;
import io.github.managedflink.model.msk.MskAuthentication;
import io.github.managedflink.model.record.EventTime;
import io.github.managedflink.model.sink.MskSinkSpec;
import io.github.managedflink.model.source.KafkaStartingOffsets;
import io.github.managedflink.model.source.MskSourceSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.InstantiationUtil;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What Kafka's clients are told. */
class MskConnectorsTest {
    private static final String BROKERS = "b-1.orders.kafka.eu-west-1.amazonaws.com:9098";
    private static final String SECRET = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:AmazonMSK_orders-a1b2c3";
    private static final String AUTHORITY = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:authority-a1b2c3";
    private static final LocalEndpoints LOCAL = LocalEndpoints.none()
            .withKafka(BROKERS, "127.0.0.1:40000")
            .withService("secretsmanager", "http://127.0.0.1:40001");
    private static final String ENGINES = SecretSslEngineFactory.class.getName();

    static Stream<Arguments> authentications() {
        return Stream.of(
                arguments(
                        MskAuthentication.iam(),
                        Map.of(
                                "security.protocol", "SASL_SSL",
                                "sasl.mechanism", "AWS_MSK_IAM",
                                "sasl.jaas.config", "software.amazon.msk.auth.iam.IAMLoginModule required;",
                                "sasl.client.callback.handler.class",
                                        "software.amazon.msk.auth.iam.IAMClientCallbackHandler"),
                        Map.of(
                                "security.protocol",
                                "SASL_PLAINTEXT",
                                "sasl.mechanism",
                                "PLAIN",
                                "sasl.jaas.config",
                                "org.apache.kafka.common.security.plain.PlainLoginModule required"
                                        + " username=\"local\" password=\"local-secret\";")),
                arguments(
                        MskAuthentication.scram(SECRET),
                        scram("SASL_SSL"),
                        with(
                                scram("SASL_PLAINTEXT"),
                                "managedflink.secretsmanager.endpoint",
                                "http://127.0.0.1:40001")),
                arguments(
                        MskAuthentication.scram(SECRET).withTrustedCertificates(AUTHORITY),
                        with(
                                with(scram("SASL_SSL"), "ssl.engine.factory.class", ENGINES),
                                "managedflink.trusted-certificates.arn",
                                AUTHORITY),
                        scram("SASL_PLAINTEXT")),
                arguments(
                        MskAuthentication.mutualTls(SECRET),
                        Map.of(
                                "security.protocol", "SSL",
                                "ssl.engine.factory.class", ENGINES,
                                "managedflink.secret.arn", SECRET),
                        Map.of(
                                "security.protocol", "SSL",
                                "ssl.engine.factory.class", ENGINES,
                                "managedflink.secret.arn", SECRET)),
                arguments(
                        MskAuthentication.tls(),
                        Map.of("security.protocol", "SSL"),
                        Map.of("security.protocol", "PLAINTEXT")),
                arguments(
                        MskAuthentication.tls().withTrustedCertificates(AUTHORITY),
                        Map.of(
                                "security.protocol", "SSL",
                                "ssl.engine.factory.class", ENGINES,
                                "managedflink.trusted-certificates.arn", AUTHORITY),
                        Map.of("security.protocol", "PLAINTEXT")),
                arguments(
                        MskAuthentication.plaintext(),
                        Map.of("security.protocol", "PLAINTEXT"),
                        Map.of("security.protocol", "PLAINTEXT")));
    }

    private static Map<String, String> scram(String protocol) {
        return Map.of(
                "security.protocol",
                protocol,
                "sasl.mechanism",
                "SCRAM-SHA-512",
                "sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required;",
                "sasl.client.callback.handler.class",
                ScramSecretHandler.class.getName(),
                "managedflink.secret.arn",
                SECRET);
    }

    private static Map<String, String> with(Map<String, String> settings, String name, String value) {
        Map<String, String> more = new HashMap<>(settings);
        more.put(name, value);
        return more;
    }

    @ParameterizedTest
    @MethodSource("authentications")
    void clientAuthenticatesAsTheClusterOrItsStandInAsks(
            MskAuthentication authentication, Map<String, String> inAws, Map<String, String> here) {
        assertThat(security(authentication, LocalEndpoints.none())).isEqualTo(inAws);
        assertThat(security(authentication, LOCAL)).containsAllEntriesOf(here);
        assertThat(security(authentication, LOCAL).keySet())
                .isSubsetOf(
                        with(with(here, "managedflink.secretsmanager.endpoint", ""), "managedflink.access-key-id", "")
                                .keySet());
    }

    private static Map<Object, Object> security(MskAuthentication authentication, LocalEndpoints endpoints) {
        Properties properties = new KafkaClientSettings(BROKERS, authentication, endpoints).toProperties();
        properties.remove("default.api.timeout.ms");
        return properties;
    }

    @Test
    void standInTakesThePlaceOfItsClusterOnly() {
        assertThat(new KafkaClientSettings(BROKERS, MskAuthentication.iam(), LOCAL).bootstrapServers())
                .isEqualTo("127.0.0.1:40000");
        assertThat(new KafkaClientSettings("other:9092", MskAuthentication.iam(), LOCAL).bootstrapServers())
                .isEqualTo("other:9092");
    }

    @Test
    void sourceReadsWhatIsCommittedAndFindsNewPartitions() {
        assertThat(new MskSourceConnector(source().build(), EventTime.arrival(), LocalEndpoints.none()).properties())
                .containsEntry("isolation.level", "read_committed")
                .containsEntry("partition.discovery.interval.ms", "60000");
    }

    static Stream<Arguments> starts() {
        Instant moment = Instant.parse("2026-01-31T08:00:00.123Z");
        return Stream.of(
                arguments(KafkaStartingOffsets.earliest(), OffsetsInitializer.earliest()),
                arguments(KafkaStartingOffsets.latest(), OffsetsInitializer.latest()),
                arguments(
                        KafkaStartingOffsets.atTimestamp(moment), OffsetsInitializer.timestamp(moment.toEpochMilli())),
                arguments(
                        KafkaStartingOffsets.committedOrEarliest(),
                        OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST)),
                arguments(
                        KafkaStartingOffsets.committedOrLatest(),
                        OffsetsInitializer.committedOffsets(OffsetResetStrategy.LATEST)));
    }

    @ParameterizedTest
    @MethodSource("starts")
    void sourceStartsWhereItIsTold(KafkaStartingOffsets start, OffsetsInitializer expected) {
        assertThat(MskSourceConnector.offsets(start)).usingRecursiveComparison().isEqualTo(expected);
    }

    @Test
    void sourceReadsTopicsOrWhatAPatternChooses() {
        MskSourceSpec pattern = MskSourceSpec.builder()
                .bootstrapServers(BROKERS)
                .topicPattern("orders-.*")
                .groupId("etl")
                .build();

        assertThat(uid(source().build())).isEqualTo("source");
        assertThat(uid(pattern)).isEqualTo("source");
    }

    private static String uid(MskSourceSpec source) {
        return new MskSourceConnector(source, EventTime.arrival(), LOCAL)
                .attachTo(
                        StreamExecutionEnvironment.getExecutionEnvironment(),
                        new MessageParser(InputFormat.json(), EventTime.arrival()))
                .getTransformation()
                .getUid();
    }

    @Test
    void transactionsEndBeforeTheBrokerWouldRefuseThem() {
        MskSinkSpec sink = sink().exactlyOnce("etl-out")
                .transactionTimeout(Duration.ofMinutes(4))
                .build();

        assertThat(properties(sink)).containsEntry("transaction.timeout.ms", "240000");
        assertThat(properties(sink().exactlyOnce("etl-out").build())).containsEntry("transaction.timeout.ms", "900000");
        assertThat(properties(sink().atLeastOnce().build())).doesNotContainKey("transaction.timeout.ms");
    }

    @Test
    void producerTakesWhatTheEncoderLetsPass() {
        MskSinkSpec sink = sink().exactlyOnce("etl-out")
                .compression(MskSinkSpec.Compression.ZSTD)
                .maxRecordBytes(5_000_000)
                .build();

        Properties properties = properties(sink);

        assertThat(properties).containsEntry("max.request.size", "5000000").containsEntry("compression.type", "zstd");
        assertThat(new ProducerConfig(withSerializers(properties))).isNotNull();
    }

    @Test
    void sinkTravelsWithTheJob() throws Exception {
        for (MskSinkSpec sink : new MskSinkSpec[] {
            sink().exactlyOnce("etl-out").build(), sink().atLeastOnce().build()
        }) {
            assertThat(InstantiationUtil.serializeObject(new MskSinkConnector(sink, LOCAL).sink()))
                    .isNotEmpty();
        }
    }

    private static Properties withSerializers(Properties properties) {
        properties.setProperty("bootstrap.servers", "localhost:9092");
        properties.setProperty("key.serializer", "org.apache.kafka.common.serialization.ByteArraySerializer");
        properties.setProperty("value.serializer", "org.apache.kafka.common.serialization.ByteArraySerializer");
        return properties;
    }

    private static Properties properties(MskSinkSpec sink) {
        return new MskSinkConnector(sink, LocalEndpoints.none()).properties();
    }

    private static MskSourceSpec.Builder source() {
        return MskSourceSpec.builder()
                .bootstrapServers(BROKERS)
                .topics("orders")
                .groupId("etl");
    }

    private static MskSinkSpec.Builder sink() {
        return MskSinkSpec.builder().bootstrapServers(BROKERS).topic("out");
    }
}
