package io.github.managedflink.jobs.sns;

import io.github.managedflink.jobs.async.BatchResult;
import io.github.managedflink.jobs.async.BatchSender;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.sns.SnsAsyncClient;
import software.amazon.awssdk.services.sns.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sns.model.PublishBatchResponse;

/**
 * Publishes messages with PublishBatch. Of a FIFO topic's messages a call has one of each group, so that none that
 * fails is overtaken by a later one of its group.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_PublishBatch.html">PublishBatch</a>
 */
final class SnsSender implements BatchSender<SnsEntry> {
    private static final int SENDER_FAULT = 400;
    private static final int SERVICE_FAULT = 500;

    private final SnsAsyncClient client;
    private final String topicArn;

    SnsSender(SnsAsyncClient client, String topicArn) {
        this.client = client;
        this.topicArn = topicArn;
    }

    @Override
    public CompletableFuture<BatchResult<SnsEntry>> send(List<SnsEntry> batch) {
        Set<String> groups = new HashSet<>();
        List<PublishBatchRequestEntry> messages = new ArrayList<>(batch.size());
        Set<Integer> postponed = new HashSet<>();
        for (int i = 0; i < batch.size(); i++) {
            SnsEntry entry = batch.get(i);
            if (entry.group() == null || groups.add(entry.group())) {
                messages.add(entry.as(String.valueOf(i)));
            } else {
                postponed.add(i);
            }
        }
        return client.publishBatch(request -> request.topicArn(topicArn).publishBatchRequestEntries(messages))
                .thenApply(response -> result(batch, postponed, response));
    }

    private static BatchResult<SnsEntry> result(
            List<SnsEntry> batch, Set<Integer> postponed, PublishBatchResponse response) {
        Map<String, BatchResultErrorEntry> errors =
                response.failed().stream().collect(Collectors.toMap(BatchResultErrorEntry::id, Function.identity()));
        BatchResult<SnsEntry> result = new BatchResult<>();
        for (int i = 0; i < batch.size(); i++) {
            BatchResultErrorEntry error = errors.get(String.valueOf(i));
            if (postponed.contains(i)) {
                result.postponed(batch.get(i));
            } else if (error != null) {
                boolean isSenders = Boolean.TRUE.equals(error.senderFault());
                result.told(batch.get(i), isSenders ? SENDER_FAULT : SERVICE_FAULT, error.code(), error.message());
            }
        }
        return result;
    }

    @Override
    public void close() {
        client.close();
    }
}
