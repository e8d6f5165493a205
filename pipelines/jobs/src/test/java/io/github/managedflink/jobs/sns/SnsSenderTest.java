package io.github.managedflink.jobs.sns;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.managedflink.jobs.async.BatchSink;
import io.github.managedflink.jobs.async.SinkTarget;
import io.github.managedflink.jobs.event.Events;
import io.github.managedflink.model.sink.SnsSinkSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.streaming.runtime.operators.sink.SinkWriterOperatorFactory;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sns.SnsAsyncClient;
import software.amazon.awssdk.services.sns.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sns.model.PublishBatchRequest;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sns.model.PublishBatchResponse;

@SuppressWarnings("try") // The harness may be interrupted when it is closed; nobody does.
class SnsSenderTest {
    private static final String TOPIC = "arn:aws:sns:eu-west-1:111122223333:alerts.fifo";

    @TempDir
    Path deadLetters;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aGroupKeepsItsOrderWhateverFails(long seed) throws Exception {
        Topic topic = new Topic(seed);
        SnsEncoder encoder = new SnsEncoder(SnsSinkSpec.builder()
                .topicArn(TOPIC)
                .messageGroup("group")
                .message("{n}")
                .build());
        BatchSink<SnsEntry> sink = new BatchSink<>(
                new SinkTarget("alerts", "sns:Publish", TOPIC),
                SnsSinkConnector.FIFO,
                new SnsEntryCodec(),
                () -> new SnsSender(topic, TOPIC),
                new org.apache.flink.core.fs.Path(deadLetters.toUri()));
        Map<String, List<String>> published = new HashMap<>();
        try (var harness = new OneInputStreamOperatorTestHarness<>(new SinkWriterOperatorFactory<>(sink))) {
            harness.open();
            for (long n = 0; n < 100; n++) {
                String group = "g" + n % 7;
                published.computeIfAbsent(group, name -> new ArrayList<>()).add(String.valueOf(n));
                harness.processElement(encoder.encode(Events.of("group", group, "n", n)), 0);
            }
            harness.prepareSnapshotPreBarrier(1);
        }

        assertThat(topic.messages).isEqualTo(published);
    }

    /** Fails one message in five. */
    private static final class Topic implements SnsAsyncClient {
        private final Map<String, List<String>> messages = new HashMap<>();
        private final Random random;

        Topic(long seed) {
            this.random = new Random(seed);
        }

        @Override
        public CompletableFuture<PublishBatchResponse> publishBatch(PublishBatchRequest request) {
            List<BatchResultErrorEntry> failed = new ArrayList<>();
            for (PublishBatchRequestEntry entry : request.publishBatchRequestEntries()) {
                if (random.nextInt(5) == 0) {
                    failed.add(BatchResultErrorEntry.builder()
                            .id(entry.id())
                            .code("InternalError")
                            .senderFault(false)
                            .build());
                } else {
                    messages.computeIfAbsent(entry.messageGroupId(), name -> new ArrayList<>())
                            .add(entry.message());
                }
            }
            return CompletableFuture.completedFuture(
                    PublishBatchResponse.builder().failed(failed).build());
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }
}
