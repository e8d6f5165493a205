package io.github.managedflink.local.kinesis;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.managedflink.local.assembly.Resource;
import io.github.managedflink.local.files.OwnFolder;
import io.github.managedflink.local.gate.Gate;
import io.github.managedflink.local.kinesis.model.NewRecord;
import io.github.managedflink.local.service.ApplicationNeeds;
import io.github.managedflink.local.service.JsonLines;
import io.github.managedflink.local.service.OutputNames;
import io.github.managedflink.local.service.ServiceResources;
import io.github.managedflink.local.service.SourceRecord;
import io.github.managedflink.local.service.SourceStream;
import io.github.managedflink.model.LocalEndpoints;
import io.github.managedflink.model.sink.KinesisSinkSpec;
import io.github.managedflink.model.source.KinesisSourceSpec;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The streams of a run. */
public final class KinesisResources implements ServiceResources {
    public static final String CONSUMER = "AWS::Kinesis::StreamConsumer";

    private static final String SERVICE = "kinesis";

    private final Gate gate;
    private final Map<String, Stream> streams = new LinkedHashMap<>();
    private final Set<String> written = new HashSet<>();
    private KinesisStandIn standIn;

    public KinesisResources(Gate gate) {
        this.gate = gate;
    }

    /** Where the stand-in is, if the run has streams. */
    public Optional<URI> endpoint() {
        return Optional.ofNullable(standIn).map(KinesisStandIn::endpoint);
    }

    @Override
    public void create(Resource resource, String folder) {
        if (!resource.type().equals(StreamTemplate.STREAM)) {
            return;
        }
        String arn = resource.attribute("Arn");
        StreamTemplate template = new StreamTemplate(resource);
        if (template.isOnDemand()) {
            standIn().createOnDemandStream(arn);
        } else {
            standIn().createStream(arn, template.shards());
        }
        template.maxRecordKib().ifPresent(kib -> standIn().updateMaxRecordSize(arn, (int) kib));
        streams.put(arn, new Stream(arn, Optional.of(resource), folder));
    }

    /** Registers a consumer under the ARN that the template's expressions give it. */
    @Override
    public void createDependent(Resource resource) {
        if (resource.type().equals(CONSUMER)) {
            String stream = resource.property("StreamARN").asText();
            createIfMissing(stream);
            standIn().registerConsumer(stream, resource.physicalName(), Resource.CONSUMER_CREATION);
        }
    }

    @Override
    public void createMissing(Collection<ApplicationNeeds> applications) {
        applications.forEach(needs -> {
            streamsIn(needs).forEach(this::createIfMissing);
            needs.sinks(KinesisSinkSpec.class).forEach(sink -> written.add(sink.streamArn()));
        });
    }

    /** An ARN may be that of a consumer, which begins with its stream's. */
    private static Set<String> streamsIn(ApplicationNeeds needs) {
        return needs.arns(SERVICE).stream()
                .map(arn -> arn.replaceFirst("/consumer/.*$", ""))
                .collect(Collectors.toSet());
    }

    /** Creates a stream that no stack has, unless it exists; how many shards it has elsewhere is not known here. */
    private void createIfMissing(String arn) {
        if (!streams.containsKey(arn)) {
            Stream stream = new Stream(arn, Optional.empty(), nameIn(arn));
            OutputNames.check(arn, stream.folder);
            standIn().createStream(arn, 1);
            streams.put(arn, stream);
        }
    }

    private static String nameIn(String arn) {
        return arn.substring(arn.indexOf('/') + 1);
    }

    private KinesisStandIn standIn() {
        if (standIn == null) {
            standIn = KinesisStandIn.start(gate);
        }
        return standIn;
    }

    /** The stream that a user means: logical id, construct path, physical name or ARN. */
    public Optional<SourceStream> find(String name) {
        return streams.values().stream()
                .filter(stream -> stream.answersTo(name))
                .<SourceStream>map(stream -> stream)
                .findFirst();
    }

    /** What an application reads, where that is known; else all that it may read and does. */
    public List<SourceStream> readBy(ApplicationNeeds needs) {
        if (needs.isBundledPipeline()) {
            return needs.sources(KinesisSourceSpec.class).stream()
                    .<SourceStream>map(source -> streams.get(source.streamArn()))
                    .toList();
        }
        return streamsIn(needs).stream()
                .<SourceStream>map(streams::get)
                .filter(SourceStream::isBeingRead)
                .toList();
    }

    /** The streams, as a user may call them. */
    public List<String> names() {
        return streams.values().stream().map(Stream::toString).toList();
    }

    @Override
    public LocalEndpoints addTo(LocalEndpoints endpoints) {
        return endpoint()
                .map(url -> endpoints.withService(SERVICE, url.toString()))
                .orElse(endpoints);
    }

    /** The records of the streams that an application writes to, or that nobody reads. */
    @Override
    public List<Path> writeOutputs(OwnFolder folder) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Stream stream : streams.values()) {
            if (written.contains(stream.arn) || (stream.recordCount() > 0 && !stream.isBeingRead())) {
                files.add(JsonLines.write(
                        folder.folder(stream.folder),
                        "records.jsonl",
                        lines -> standIn.forEachRecord(stream.arn, record -> lines.accept(json(record)))));
            }
        }
        return files;
    }

    private static ObjectNode json(KinesisRecord record) {
        ObjectNode line = JsonLines.object()
                .put("shard", record.shardId())
                .put("sequenceNumber", record.sequenceNumber())
                .put("partitionKey", record.partitionKey())
                .put("arrival", record.arrival().toString());
        JsonLines.putBytes(line, "data", record.data());
        return line;
    }

    @Override
    public void close() {
        if (standIn != null) {
            standIn.close();
        }
    }

    private final class Stream implements SourceStream {
        private static final int MAX_NUMBER_BYTES = 19;

        private final String arn;
        private final Optional<Resource> resource;
        private final String folder;
        private long lastNumber;

        Stream(String arn, Optional<Resource> resource, String folder) {
            this.arn = arn;
            this.folder = folder;
            this.resource = resource;
        }

        boolean answersTo(String name) {
            return arn.equals(name)
                    || nameIn(arn).equals(name)
                    || resource.map(each -> each.answersTo(name)).orElse(false);
        }

        /** The service counts the partition key, too. */
        @Override
        public long maxRecordBytes(int keyBytes) {
            return (long) standIn.maxRecordBytes(arn) - (keyBytes == 0 ? MAX_NUMBER_BYTES : keyBytes);
        }

        /** The partition keys of records without a key are consecutive numbers. */
        @Override
        public synchronized void put(List<SourceRecord> records) {
            standIn.put(
                    arn,
                    records.stream()
                            .map(record -> NewRecord.of(record.key().orElseGet(this::nextNumber), record.data()))
                            .toList());
        }

        private String nextNumber() {
            return Long.toString(++lastNumber);
        }

        @Override
        public long recordCount() {
            return standIn.recordCount(arn);
        }

        @Override
        public boolean isBeingRead() {
            return standIn.isBeingRead(arn);
        }

        @Override
        public boolean isReadToItsEnd() {
            return standIn.isReadToItsEnd(arn);
        }

        @Override
        public String toString() {
            return resource.map(each -> each.logicalId()
                            + each.constructPath()
                                    .map(path -> " (" + path + ")")
                                    .orElse(""))
                    .orElseGet(() -> nameIn(arn));
        }
    }
}
