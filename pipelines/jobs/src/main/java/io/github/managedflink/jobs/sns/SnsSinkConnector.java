package io.github.managedflink.jobs.sns;

import io.github.managedflink.jobs.async.BatchLimits;
import io.github.managedflink.jobs.async.BatchSender;
import io.github.managedflink.jobs.async.BatchSink;
import io.github.managedflink.jobs.async.BatchSinkConnector;
import io.github.managedflink.jobs.async.SinkTarget;
import io.github.managedflink.jobs.aws.AwsService;
import io.github.managedflink.jobs.connector.SinkEncoder;
import io.github.managedflink.model.LocalEndpoints;
import io.github.managedflink.model.sink.SnsSinkSpec;
import org.apache.flink.core.fs.Path;
import org.apache.flink.util.function.SerializableSupplier;
import software.amazon.awssdk.services.sns.SnsAsyncClient;

/** Publishes records to an SNS topic, at least once. */
public final class SnsSinkConnector extends BatchSinkConnector<SnsEntry> {
    private static final int ENTRIES = 10;
    /** What PublishBatch takes; with so few entries a call, more of them at a time. */
    private static final BatchLimits STANDARD = new BatchLimits(ENTRIES, SnsEncoder.MAX_MESSAGE, 8);
    /** One call at a time keeps the order of each group. */
    static final BatchLimits FIFO = new BatchLimits(ENTRIES, SnsEncoder.MAX_MESSAGE, 1);

    private final SnsSinkSpec sink;

    public SnsSinkConnector(String name, SnsSinkSpec sink, LocalEndpoints endpoints, Path deadLetters) {
        super(new BatchSink<>(
                new SinkTarget(name, "sns:Publish", sink.topicArn()),
                sink.messageGroup() == null ? STANDARD : FIFO,
                new SnsEntryCodec(),
                senders(sink.topicArn(), AwsService.of(sink.topicArn(), endpoints)),
                deadLetters));
        this.sink = sink;
    }

    private static SerializableSupplier<BatchSender<SnsEntry>> senders(String topicArn, AwsService service) {
        return () -> new SnsSender(service.client(SnsAsyncClient.builder()), topicArn);
    }

    @Override
    public SinkEncoder<SnsEntry> encoder() {
        return new SnsEncoder(sink);
    }
}
