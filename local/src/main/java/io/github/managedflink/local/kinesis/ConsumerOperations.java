package io.github.managedflink.local.kinesis;

import io.github.managedflink.local.kinesis.model.KinesisException;
import io.github.managedflink.local.kinesis.model.KinesisStream;
import io.github.managedflink.local.kinesis.model.KinesisStreams;
import io.github.managedflink.local.kinesis.model.Shard;
import io.github.managedflink.local.kinesis.model.StartingPosition;
import io.github.managedflink.local.kinesis.model.StreamArn;
import io.github.managedflink.local.kinesis.model.StreamConsumer;
import io.github.managedflink.local.kinesis.protocol.WireBody;
import io.github.managedflink.local.kinesis.protocol.WireRequest;
import io.github.managedflink.local.kinesis.protocol.WireWriter;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The calls of enhanced fan-out: registered consumers and their subscriptions. */
final class ConsumerOperations {

    private static final int MAX_RESULTS = 10_000;
    private static final int DEFAULT_RESULTS = 100;
    private static final String CONSUMER_INFIX = "/consumer/";

    private final KinesisStreams streams;
    private final StreamLookup lookup;
    private final ShardSubscriptions subscriptions;

    ConsumerOperations(KinesisStreams streams, StreamLookup lookup, ShardSubscriptions subscriptions) {
        this.streams = streams;
        this.lookup = lookup;
        this.subscriptions = subscriptions;
    }

    Map<String, Function<Call, WireBody>> byAction() {
        return Map.of(
                "RegisterStreamConsumer", this::registerStreamConsumer,
                "DescribeStreamConsumer", this::describeStreamConsumer,
                "ListStreamConsumers", this::listStreamConsumers,
                "DeregisterStreamConsumer", this::deregisterStreamConsumer);
    }

    ShardSubscription subscribeToShard(Call call) {
        WireRequest request = call.request();
        StreamConsumer consumer = consumerOfArn(request.requiredText("ConsumerARN"));
        WireRequest position = request.requiredObject("StartingPosition");
        StartingPosition start = StartingPosition.of(
                position.requiredConstant("Type", StartingPosition.Type.class),
                position.text("SequenceNumber"),
                position.timestamp("Timestamp"));
        KinesisStream stream = streams.get(consumer.stream());
        Shard shard = stream.shard(request.requiredText("ShardId"));
        return subscriptions.open(stream, consumer, shard, shard.positionOf(start), call.format());
    }

    private WireBody registerStreamConsumer(Call call) {
        StreamConsumer consumer =
                lookup.streamOfRequiredArn(call).registerConsumer(call.request().requiredText("ConsumerName"));
        return out -> out.object("Consumer", description -> writeConsumer(description, consumer));
    }

    private WireBody describeStreamConsumer(Call call) {
        StreamConsumer consumer = consumerOf(call);
        return out -> out.object("ConsumerDescription", description -> {
            writeConsumer(description, consumer);
            description.text("StreamARN", consumer.stream().toString());
        });
    }

    private WireBody listStreamConsumers(Call call) {
        WireRequest request = call.request();
        KinesisStream stream = lookup.streamOfRequiredArn(call);
        String after = request.text("NextToken")
                .map(token ->
                        OpaqueToken.decode("NextToken", token, "consumers", 1).get(0))
                .orElse("");
        Page<StreamConsumer> page = Page.of(
                stream.consumers().stream()
                        .filter(consumer -> consumer.name().compareTo(after) > 0)
                        .toList(),
                request.integer("MaxResults", 1, MAX_RESULTS).orElse(DEFAULT_RESULTS));
        return out -> {
            out.list("Consumers", page.items(), ConsumerOperations::writeConsumer);
            if (page.hasMore()) {
                out.text(
                        "NextToken", OpaqueToken.encode("consumers", page.last().name()));
            }
        };
    }

    private WireBody deregisterStreamConsumer(Call call) {
        StreamConsumer consumer = consumerOf(call);
        streams.get(consumer.stream()).deregisterConsumer(consumer.name());
        return WireBody.EMPTY;
    }

    /** The consumer by its ARN, or by its name and the ARN of its stream. */
    private StreamConsumer consumerOf(Call call) {
        WireRequest request = call.request();
        return request.text("ConsumerARN").map(this::consumerOfArn).orElseGet(() -> lookup.streamOfRequiredArn(call)
                .consumer(request.requiredText("ConsumerName")));
    }

    private StreamConsumer consumerOfArn(String arn) {
        int infix = arn.indexOf(CONSUMER_INFIX);
        if (infix < 0) {
            throw KinesisException.validation("ConsumerARN is not the ARN of a consumer: " + arn);
        }
        KinesisStream stream = streams.get(StreamArn.parse(arn.substring(0, infix)));
        List<StreamConsumer> found = stream.consumers().stream()
                .filter(consumer -> consumer.arn().equals(arn))
                .toList();
        if (found.isEmpty()) {
            throw KinesisException.notFound("consumer " + arn + " does not exist");
        }
        return found.get(0);
    }

    private static void writeConsumer(WireWriter out, StreamConsumer consumer) throws IOException {
        out.text("ConsumerName", consumer.name());
        out.text("ConsumerARN", consumer.arn());
        out.text("ConsumerStatus", "ACTIVE");
        out.timestamp("ConsumerCreationTimestamp", consumer.createdAt());
    }
}
