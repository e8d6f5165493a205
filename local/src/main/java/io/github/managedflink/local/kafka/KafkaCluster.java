package io.github.managedflink.local.kafka;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.managedflink.local.assembly.Resource;
import io.github.managedflink.local.files.OwnFolder;
import io.github.managedflink.local.gate.Gate;
import io.github.managedflink.local.secretsmanager.SecretsResources;
import io.github.managedflink.local.service.JsonLines;
import io.github.managedflink.local.service.OutputNames;
import io.github.managedflink.local.service.SourceRecord;
import io.github.managedflink.local.service.SourceStream;
import io.github.managedflink.model.LocalEndpoints;
import io.github.managedflink.model.msk.MskAuthentication;
import io.github.managedflink.model.sink.MskSinkSpec;
import io.github.managedflink.model.source.MskSourceSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A Kafka cluster of a run: what applications need of it, and once it has been started its broker. */
final class KafkaCluster implements AutoCloseable {
    /** How many a topic has elsewhere is not known here. */
    private static final int PARTITIONS = 1;

    /** How long commits of jobs that have stopped may take to show. */
    private static final Duration LAST_COMMITS = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(KafkaCluster.class);

    private static final JsonMapper JSON = new JsonMapper();

    private final String arn;
    private final Optional<Resource> resource;
    private final String outputFolder;
    private final SecretsResources secrets;
    /** How applications connect, by the bootstrap brokers that they name. */
    private final Map<String, KafkaListener> listeners = new LinkedHashMap<>();

    private final Map<String, MskAuthentication> authentications = new LinkedHashMap<>();
    private final Set<String> topicNames = new LinkedHashSet<>();
    private final Set<String> written = new LinkedHashSet<>();
    private KafkaStandIn standIn;

    /**
     * One that has not been started.
     *
     * @param resource what the template says of it, if a stack has it
     * @param outputFolder the name of the folder for its outputs
     */
    KafkaCluster(String arn, Optional<Resource> resource, String outputFolder, SecretsResources secrets) {
        this.arn = arn;
        this.resource = resource;
        this.outputFolder = outputFolder;
        this.secrets = secrets;
    }

    void readBy(MskSourceSpec source) {
        connectedTo(source.bootstrapServers(), source.authentication());
        topicNames.addAll(source.topics());
    }

    void writtenBy(MskSinkSpec sink) {
        connectedTo(sink.bootstrapServers(), sink.authentication());
        topicNames.add(sink.topic());
        written.add(sink.topic());
    }

    void connectedTo(String brokers, MskAuthentication authentication) {
        listeners.put(
                brokers,
                switch (authentication.kind()) {
                    case IAM -> KafkaListener.SASL_IAM;
                    case SCRAM -> KafkaListener.SASL_SCRAM;
                    case MUTUAL_TLS -> KafkaListener.MUTUAL_TLS;
                    default -> KafkaListener.PLAINTEXT;
                });
        if (authentication.secretArn() != null) {
            authentications.put(authentication.secretArn(), authentication);
        }
    }

    /**
     * Starts the broker with the topics that stacks define and those that applications name.
     *
     * @param topics all topics of the stacks, of whatever cluster
     */
    void start(Collection<Resource> topics, Path folder, Gate gate) throws IOException {
        OutputNames.check(arn, outputFolder);
        standIn = KafkaStandIn.start(arn, EnumSet.copyOf(listeners.values()), folder, gate);
        authentications.values().forEach(this::admit);
        for (Resource topic : topics) {
            if (topic.property("ClusterArn").asText().equals(arn)) {
                standIn.createTopic(
                        topic.physicalName(), topic.property("PartitionCount").asInt(PARTITIONS), configs(topic));
            }
        }
        Set<String> existing = standIn.topics();
        topicNames.stream()
                .filter(topic -> !existing.contains(topic))
                .forEach(topic -> standIn.createTopic(topic, PARTITIONS, Map.of()));
    }

    /** Lets whoever knows the secret in. */
    private void admit(MskAuthentication authentication) {
        String secret = authentication.secretArn();
        ObjectNode value = JsonLines.object();
        if (authentication.kind() == MskAuthentication.Kind.SCRAM) {
            value.put("username", secrets.field(secret, "username").orElse("local"));
            value.put("password", secrets.field(secret, "password").orElse("local"));
            standIn.putUser(
                    value.path("username").asText(), value.path("password").asText());
        } else {
            value.put("certificate", standIn.clientCertificate().chain());
            value.put("privateKey", standIn.clientCertificate().key());
            value.put("trustedCertificates", standIn.trustedCertificate());
        }
        secrets.put(secret, value.toString());
    }

