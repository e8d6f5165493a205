package io.github.managedflink.model.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.managedflink.model.msk.MskAuthentication;
import io.github.managedflink.model.record.RecordShape;
import io.github.managedflink.model.settings.SettingsReader;
import io.github.managedflink.model.settings.Violation;
import io.github.managedflink.model.settings.Violations;
import io.github.managedflink.model.source.KafkaStartingOffsets;
import io.github.managedflink.model.source.MskSourceSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MskFaultsTest {
    private static final String BROKERS = "b-1.orders.kafka.eu-west-1.amazonaws.com:9098";
    private static final String SECRET = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:AmazonMSK_orders-a1b2c3";

    private static MskSourceSpec.Builder source() {
        return MskSourceSpec.builder()
                .bootstrapServers(BROKERS)
                .topics("orders")
                .groupId("etl");
    }

    private static MskSinkSpec.Builder sink() {
        return MskSinkSpec.builder().bootstrapServers(BROKERS).topic("orders").exactlyOnce("etl-orders");
    }

    static Stream<Arguments> sourceMistakes() {
        return Stream.of(
                source("brokers: is required", b -> b.bootstrapServers(null)),
                source("brokers = \"b-1\": is no list of brokers", b -> b.bootstrapServers("b-1")),
                source("brokers = \"a:1 b:2\": is no list of brokers", b -> b.bootstrapServers("a:1 b:2")),
                source(
                        "brokers = \"arn:aws:firehose:eu-west-1:111122223333:deliverystream/orders\": is a Firehose delivery"
                                + " stream, which can only be written to. Read the Kinesis data stream or MSK topic",
                        b -> b.bootstrapServers("arn:aws:firehose:eu-west-1:111122223333:deliverystream/orders")),
                source(
                        "is a Kinesis data stream. Use KinesisSource",
                        b -> b.bootstrapServers("arn:aws:kinesis:eu-west-1:111122223333:stream/orders")),
                source(
                        "is an ARN. Write the bootstrap brokers",
                        b -> b.bootstrapServers("arn:aws:kafka:eu-west-1:111122223333:cluster/orders/a-1")),
                source(
                        "topic: is required",
                        b -> MskSourceSpec.builder().bootstrapServers(BROKERS).groupId("etl")),
                source("topic.2 = \"a b\": is no name of a topic", b -> b.topics("a b")),
                source("topic.2 = \"..\": is no name of a topic", b -> b.topics("..")),
                source("topic.2 = \"orders\": names a topic twice", b -> b.topics("orders")),
                source("topic-pattern = \"o.*\": cannot stand beside named topics", b -> b.topicPattern("o.*")),
                source("topic-pattern = \"o(\": is no regular expression: Unclosed group", b -> MskSourceSpec.builder()
                        .bootstrapServers(BROKERS)
                        .topicPattern("o(")
                        .groupId("etl")),
                source("group: is required", b -> b.groupId(null)),
                source("group = \"etl*\": must have 1 to 200 letters", b -> b.groupId("etl*")),
                source("start: is required", b -> b.startOffsets(null)),
                source("auth: is required", b -> b.authentication(null)),
                source("auth.secret.arn: is required", b -> b.authentication(MskAuthentication.scram(null))),
                source(
                        "auth.secret.arn = \"secret\": is no ARN of a secret",
                        b -> b.authentication(MskAuthentication.mutualTls("secret"))),
                source(
                        "auth.trusted-certificates.arn = \"ca\": is no ARN of a secret",
                        b -> b.authentication(MskAuthentication.tls().withTrustedCertificates("ca"))),
                source(
                        "auth.trusted-certificates.arn = \"" + SECRET + "\": has no use without TLS",
                        b -> b.authentication(MskAuthentication.plaintext().withTrustedCertificates(SECRET))));
    }

    static Stream<Arguments> sinkMistakes() {
        return Stream.of(
                sink("brokers: is required", b -> b.bootstrapServers(null)),
                sink("topic: is required", b -> b.topic(null)),
                sink("key.1 = \"a..b\": is no field path", b -> b.keyBy("a..b")),
                sink("key.1 = \"gone\": is no field here; the fields are id", b -> b.keyBy("gone")),
                sink("transaction.id-prefix: is required", b -> b.exactlyOnce(null)),
                sink("transaction.id-prefix = \"etl/*\": must have 1 to 200", b -> b.exactlyOnce("etl/*")),
                sink("transaction.timeout: is required", b -> b.transactionTimeout(null)),
                sink(
                        "transaction.timeout = \"PT1H\": must be between PT2M and PT15M",
                        b -> b.transactionTimeout(Duration.ofHours(1))),
                sink(
                        "transaction.timeout = \"PT1M59S\": must be between PT2M and PT15M",
                        b -> b.transactionTimeout(Duration.ofSeconds(119))),
                sink("transaction.timeout = \"PT5M\": has no use at-least-once", b -> b.atLeastOnce()
                        .transactionTimeout(Duration.ofMinutes(5))),
                sink("compression: is required", b -> b.compression(null)),
                sink("max-record-bytes = \"1023\": must be between 1024", b -> b.maxRecordBytes(1023)),
                sink("max-record-bytes = \"8388609\": must be between", b -> b.maxRecordBytes(8_388_609)),
                sink("auth: is required", b -> b.authentication(null)));
    }

    @ParameterizedTest
    @MethodSource("sourceMistakes")
    void mistakeInSourceIsTold(String expected, UnaryOperator<MskSourceSpec.Builder> mistake) {
        Violations violations = new Violations();

        mistake.apply(source()).build().check(violations);

        assertThat(violations.all()).singleElement().asString().contains(expected);
    }

    @ParameterizedTest
    @MethodSource("sinkMistakes")
    void mistakeInSinkIsTold(String expected, UnaryOperator<MskSinkSpec.Builder> mistake) {
        Violations violations = new Violations();

        mistake.apply(sink()).build().check(violations, RecordShape.closed().with("id"));

        assertThat(violations.all()).singleElement().asString().contains(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"b-1:9092", "b-1.example.com:9092,b-2.example.com:9092", "a:1, b:2", "[::1]:9092"})
    void bootstrapBrokersOfAnyKafkaAreTaken(String brokers) {
        assertThat(violations(source().bootstrapServers(brokers).build())).isEmpty();
    }

    @Test
    void momentThatIsNoneIsTold() {
        Map<String, String> settings = settings();
        settings.put("start.kind", "at-timestamp");
        settings.put("start.timestamp", "yesterday");

        assertThat(violations(settings))
                .containsExactly(
                        "start.timestamp = \"yesterday\": is no moment; write one such as" + " 2026-01-31T08:00:00Z.");
    }

    @Test
    void secretBesideAuthenticationWithoutOneIsTold() {
        Map<String, String> settings = settings();
        settings.put("auth.secret.arn", SECRET);

        assertThat(violations(settings))
                .containsExactly("auth.secret.arn = \"" + SECRET
                        + "\": has no use here; only scram and mutual-tls have a secret.");
    }

    @Test
    void timestampsAreKeptToTheMillisecond() {
        Instant moment = Instant.parse("2026-01-31T08:00:00.123Z");

        assertThat(KafkaStartingOffsets.atTimestamp(moment).timestamp()).isEqualTo(moment);
    }

    private static Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("brokers", BROKERS);
        settings.put("topic.1", "orders");
        settings.put("group", "etl");
        settings.put("start.kind", "earliest");
        settings.put("auth.kind", "iam");
        return settings;
    }

    private static List<String> violations(Map<String, String> settings) {
        Violations violations = new Violations();
        MskSourceSpec.read(new SettingsReader(settings, violations)).check(violations);
        return violations.all().stream().map(Violation::toString).collect(Collectors.toList());
    }

    private static List<Violation> violations(MskSourceSpec source) {
        Violations violations = new Violations();
        source.check(violations);
        return violations.all();
    }

    private static Arguments source(String expected, UnaryOperator<MskSourceSpec.Builder> mistake) {
        return arguments(expected, mistake);
    }

    private static Arguments sink(String expected, UnaryOperator<MskSinkSpec.Builder> mistake) {
        return arguments(expected, mistake);
    }
}
