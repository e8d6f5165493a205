package io.github.managedflink.local.kinesis;

import io.github.managedflink.local.gate.ServiceCall;
import io.github.managedflink.local.kinesis.model.KinesisException;
import io.github.managedflink.local.kinesis.model.KinesisStream;
import io.github.managedflink.local.kinesis.model.KinesisStreams;
import io.github.managedflink.local.kinesis.model.StreamConsumer;
import io.github.managedflink.local.kinesis.protocol.WireRequest;
import java.util.List;
import java.util.Optional;

/**
 * Says which resource IAM holds a call against.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonkinesisdatastreams.html">Actions
 *     of Kinesis Data Streams</a>
 */
final class CallResources {

    private final KinesisStreams streams;
    private final StreamLookup lookup;

    CallResources(KinesisStreams streams, StreamLookup lookup) {
        this.streams = streams;
        this.lookup = lookup;
    }

    /**
     * Returns the ARN, or that there is none.
     *
     * @throws KinesisException if it speaks of a stream that does not exist
     */
    String resource(Call call) {
        WireRequest request = call.request();
        return switch (call.action()) {
            case "ListStreams", "CreateStream" -> ServiceCall.NO_RESOURCE;
            case "SubscribeToShard" -> request.requiredText("ConsumerARN");
            case "DescribeStreamConsumer", "DeregisterStreamConsumer" ->
                request.text("ConsumerARN").orElseGet(() -> consumer(call));
            case "GetRecords" -> arn(ShardIterator.decode(request.requiredText("ShardIterator")).stream(streams));
            default -> arn(continued(request).orElseGet(() -> lookup.streamOf(call)));
        };
    }

    /** A listing that goes on names its stream in its token alone. */
    private Optional<KinesisStream> continued(WireRequest request) {
        return request.text("NextToken")
                .filter(token -> request.text("StreamName").isEmpty()
                        && request.text("StreamARN").isEmpty())
                .map(token -> ShardOperations.streamOfToken(streams, token));
    }

    private String consumer(Call call) {
        KinesisStream stream = lookup.streamOfRequiredArn(call);
        String name = call.request().requiredText("ConsumerName");
        List<StreamConsumer> named = stream.consumers().stream()
                .filter(consumer -> consumer.name().equals(name))
                .toList();
        return named.isEmpty() ? arn(stream) : named.get(0).arn();
    }

    private static String arn(KinesisStream stream) {
        return stream.arn().toString();
    }
}
