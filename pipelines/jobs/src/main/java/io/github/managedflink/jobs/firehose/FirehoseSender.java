package io.github.managedflink.jobs.firehose;

import io.github.managedflink.jobs.async.BatchResult;
import io.github.managedflink.jobs.async.BatchSender;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.firehose.FirehoseAsyncClient;
import software.amazon.awssdk.services.firehose.model.PutRecordBatchResponseEntry;
import software.amazon.awssdk.services.firehose.model.Record;

/**
 * Puts lines with PutRecordBatch.
 *
 * @see <a href="https://docs.aws.amazon.com/firehose/latest/APIReference/API_PutRecordBatch.html">PutRecordBatch</a>
 */
final class FirehoseSender implements BatchSender<FirehoseEntry> {
    private final FirehoseAsyncClient client;
    private final String deliveryStream;

    FirehoseSender(FirehoseAsyncClient client, String deliveryStream) {
        this.client = client;
        this.deliveryStream = deliveryStream;
    }

    @Override
    public CompletableFuture<BatchResult<FirehoseEntry>> send(List<FirehoseEntry> batch) {
        List<Record> records = batch.stream().map(FirehoseSender::record).collect(Collectors.toList());
        return client.putRecordBatch(
                        request -> request.deliveryStreamName(deliveryStream).records(records))
                .thenApply(response -> BatchResult.of(
                        batch,
                        response.requestResponses(),
                        PutRecordBatchResponseEntry::errorCode,
                        PutRecordBatchResponseEntry::errorMessage));
    }

    private static Record record(FirehoseEntry entry) {
        return Record.builder().data(SdkBytes.fromByteArrayUnsafe(entry.line())).build();
    }

    @Override
    public void close() {
        client.close();
    }
}
