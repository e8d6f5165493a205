package io.github.managedflink.local.kinesis;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.awaitility.core.ConditionFactory;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.model.KinesisException;
import software.amazon.awssdk.services.kinesis.model.StartingPosition;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardEvent;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardEventStream;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardResponseHandler;

/** A subscription to a shard through the AWS SDK, and what came through it. */
final class SubscriptionRecorder {

    private final List<SubscribeToShardEvent> events = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Void> completion;

    private SubscriptionRecorder(
            KinesisAsyncClient client, String consumerArn, String shardId, Consumer<StartingPosition.Builder> start) {
        SubscribeToShardResponseHandler handler = SubscribeToShardResponseHandler.builder()
                .subscriber((SubscribeToShardEventStream event) -> {
                    if (event instanceof SubscribeToShardEvent records) {
                        events.add(records);
                    }
                })
                .onError(failure -> {})
                .build();
        completion = client.subscribeToShard(
                request -> request.consumerARN(consumerArn).shardId(shardId).startingPosition(start), handler);
    }

    static SubscriptionRecorder subscribe(
            KinesisAsyncClient client, String consumerArn, String shardId, Consumer<StartingPosition.Builder> start) {
        return new SubscriptionRecorder(client, consumerArn, shardId, start);
    }

    SubscriptionRecorder awaitEvent(Predicate<SubscribeToShardEvent> expected) {
        patiently().until(() -> events.stream().anyMatch(expected));
        return this;
    }

    SubscriptionRecorder awaitRecords(int count) {
        patiently()
                .failFast("the subscription ended too early", () -> completion.isDone() && recordCount() < count)
                .until(() -> recordCount() >= count);
        return this;
    }

    private int recordCount() {
        return events.stream().mapToInt(event -> event.records().size()).sum();
    }

    SubscriptionRecorder awaitEnd() {
        patiently().until(completion::isDone);
        return this;
    }

    /** The code of the error that the subscription ended with, or "none". */
    String failure() {
        awaitEnd();
        try {
            completion.join();
            return "none";
        } catch (CompletionException e) {
            return e.getCause() instanceof KinesisException refusal
                    ? refusal.awsErrorDetails().errorCode()
                    : e.getCause().toString();
        }
    }

    List<String> data() {
        List<String> data = new ArrayList<>();
        events.forEach(event ->
                event.records().forEach(record -> data.add(record.data().asUtf8String())));
        return data;
    }

    SubscribeToShardEvent lastEvent() {
        return events.get(events.size() - 1);
    }

    /** The limit is for a subscription that hangs, not for a machine that is slow. */
    private static ConditionFactory patiently() {
        return await().atMost(Duration.ofMinutes(1));
    }
}
