package io.github.managedflink.local.services;

import io.github.managedflink.local.assembly.DeployedStack;
import io.github.managedflink.local.assembly.Environment;
import io.github.managedflink.local.assembly.Resource;
import io.github.managedflink.local.dynamodb.DynamoDbResources;
import io.github.managedflink.local.eventbridge.EventBridgeResources;
import io.github.managedflink.local.files.OwnFolder;
import io.github.managedflink.local.firehose.FirehoseResources;
import io.github.managedflink.local.gate.Gate;
import io.github.managedflink.local.gate.ServiceFault;
import io.github.managedflink.local.glue.GlueResources;
import io.github.managedflink.local.http.AwsEndpoint;
import io.github.managedflink.local.http.AwsService;
import io.github.managedflink.local.kafka.KafkaResources;
import io.github.managedflink.local.kinesis.KinesisResources;
import io.github.managedflink.local.kinesis.KinesisStandIn;
import io.github.managedflink.local.opensearch.OpenSearchResources;
import io.github.managedflink.local.s3.S3Resources;
import io.github.managedflink.local.secretsmanager.SecretsResources;
import io.github.managedflink.local.service.ApplicationNeeds;
import io.github.managedflink.local.service.HostedService;
import io.github.managedflink.local.service.OutputNames;
import io.github.managedflink.local.service.ServiceResources;
import io.github.managedflink.local.sns.SnsResources;
import io.github.managedflink.local.sts.StsResources;
import io.github.managedflink.model.LocalEndpoints;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The services that stand in for those of the account: the ones that the stacks need. */
public final class StandIns implements AutoCloseable {
    private final Gate gate;
    private final S3Resources s3;
    private final KinesisResources kinesis;
    private final SourceStreams streams;
    private final DynamoDbResources dynamoDb = new DynamoDbResources();
    private final List<HostedService> hosted;
    /**
     * In the order in which they create what applications need and write what they received: what starts slowly first,
     * so that it starts beside the others; secrets before Kafka, whose users they know; and what delivers to S3 before
     * S3.
     */
    private final List<ServiceResources> services;

    private Optional<AwsEndpoint> endpoint = Optional.empty();

    private StandIns(Environment environment, Gate gate, S3Resources s3, Path folder) {
        this.gate = gate;
        this.s3 = s3;
        this.kinesis = new KinesisResources(gate);
        SecretsResources secrets = new SecretsResources();
        KafkaResources kafka = new KafkaResources(environment, gate, secrets, folder.resolve("kafka"));
        this.streams = new SourceStreams(kinesis, kafka);
        this.hosted = List.of(
                secrets,
                new StsResources(),
                new FirehoseResources(s3),
                new SnsResources(),
                new EventBridgeResources(),
                new GlueResources(),
                dynamoDb);
        Path openSearch = folder.resolve("opensearch");
        List<ServiceResources> slow = List.of(
                new OpenSearchResources(OpenSearchResources.DOMAINS, gate, openSearch.resolve("domains")),
                new OpenSearchResources(OpenSearchResources.COLLECTIONS, gate, openSearch.resolve("collections")));
        this.services = Stream.of(slow, hosted, List.of(kinesis, kafka, s3))
                .<ServiceResources>flatMap(List::stream)
                .toList();
    }

    /**
     * Starts them and creates every resource in its service.
     *
     * @param s3Port the port for S3, 0 for any free one
     */
    public static StandIns start(
            List<DeployedStack> stacks, Collection<ApplicationNeeds> needs, Path folder, int s3Port)
            throws IOException {
        Gate gate = Gate.open();
        Environment environment = environmentOf(stacks);
        S3Resources s3 = S3Resources.start(stacks, environment.partition(), folder.resolve("s3"), s3Port, gate);
        StandIns standIns = new StandIns(environment, gate, s3, folder);
        try {
            standIns.create(stacks, needs);
            return standIns;
        } catch (IOException | RuntimeException e) {
            standIns.close();
            throw e;
        }
    }

    static Environment environmentOf(List<DeployedStack> stacks) {
        return stacks.isEmpty()
                ? Environment.ofRegion(Environment.DEFAULT_REGION)
                : stacks.get(stacks.size() - 1).environment();
    }

    private void create(List<DeployedStack> stacks, Collection<ApplicationNeeds> needs) throws IOException {
        create(stacks, needs, services);
        List<AwsService> needed = hosted.stream()
                .filter(HostedService::isNeeded)
                .map(HostedService::standIn)
                .toList();
        if (!needed.isEmpty()) {
            endpoint = Optional.of(AwsEndpoint.start(gate, needed));
        }
        for (ServiceResources service : services) {
            service.awaitStarted();
        }
    }

    /** Creates what stacks have of some services, and what applications name of them. */
    static void create(
            List<DeployedStack> stacks, Collection<ApplicationNeeds> needs, List<? extends ServiceResources> services)
            throws IOException {
        List<Resource> resources =
                stacks.stream().flatMap(stack -> stack.resources().stream()).toList();
        OutputNames names = new OutputNames(resources);
        for (Resource resource : resources) {
            for (ServiceResources service : services) {
                service.create(resource, names.of(resource));
            }
        }
        for (Resource resource : resources) {
            for (ServiceResources service : services) {
                service.createDependent(resource);
            }
        }
        for (ServiceResources service : services) {
            service.createMissing(needs);
        }
    }

    /** What all calls of the jobs pass through. */
    public Gate gate() {
        return gate;
    }

    /** The buckets of the run. */
    public S3Resources s3() {
        return s3;
    }

    /** Deletes the items of all tables whose time to live is over at a moment, and tells how many those were. */
    public int deleteExpiredItems(Instant moment) {
        return dynamoDb.standIn().deleteExpired(moment);
    }

    /** Where Kinesis is, if the run has streams. */
    public Optional<URI> kinesisEndpoint() {
        return kinesis.endpoint();
    }

    /** Returns why a fault would meet no call whatever the applications do, if so. */
    public Optional<String> fault(ServiceFault fault) {
        Map<String, Set<String>> actions = new HashMap<>();
        services.forEach(service -> actions.putAll(service.actions()));
        kinesis.endpoint().ifPresent(endpointOfKinesis -> actions.put("kinesis", KinesisStandIn.actions()));
        return new ServiceActions(actions).fault(fault);
    }

    /** The streams and topics of the run. */
    public SourceStreams streams() {
        return streams;
    }

    /** Where jobs find the services. */
    public LocalEndpoints endpoints() {
        LocalEndpoints endpoints = LocalEndpoints.none();
        for (ServiceResources service : services) {
            endpoints = service.addTo(endpoints);
        }
        for (HostedService service : hosted) {
            if (service.isNeeded()) {
                endpoints = endpoints.withService(
                        service.standIn().traits().name(),
                        endpoint.orElseThrow().endpoint().toString());
            }
        }
        return endpoints;
    }

    /** Writes what each sink received, and tells the files. */
    public List<Path> writeOutputs(OwnFolder folder) throws IOException {
        List<Path> files = new ArrayList<>();
        for (ServiceResources service : services) {
            files.addAll(service.writeOutputs(folder));
        }
        return files;
    }

    @Override
    public void close() throws IOException {
        endpoint.ifPresent(AwsEndpoint::close);
        List<IOException> failures = new ArrayList<>();
        for (ServiceResources service : services) {
            try {
                service.close();
            } catch (IOException e) {
                failures.add(e);
            }
        }
        Optional<IOException> failure = failures.stream().reduce((first, next) -> {
            first.addSuppressed(next);
            return first;
        });
        if (failure.isPresent()) {
            throw failure.get();
        }
    }
}
