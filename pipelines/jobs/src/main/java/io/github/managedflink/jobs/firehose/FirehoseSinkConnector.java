package io.github.managedflink.jobs.firehose;

import io.github.managedflink.jobs.async.BatchLimits;
import io.github.managedflink.jobs.async.BatchSender;
import io.github.managedflink.jobs.async.BatchSink;
import io.github.managedflink.jobs.async.BatchSinkConnector;
import io.github.managedflink.jobs.async.SinkTarget;
import io.github.managedflink.jobs.aws.AwsService;
import io.github.managedflink.jobs.connector.SinkEncoder;
import io.github.managedflink.model.LocalEndpoints;
import io.github.managedflink.model.sink.FirehoseSinkSpec;
import org.apache.flink.core.fs.Path;
import org.apache.flink.util.function.SerializableSupplier;
import software.amazon.awssdk.services.firehose.FirehoseAsyncClient;

/** Puts records into a Firehose stream, at least once. */
public final class FirehoseSinkConnector extends BatchSinkConnector<FirehoseEntry> {
    /** What PutRecordBatch takes. */
    private static final BatchLimits LIMITS = new BatchLimits(500, 4L * 1024 * 1024, 4);

    public FirehoseSinkConnector(String name, FirehoseSinkSpec sink, LocalEndpoints endpoints, Path deadLetters) {
        super(new BatchSink<>(
                new SinkTarget(name, "firehose:PutRecordBatch", sink.deliveryStreamArn()),
                LIMITS,
                new FirehoseEntryCodec(),
                senders(sink.deliveryStreamArn(), AwsService.of(sink.deliveryStreamArn(), endpoints)),
                deadLetters));
    }

    private static SerializableSupplier<BatchSender<FirehoseEntry>> senders(String arn, AwsService service) {
        String name = arn.substring(arn.indexOf('/') + 1);
        return () -> new FirehoseSender(service.client(FirehoseAsyncClient.builder()), name);
    }

    @Override
    public SinkEncoder<FirehoseEntry> encoder() {
        return new FirehoseEncoder();
    }
}
