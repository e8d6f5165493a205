package io.github.managedflink.jobs.dynamodb;

import io.github.managedflink.jobs.async.BatchResult;
import io.github.managedflink.jobs.async.BatchSender;
import io.github.managedflink.jobs.aws.ServiceError;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * Puts and deletes items one by one, each under the condition that the table has no higher version of it: whatever is
 * sent again, and in which order, the highest version stays. Of the items of one key in a batch only the newest is
 * sent, and all calls of a batch are under way together.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.ConditionExpressions.html">Condition
 *     expressions</a>
 */
final class VersionedItemSender implements BatchSender<DynamoDbEntry> {
    private static final String NOTHING_NEWER = "attribute_not_exists(#version) OR #version <= :version";

    private final DynamoDbAsyncClient client;
    private final String table;
    private final TableKey key;
    private final String version;

    VersionedItemSender(DynamoDbAsyncClient client, String table, TableKey key, String version) {
        this.client = client;
        this.table = table;
        this.key = key;
        this.version = version;
    }

    @Override
    public CompletableFuture<BatchResult<DynamoDbEntry>> send(List<DynamoDbEntry> batch) {
        Map<List<AttributeValue>, DynamoDbEntry> newest = new LinkedHashMap<>();
        batch.forEach(entry -> newest.merge(key.valuesOf(entry.item()), entry, this::newer));
        CompletableFuture<BatchResult<DynamoDbEntry>> result = CompletableFuture.completedFuture(new BatchResult<>());
        for (DynamoDbEntry entry : newest.values()) {
            result = result.thenCombine(write(entry), BatchResult::and);
        }
        return result;
    }

    private DynamoDbEntry newer(DynamoDbEntry first, DynamoDbEntry second) {
        return versionOf(first).compareTo(versionOf(second)) > 0 ? first : second;
    }

    private BigDecimal versionOf(DynamoDbEntry entry) {
        return new BigDecimal(entry.item().get(version).n());
    }

    private CompletableFuture<BatchResult<DynamoDbEntry>> write(DynamoDbEntry entry) {
        CompletableFuture<?> call = entry.isDeletion() ? delete(entry) : put(entry);
        return call.handle((response, failure) -> result(entry, failure));
    }

    private CompletableFuture<?> put(DynamoDbEntry entry) {
        return client.putItem(request -> request.tableName(table)
                .item(entry.item())
                .conditionExpression(NOTHING_NEWER)
                .expressionAttributeNames(Map.of("#version", version))
                .expressionAttributeValues(Map.of(":version", entry.item().get(version))));
    }

    private CompletableFuture<?> delete(DynamoDbEntry entry) {
        return client.deleteItem(request -> request.tableName(table)
                .key(key.of(entry.item()))
                .conditionExpression(NOTHING_NEWER)
                .expressionAttributeNames(Map.of("#version", version))
                .expressionAttributeValues(Map.of(":version", entry.item().get(version))));
    }

    private static BatchResult<DynamoDbEntry> result(DynamoDbEntry entry, Throwable failure) {
        BatchResult<DynamoDbEntry> result = new BatchResult<>();
        if (failure == null) {
            return result;
        }
        Throwable cause = ServiceError.unwrap(failure);
        if (cause instanceof ConditionalCheckFailedException) {
            result.superseded();
            return result;
        }
        switch (ServiceError.of(cause)) {
            case TEMPORARY:
                result.failed(entry, String.valueOf(cause.getMessage()));
                return result;
            case REFUSED:
                result.refused(entry, ServiceError.reason(cause));
                return result;
            default:
                throw new CompletionException(cause);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
