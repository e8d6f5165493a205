package io.github.managedflink.local.run;

import io.github.managedflink.local.assembly.Resource;
import io.github.managedflink.local.kinesis.KinesisStandIn;
import io.github.managedflink.local.kinesis.model.NewRecord;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The streams of a run: those of its stacks, and those that its applications name without the stacks having them. */
final class KinesisResources implements AutoCloseable {
    static final String STREAM = "AWS::Kinesis::Stream";

    static final String CONSUMER = "AWS::Kinesis::StreamConsumer";

    private final KinesisStandIn standIn = KinesisStandIn.start();
    private final Map<String, Resource> resourcesByArn = new LinkedHashMap<>();
    private final List<String> arns = new ArrayList<>();

    URI endpoint() {
        return standIn.endpoint();
    }

    void create(Resource stream) {
        String arn = stream.attribute("Arn");
        if (stream.property("StreamModeDetails", "StreamMode").asText().equals("ON_DEMAND")
                || stream.property("ShardCount").isMissingNode()) {
            standIn.createOnDemandStream(arn);
        } else {
            standIn.createStream(arn, stream.property("ShardCount").asInt());
        }
        resourcesByArn.put(arn, stream);
        arns.add(arn);
    }

    /** Registers a consumer under the ARN that the template's expressions give it. */
    void createConsumer(Resource consumer) {
        String stream = consumer.property("StreamARN").asText();
        createIfMissing(stream);
        standIn.registerConsumer(stream, consumer.physicalName(), Resource.CONSUMER_CREATION);
    }

    /** Creates a stream that no stack has, unless it exists; how many shards it has elsewhere is not known here. */
    void createIfMissing(String arn) {
        if (!arns.contains(arn)) {
            standIn.createStream(arn, 1);
            arns.add(arn);
        }
    }

    /** Finds the stream that a user means: logical id, construct path, physical name or ARN. */
    String arnOf(String name) {
        return arns.stream()
                .filter(arn -> arn.equals(name) || nameIn(arn).equals(name) || isNamed(arn, name))
                .findFirst()
                .orElseThrow(() -> LocalRunException.wrongUsage(
                        arns.isEmpty()
                                ? "There is no stream " + name + ": the stack has no Kinesis stream and reads none."
                                : "There is no stream " + name + ". The streams: " + String.join(", ", names()) + "."));
    }

    void put(String arn, Collection<NewRecord> records) {
        standIn.put(arn, records);
    }

    long recordCount(String arn) {
        return standIn.recordCount(arn);
    }

    boolean isReadToItsEnd(String arn) {
        return standIn.isReadToItsEnd(arn);
    }

    boolean isBeingRead(String arn) {
        return standIn.isBeingRead(arn);
    }

    private boolean isNamed(String arn, String name) {
        Resource resource = resourcesByArn.get(arn);
        return resource != null && resource.answersTo(name);
    }

    private List<String> names() {
        return arns.stream()
                .map(arn -> resourcesByArn.containsKey(arn)
                        ? resourcesByArn.get(arn).logicalId()
                                + resourcesByArn
                                        .get(arn)
                                        .constructPath()
                                        .map(path -> " (" + path + ")")
                                        .orElse("")
                        : nameIn(arn))
                .toList();
    }

    private static String nameIn(String arn) {
        return arn.substring(arn.indexOf('/') + 1);
    }

    @Override
    public void close() {
        standIn.close();
    }
}
