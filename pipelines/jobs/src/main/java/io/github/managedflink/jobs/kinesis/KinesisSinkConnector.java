package io.github.managedflink.jobs.kinesis;

import io.github.managedflink.jobs.async.BatchLimits;
import io.github.managedflink.jobs.async.BatchSender;
import io.github.managedflink.jobs.async.BatchSink;
import io.github.managedflink.jobs.async.BatchSinkConnector;
import io.github.managedflink.jobs.async.SinkTarget;
import io.github.managedflink.jobs.aws.AwsService;
import io.github.managedflink.jobs.connector.SinkEncoder;
import io.github.managedflink.model.LocalEndpoints;
import io.github.managedflink.model.sink.KinesisSinkSpec;
import org.apache.flink.core.fs.Path;
import org.apache.flink.util.function.SerializableSupplier;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;

/** Puts records into a Kinesis data stream, at least once. */
public final class KinesisSinkConnector extends BatchSinkConnector<KinesisEntry> {
    /** What PutRecords takes, one call after the other: calls that are under way together overtake each other. */
    private static final BatchLimits LIMITS = new BatchLimits(500, 5L * 1024 * 1024, 1);

    private final KinesisSinkSpec sink;
    private final LocalEndpoints endpoints;

    public KinesisSinkConnector(String name, KinesisSinkSpec sink, LocalEndpoints endpoints, Path deadLetters) {
        super(new BatchSink<>(
                new SinkTarget(name, "kinesis:PutRecords", sink.streamArn()),
                LIMITS,
                new KinesisEntryCodec(),
                senders(sink.streamArn(), AwsService.of(sink.streamArn(), endpoints)),
                deadLetters));
        this.sink = sink;
        this.endpoints = endpoints;
    }

    private static SerializableSupplier<BatchSender<KinesisEntry>> senders(String streamArn, AwsService service) {
        return () -> new KinesisSender(service.client(KinesisAsyncClient.builder()), streamArn);
    }

    @Override
    public SinkEncoder<KinesisEntry> encoder() {
        return new KinesisEncoder(sink, endpoints);
    }
}