    /** A JSON object in Base64. */
    private static Map<String, String> configs(Resource topic) throws IOException {
        Map<String, String> configs = new TreeMap<>();
        JsonNode encoded = topic.property("Configs");
        if (encoded.isTextual()) {
            JSON.readTree(Base64.getDecoder().decode(encoded.textValue()))
                    .properties()
                    .forEach(entry ->
                            configs.put(entry.getKey(), entry.getValue().asText()));
        }
        return configs;
    }

    boolean answersTo(String name) {
        return arn.equals(name)
                || resource.map(each -> each.answersTo(name)).orElseGet(() -> listeners.containsKey(name));
    }

    LocalEndpoints addTo(LocalEndpoints endpoints) {
        LocalEndpoints more = endpoints;
        for (Map.Entry<String, KafkaListener> brokers : listeners.entrySet()) {
            more = more.withKafka(brokers.getKey(), standIn.bootstrapServers(brokers.getValue()));
        }
        return more;
    }

    Optional<SourceStream> topic(String name) {
        return standIn.topics().contains(name) ? Optional.of(new Topic(standIn, name)) : Optional.empty();
    }

    Stream<SourceStream> topicsOf(MskSourceSpec source) {
        if (source.topicPattern() == null) {
            return source.topics().stream().map(name -> new Topic(standIn, name));
        }
        Pattern pattern = Pattern.compile(source.topicPattern());
        return standIn.topics().stream()
                .filter(name -> pattern.matcher(name).matches())
                .map(name -> new Topic(standIn, name));
    }

    Stream<String> names() {
        String name = resource.map(Resource::logicalId)
                .orElseGet(() -> listeners.keySet().iterator().next());
        return standIn.topics().stream().map(topic -> name + "/" + topic);
    }

    /** The records of the topics that an application writes to, or that nobody reads. */
    List<Path> writeOutputs(OwnFolder outputs) throws IOException {
        OwnFolder target = outputs.folder(outputFolder);
        List<Path> files = new ArrayList<>();
        for (String topic : standIn.topics()) {
            if (written.contains(topic) || !standIn.isBeingRead(topic)) {
                if (!standIn.awaitTransactions(topic, LAST_COMMITS)) {
                    LOG.warn("A transaction is open in the topic {}; its output ends before it.", topic);
                }
                files.add(JsonLines.write(
                        target,
                        topic + ".jsonl",
                        lines -> standIn.forEachRecord(topic, record -> lines.accept(json(record)))));
            }
        }
        return files;
    }

    @Override
    public void close() {
        if (standIn != null) {
            standIn.close();
        }
    }

    private static ObjectNode json(KafkaRecord record) {
        ObjectNode line = JsonLines.object()
                .put("partition", record.partition())
                .put("offset", record.offset())
                .put("timestamp", record.timestamp().toString());
        JsonLines.putBytes(line, "key", record.key());
        JsonLines.putBytes(line, "value", record.value());
        if (!record.headers().isEmpty()) {
            ObjectNode headers = line.putObject("headers");
            record.headers()
                    .forEach((name, value) ->
                            headers.put(name, Base64.getEncoder().encodeToString(value)));
        }
        return line;
    }

    /** A topic as a source. What a consumer has read shows in the count of its job alone. */
    private record Topic(KafkaStandIn standIn, String name) implements SourceStream {
        @Override
        public long maxRecordBytes(int keyBytes) {
            return (long) standIn.maxValueBytes(name) - keyBytes;
        }

        @Override
        public void put(List<SourceRecord> records) {
            standIn.put(name, records.stream().map(Topic::kafkaRecord).toList());
        }

        private static NewKafkaRecord kafkaRecord(SourceRecord record) {
            return new NewKafkaRecord(
                    record.key()
                            .map(key -> key.getBytes(StandardCharsets.UTF_8))
                            .orElse(null),
                    record.data());
        }

        @Override
        public long recordCount() {
            return standIn.recordCount(name);
        }

        @Override
        public boolean isBeingRead() {
            return standIn.isBeingRead(name);
        }

        @Override
        public boolean isReadToItsEnd() {
            return true;
        }
    }
}
