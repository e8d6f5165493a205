package io.github.managedflink.local.kafka;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.security.auth.spi.LoginModule;
import org.apache.kafka.common.security.plain.PlainLoginModule;
import org.apache.kafka.common.security.scram.ScramLoginModule;

/**
 * The settings of a broker that is alone, holds little and is to start fast. What they do not name has Kafka's default,
 * above all {@code transaction.max.timeout.ms} (15 minutes) and {@code message.max.bytes} (about 1 MiB), as on MSK.
 *
 * @see <a href="https://kafka.apache.org/39/documentation.html#brokerconfigs">Broker configs</a>
 * @see <a href="https://docs.aws.amazon.com/msk/latest/developerguide/msk-default-configuration.html">Default MSK
 *     configuration</a>
 */
final class NodeSettings {

    static final int NODE_ID = 1;

    private static final String LOOPBACK = "127.0.0.1";

    private final Map<String, Object> settings = new HashMap<>();

    private NodeSettings() {}

    /**
     * @param folder for its data
     * @param advertised the port on which clients connect, by listener
     * @param calls where it reports what the clients do
     */
    static NodeSettings of(Path folder, Map<KafkaListener, Integer> advertised, ClientCalls calls) {
        NodeSettings made = new NodeSettings();
        made.set("node.id", NODE_ID)
                .set("process.roles", "broker,controller")
                .set("log.dirs", folder.toString())
                // Kafka wants to see its own id here; the port follows when it is bound.
                .set("controller.quorum.voters", NODE_ID + "@" + LOOPBACK + ":0")
                .set("authorizer.class.name", GateAuthorizer.class.getName())
                .set(GateAuthorizer.CALLS, calls)
                .set("principal.builder.class", ListenerPrincipals.class.getName());
        made.listeners(advertised);
        made.alone();
        made.small();
        return made;
    }

    private void listeners(Map<KafkaListener, Integer> advertised) {
        Stream<String> own = Stream.of(KafkaListener.CONTROLLER, KafkaListener.INTERNAL);
        set("controller.listener.names", KafkaListener.CONTROLLER);
        set("inter.broker.listener.name", KafkaListener.INTERNAL);
        set(
                "listeners",
                Stream.concat(own, advertised.keySet().stream().map(Enum::name))
                        .map(name -> name + "://" + LOOPBACK + ":0")
                        .collect(Collectors.joining(",")));
        set(
                "advertised.listeners",
                Stream.concat(
                                Stream.of(KafkaListener.INTERNAL + "://" + LOOPBACK + ":0"),
                                advertised.entrySet().stream()
                                        .map(each -> each.getKey() + "://" + LOOPBACK + ":" + each.getValue()))
                        .collect(Collectors.joining(",")));
        set(
                "listener.security.protocol.map",
                Stream.concat(
                                Stream.of(
                                        KafkaListener.CONTROLLER + ":PLAINTEXT", KafkaListener.INTERNAL + ":PLAINTEXT"),
                                advertised.keySet().stream().map(each -> each + ":" + each.protocol()))
                        .collect(Collectors.joining(",")));
        login(KafkaListener.SASL_SCRAM, ScramUsers.MECHANISM.mechanismName(), ScramLoginModule.class);
        login(KafkaListener.SASL_IAM, "PLAIN", PlainLoginModule.class);
        set("listener.name.sasl_iam.plain.sasl.server.callback.handler.class", IamLogin.class.getName());
    }

    private void login(KafkaListener listener, String mechanism, Class<? extends LoginModule> module) {
        String prefix = "listener.name." + listener.name().toLowerCase(Locale.ROOT) + ".";
        set(prefix + "sasl.enabled.mechanisms", mechanism);
        set(prefix + mechanism.toLowerCase(Locale.ROOT) + ".sasl.jaas.config", module.getName() + " required;");
    }

    private void alone() {
        set("offsets.topic.replication.factor", 1);
        set("offsets.topic.num.partitions", 1);
        set("transaction.state.log.replication.factor", 1);
        set("transaction.state.log.min.isr", 1);
        set("transaction.state.log.num.partitions", 1);
        set("group.initial.rebalance.delay.ms", 0);
        // Nobody is there to take its partitions over.
        set("controlled.shutdown.enable", false);
        set("auto.create.topics.enable", false);
        set("log.retention.ms", -1);
    }

    private void small() {
        set("num.network.threads", 1);
        set("num.io.threads", 4);
        set("background.threads", 2);
        set("num.recovery.threads.per.data.dir", 1);
        set("log.cleaner.dedupe.buffer.size", 2 << 20);
        set("log.index.size.max.bytes", 1 << 20);
    }

    NodeSettings certificates(KafkaCertificates certificates) {
        set("listener.name.mutual_tls.ssl.client.auth", "required");
        set("listener.name.mutual_tls.ssl.keystore.type", "PEM");
        set(
                "listener.name.mutual_tls.ssl.keystore.certificate.chain",
                certificates.server().chain());
        set("listener.name.mutual_tls.ssl.keystore.key", certificates.server().key());
        set("listener.name.mutual_tls.ssl.truststore.type", "PEM");
        set("listener.name.mutual_tls.ssl.truststore.certificates", certificates.authority());
        return this;
    }

    Map<String, Object> toMap() {
        return settings;
    }

    private NodeSettings set(String name, Object value) {
        settings.put(name, value instanceof Number || value instanceof Boolean ? value.toString() : value);
        return this;
    }
}
