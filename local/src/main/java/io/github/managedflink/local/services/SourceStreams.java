package io.github.managedflink.local.services;

import io.github.managedflink.local.assembly.DeployedStack;
import io.github.managedflink.local.gate.Gate;
import io.github.managedflink.local.kafka.KafkaResources;
import io.github.managedflink.local.kinesis.KinesisResources;
import io.github.managedflink.local.names.NearestName;
import io.github.managedflink.local.secretsmanager.SecretsResources;
import io.github.managedflink.local.service.ApplicationNeeds;
import io.github.managedflink.local.service.SourceStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The streams and topics of a run. */
public final class SourceStreams implements AutoCloseable {
    private final KinesisResources kinesis;
    private final KafkaResources kafka;

    SourceStreams(KinesisResources kinesis, KafkaResources kafka) {
        this.kinesis = kinesis;
        this.kafka = kafka;
    }

    /** Creates those of stacks, and nothing else that the stacks or the applications need. */
    public static SourceStreams create(List<DeployedStack> stacks, Collection<ApplicationNeeds> needs, Path folder)
            throws IOException {
        Gate gate = Gate.open();
        SecretsResources secrets = new SecretsResources();
        SourceStreams streams = new SourceStreams(
                new KinesisResources(gate),
                new KafkaResources(StandIns.environmentOf(stacks), gate, secrets, folder.resolve("kafka")));
        try {
            StandIns.create(stacks, needs, List.of(secrets, streams.kinesis, streams.kafka));
            return streams;
        } catch (IOException | RuntimeException e) {
            streams.close();
            throw e;
        }
    }

    /**
     * The stream or topic that a user means.
     *
     * @param name a stream by its logical id, construct path, physical name or ARN; a topic as CLUSTER/TOPIC, or by its
     *     name where it is in one cluster only
     */
    public Optional<SourceStream> find(String name) {
        return kinesis.find(name).or(() -> kafka.find(name));
    }

    /** All of them, as a user may call them. */
    public List<String> names() {
        return Stream.concat(kinesis.names().stream(), kafka.names().stream()).toList();
    }

    /** Returns the one that a user may have meant by a name that none of them has, as the end of a sentence. */
    public Optional<String> question(String name) {
        // A stream is shown as its logical id with its construct path in parentheses.
        return NearestName.question(
                name,
                names().stream()
                        .flatMap(each -> Stream.of(each.split(" \\(|\\)")))
                        // A construct's path may be given without its stack.
                        .flatMap(each -> Stream.of(each, each.substring(each.indexOf('/') + 1)))
                        .distinct()
                        .toList());
    }

    /** What an application reads. */
    public List<SourceStream> readBy(ApplicationNeeds needs) {
        return Stream.concat(kinesis.readBy(needs).stream(), kafka.readBy(needs).stream())
                .toList();
    }

    /** How many records those hold that are an application's source. */
    public long recordsToBeCountedBy(ApplicationNeeds needs) {
        return readBy(needs.ofMainSource()).stream()
                .mapToLong(SourceStream::recordCount)
                .sum();
    }

    @Override
    public void close() {
        kinesis.close();
        kafka.close();
    }
}
