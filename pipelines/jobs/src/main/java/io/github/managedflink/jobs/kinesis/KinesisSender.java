package io.github.managedflink.jobs.kinesis;

import io.github.managedflink.jobs.async.BatchResult;
import io.github.managedflink.jobs.async.BatchSender;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;

/**
 * Puts records with PutRecords.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecords.html">PutRecords</a>
 */
final class KinesisSender implements BatchSender<KinesisEntry> {
    private final KinesisAsyncClient client;
    private final String streamArn;

    KinesisSender(KinesisAsyncClient client, String streamArn) {
        this.client = client;
        this.streamArn = streamArn;
    }

    @Override
    public CompletableFuture<BatchResult<KinesisEntry>> send(List<KinesisEntry> batch) {
        List<PutRecordsRequestEntry> records =
                batch.stream().map(KinesisSender::record).collect(Collectors.toList());
        return client.putRecords(request -> request.streamARN(streamArn).records(records))
                .thenApply(response -> BatchResult.of(
                        batch,
                        response.records(),
                        PutRecordsResultEntry::errorCode,
                        PutRecordsResultEntry::errorMessage));
    }

    private static PutRecordsRequestEntry record(KinesisEntry entry) {
        return PutRecordsRequestEntry.builder()
                .partitionKey(entry.partitionKey())
                .data(SdkBytes.fromByteArrayUnsafe(entry.data()))
                .build();
    }

    @Override
    public void close() {
        client.close();
    }
}
