package io.github.managedflink.local.firehose;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.managedflink.local.assembly.Resource;
import io.github.managedflink.local.files.OwnFolder;
import io.github.managedflink.local.http.Arn;
import io.github.managedflink.local.s3.S3Resources;
import io.github.managedflink.local.service.ApplicationNeeds;
import io.github.managedflink.local.service.HostedService;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The delivery streams. They deliver to the bucket that the template names, not compressed, or to one of their own name
 * where no stack has them.
 */
public final class FirehoseResources extends HostedService {
    private final FirehoseStandIn standIn = new FirehoseStandIn();
    private final S3Resources s3;

    public FirehoseResources(S3Resources s3) {
        super("firehose");
        this.s3 = s3;
    }

    @Override
    public FirehoseStandIn standIn() {
        return standIn;
    }

    @Override
    protected Optional<String> arnOf(Resource resource) {
        return resource.type().equals("AWS::KinesisFirehose::DeliveryStream")
                ? Optional.of(resource.attribute("Arn"))
                : Optional.empty();
    }

    @Override
    protected void create(String arn, Optional<Resource> stream, ApplicationNeeds needs) {
        JsonNode destination = stream.flatMap(FirehoseResources::destination).orElse(null);
        String bucket = destination == null
                ? Arn.parse(arn).name()
                : Arn.parse(destination.path("BucketARN").asText()).name();
        String prefix = destination == null ? "" : destination.path("Prefix").asText("");
        s3.createIfMissing(bucket);
        DeliveryTarget target = (key, content) -> s3.deliver(bucket, key, content);
        standIn.createDeliveryStream(arn, prefix, target);
    }

    private static Optional<JsonNode> destination(Resource stream) {
        return Stream.of("ExtendedS3DestinationConfiguration", "S3DestinationConfiguration")
                .map(stream::property)
                .filter(JsonNode::isObject)
                .findFirst();
    }

    /** What is still buffered goes to its bucket, where it is an output. */
    @Override
    public List<Path> writeOutputs(OwnFolder folder) {
        standIn.flush();
        return List.of();
    }
}
