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
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * Puts and deletes items with BatchWriteItem. A batch is several calls at a time, of different keys: of the items of
 * one key only the last is sent. With one batch under way at a time, an item does not come after a newer one of its
 * key, but for a call that the client gave up and DynamoDB carries out after all.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html">BatchWriteItem</a>
 */
final class DynamoDbSender implements BatchSender<DynamoDbEntry> {
    private static final int ITEMS_OF_A_CALL = 25;
    private static final String UNPROCESSED = "the table has no capacity left for now (unprocessed items)";

    private final DynamoDbAsyncClient client;
    private final String table;
    private final TableKey key;

    DynamoDbSender(DynamoDbAsyncClient client, String table, TableKey key) {
        this.client = client;
        this.table = table;
        this.key = key;
    }

    @Override
    public CompletableFuture<BatchResult<DynamoDbEntry>> send(List<DynamoDbEntry> batch) {
        Map<List<AttributeValue>, DynamoDbEntry> newest = new LinkedHashMap<>();
        batch.forEach(entry -> newest.put(key.valuesOf(entry.item()), entry));
        List<DynamoDbEntry> entries = new ArrayList<>(newest.values());
        CompletableFuture<BatchResult<DynamoDbEntry>> result = CompletableFuture.completedFuture(new BatchResult<>());
        for (int from = 0; from < entries.size(); from += ITEMS_OF_A_CALL) {
            List<DynamoDbEntry> some = entries.subList(from, Math.min(entries.size(), from + ITEMS_OF_A_CALL));
            result = result.thenCombine(write(some), BatchResult::and);
        }
        return result;
    }

    private CompletableFuture<BatchResult<DynamoDbEntry>> write(List<DynamoDbEntry> entries) {
        List<WriteRequest> writes = new ArrayList<>(entries.size());
        entries.forEach(entry -> writes.add(request(entry)));
        return client.batchWriteItem(request -> request.requestItems(Map.of(table, writes)))
                .thenApply(response -> result(entries, response));
    }

    private WriteRequest request(DynamoDbEntry entry) {
        return entry.isDeletion()
                ? WriteRequest.builder()
                        .deleteRequest(delete -> delete.key(key.of(entry.item())))
                        .build()
                : WriteRequest.builder()
                        .putRequest(put -> put.item(entry.item()))
                        .build();
    }

    private List<AttributeValue> keyOf(WriteRequest write) {
        return key.valuesOf(
                write.deleteRequest() == null
                        ? write.putRequest().item()
                        : write.deleteRequest().key());
    }

    private BatchResult<DynamoDbEntry> result(List<DynamoDbEntry> entries, BatchWriteItemResponse response) {
        BatchResult<DynamoDbEntry> result = new BatchResult<>();
        if (response.hasUnprocessedItems()) {
            Collection<List<AttributeValue>> unprocessed = response.unprocessedItems().values().stream()
                    .flatMap(List::stream)
                    .map(this::keyOf)
                    .collect(Collectors.toSet());
            List<DynamoDbEntry> left = entries.stream()
                    .filter(entry -> unprocessed.contains(key.valuesOf(entry.item())))
                    .collect(Collectors.toList());
            // A key that is none of those sent could be a number written in another way: then all are written again,
            // which
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
