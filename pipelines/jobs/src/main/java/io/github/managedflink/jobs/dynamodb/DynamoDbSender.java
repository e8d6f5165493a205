package io.github.managedflink.jobs.dynamodb;

import io.github.managedflink.jobs.async.BatchResult;
import io.github.managedflink.jobs.async.BatchSender;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * Puts items with BatchWriteItem. A batch is several calls at a time, of different keys: of the items of one key only the last is sent. With one batch under way at a time, an item does not come
 * after a newer one of its key, but for a call that the client gave up and DynamoDB carries out after all.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html">BatchWriteItem</a>
 */
final class DynamoDbSender implements BatchSender<DynamoDbEntry> {
    private static final int ITEMS_OF_A_CALL = 25;
    private static final String UNPROCESSED = "the table has no capacity left for now (unprocessed items)";

    private final DynamoDbAsyncClient client;
    private final String table;
    private final List<String> key;

    DynamoDbSender(DynamoDbAsyncClient client, String table, List<String> key) {
        this.client = client;
        this.table = table;
        this.key = key;
    }

    @Override
    public CompletableFuture<BatchResult<DynamoDbEntry>> send(List<DynamoDbEntry> batch) {
        Map<List<AttributeValue>, DynamoDbEntry> newest = new LinkedHashMap<>();
        batch.forEach(entry -> newest.put(keyOf(entry.item()), entry));
        List<DynamoDbEntry> entries = new ArrayList<>(newest.values());
        CompletableFuture<BatchResult<DynamoDbEntry>> result = CompletableFuture.completedFuture(new BatchResult<>());
        for (int from = 0; from < entries.size(); from += ITEMS_OF_A_CALL) {
            List<DynamoDbEntry> some = entries.subList(from, Math.min(entries.size(), from + ITEMS_OF_A_CALL));
            result = result.thenCombine(put(some), BatchResult::and);
        }
        return result;
    }

    private List<AttributeValue> keyOf(Map<String, AttributeValue> item) {
        return key.stream().map(item::get).collect(Collectors.toList());
    }

    private CompletableFuture<BatchResult<DynamoDbEntry>> put(List<DynamoDbEntry> entries) {
        List<WriteRequest> puts = new ArrayList<>(entries.size());
        for (DynamoDbEntry entry : entries) {
            PutRequest put = PutRequest.builder().item(entry.item()).build();
            puts.add(WriteRequest.builder().putRequest(put).build());
        }
        return client.batchWriteItem(request -> request.requestItems(Map.of(table, puts)))
                .thenApply(response -> result(entries, response));
    }

    private BatchResult<DynamoDbEntry> result(List<DynamoDbEntry> entries, BatchWriteItemResponse response) {
        BatchResult<DynamoDbEntry> result = new BatchResult<>();
        if (response.hasUnprocessedItems()) {
            Collection<List<AttributeValue>> unprocessed = response.unprocessedItems().values().stream()
                    .flatMap(List::stream)
                    .map(write -> keyOf(write.putRequest().item()))
                    .collect(Collectors.toSet());
            List<DynamoDbEntry> left = entries.stream()
                    .filter(entry -> unprocessed.contains(keyOf(entry.item())))
                    .collect(Collectors.toList());
            // A key that is none of those sent could be a number written in another way: then all are put again, which
            // does no harm.
            (left.size() == unprocessed.size() ? left : entries).forEach(entry -> result.failed(entry, UNPROCESSED));
        }
        return result;
    }

    @Override
    public void close() {
        client.close();
    }
}
