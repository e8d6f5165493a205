package io.github.managedflink.local.kafka;

import io.github.managedflink.local.assembly.BootstrapBrokers;
import io.github.managedflink.local.assembly.Environment;
import io.github.managedflink.local.assembly.Resource;
import io.github.managedflink.local.files.OwnFolder;
import io.github.managedflink.local.gate.Gate;
import io.github.managedflink.local.secretsmanager.SecretsResources;
import io.github.managedflink.local.service.ApplicationNeeds;
import io.github.managedflink.local.service.ServiceResources;
import io.github.managedflink.local.service.SourceStream;
import io.github.managedflink.local.service.StackResource;
import io.github.managedflink.model.LocalEndpoints;
import io.github.managedflink.model.msk.MskAuthentication;
import io.github.managedflink.model.sink.MskSinkSpec;
import io.github.managedflink.model.source.MskSourceSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The Kafka clusters of a run, each with a broker of its own: those whose bootstrap brokers an application names. A
 * cluster that no stack has is told by them.
 */
public final class KafkaResources implements ServiceResources {
    private static final Set<String> CLUSTERS = Set.of("AWS::MSK::Cluster", "AWS::MSK::ServerlessCluster");
    private static final String TOPIC = "AWS::MSK::Topic";
    /** For a cluster that no stack has, so that calls to it have a resource. */
    private static final String OTHER_CLUSTER = "cluster/%s/00000000-0000-0000-0000-000000000000-1";

    private final Environment environment;
    private final Gate gate;
    private final SecretsResources secrets;
    private final Path folder;
    private final Map<String, StackResource> clustersInStacks = new LinkedHashMap<>();
    private final List<Resource> topicsInStacks = new ArrayList<>();
    private final Map<String, KafkaCluster> clusters = new LinkedHashMap<>();

    /**
     * Those of a run.
     *
     * @param environment where clusters are that no stack has
     * @param folder for the data of the brokers
     */
    public KafkaResources(Environment environment, Gate gate, SecretsResources secrets, Path folder) {
        this.environment = environment;
        this.gate = gate;
        this.secrets = secrets;
        this.folder = folder;
    }

    @Override
    public void create(Resource resource, String outputs) {
        if (CLUSTERS.contains(resource.type())) {
            clustersInStacks.put(resource.attribute("Arn"), new StackResource(resource, outputs));
        } else if (resource.type().equals(TOPIC)) {
            topicsInStacks.add(resource);
        }
    }

    @Override
    public void createMissing(Collection<ApplicationNeeds> applications) throws IOException {
        for (ApplicationNeeds needs : applications) {
            needs.sources(MskSourceSpec.class)
                    .forEach(source -> cluster(source.bootstrapServers()).readBy(source));
            needs.sinks(MskSinkSpec.class)
                    .forEach(sink -> cluster(sink.bootstrapServers()).writtenBy(sink));
            if (!needs.isBundledPipeline()) {
                needs.bootstrapServers().stream().filter(this::isOfAStack).forEach(brokers -> cluster(brokers)
                        .connectedTo(brokers, MskAuthentication.plaintext()));
            }
        }
        int number = 0;
        for (KafkaCluster cluster : clusters.values()) {
            cluster.start(topicsInStacks, folder.resolve(Integer.toString(++number)), gate);
        }
    }

    private boolean isOfAStack(String brokers) {
        return clustersInStacks.keySet().stream().anyMatch(arn -> BootstrapBrokers.areOf(arn, brokers));
    }

    private KafkaCluster cluster(String brokers) {
        String arn = clustersInStacks.keySet().stream()
                .filter(each -> BootstrapBrokers.areOf(each, brokers))
                .findFirst()
                .orElseGet(() -> environment.arn("kafka", OTHER_CLUSTER.formatted(brokers.split(":", 2)[0])));
        return clusters.computeIfAbsent(arn, this::newCluster);
    }

    private KafkaCluster newCluster(String arn) {
        Optional<StackResource> inStack = Optional.ofNullable(clustersInStacks.get(arn));
        return new KafkaCluster(
                arn,
                inStack.map(StackResource::resource),
                inStack.map(StackResource::folder).orElseGet(() -> arn.split("/", -1)[1]),
                secrets);
    }

    /** The topic that a user means: CLUSTER/TOPIC, or the topic alone where it is in one cluster only. */
    public Optional<SourceStream> find(String name) {
        int slash = name.lastIndexOf('/');
        String topic = name.substring(slash + 1);
        List<SourceStream> found = clusters.values().stream()
                .filter(cluster -> slash < 0 || cluster.answersTo(name.substring(0, slash)))
                .flatMap(cluster -> cluster.topic(topic).stream())
                .toList();
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    /** The topics that an application reads, where that is known. */
    public List<SourceStream> readBy(ApplicationNeeds needs) {
        return needs.sources(MskSourceSpec.class).stream()
                .flatMap(source -> cluster(source.bootstrapServers()).topicsOf(source))
                .toList();
    }

    /** The topics, as a user may call them. */
    public List<String> names() {
        return clusters.values().stream().flatMap(KafkaCluster::names).toList();
    }

    @Override
    public LocalEndpoints addTo(LocalEndpoints endpoints) {
        LocalEndpoints more = endpoints;
        for (KafkaCluster cluster : clusters.values()) {
            more = cluster.addTo(more);
        }
        return more;
    }

    @Override
    public Map<String, Set<String>> actions() {
        return clusters.isEmpty() ? Map.of() : Map.of(IamActions.SERVICE, IamActions.names());
    }

    /** The records of the topics that an application writes to, or that nobody reads. */
    @Override
    public List<Path> writeOutputs(OwnFolder outputs) throws IOException {
        List<Path> files = new ArrayList<>();
        for (KafkaCluster cluster : clusters.values()) {
            files.addAll(cluster.writeOutputs(outputs));
        }
        return files;
    }

    @Override
    public void close() {
        clusters.values().forEach(KafkaCluster::close);
    }
}
