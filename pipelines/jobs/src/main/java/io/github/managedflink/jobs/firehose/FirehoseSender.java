package io.github.managedflink.jobs.firehose;

import io.github.managedflink.jobs.async.BatchResult;
import io.github.managedflink.jobs.async.BatchSender;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.firehose.FirehoseAsyncClient;
import software.amazon.awssdk.services.firehose.model.PutRecordBatchResponse;
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
                .thenApply(response -> result(batch, response));
    }

    private static Record record(FirehoseEntry entry) {
        return Record.builder().data(SdkBytes.fromByteArrayUnsafe(entry.line())).build();
    }

    private static BatchResult<FirehoseEntry> result(List<FirehoseEntry> batch, PutRecordBatchResponse response) {
        BatchResult<FirehoseEntry> result = new BatchResult<>();
        List<PutRecordBatchResponseEntry> answers = response.requestResponses();
        for (int i = 0; i < batch.size(); i++) {
            PutRecordBatchResponseEntry answer = answers.get(i);
            if (answer.errorCode() != null) {
                result.told(batch.get(i), answer.errorCode(), answer.errorMessage());
            }
        }
        return result;
    }

    @Override
    public void close() {
        client.close();
    }
}
