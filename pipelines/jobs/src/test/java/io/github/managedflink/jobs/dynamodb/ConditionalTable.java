package io.github.managedflink.jobs.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;

/** Keeps items under the one condition that versioned writes have; a call that fails may have been carried out. */
final class ConditionalTable implements DynamoDbAsyncClient {
    private static final String CONDITION = "attribute_not_exists(#version) OR #version <= :version";

    private final Map<String, Map<String, AttributeValue>> items = new HashMap<>();
    private final double faults;
    private final Random random;
    private RuntimeException failure;

    ConditionalTable(double faults, long seed) {
        this.faults = faults;
        this.random = new Random(seed);
    }

    /** From now on every call fails. */
    void failWith(RuntimeException cause) {
        failure = cause;
    }

    Map<String, Map<String, AttributeValue>> items() {
        return items;
    }

    Map<String, Long> versions() {
        Map<String, Long> versions = new TreeMap<>();
        items.forEach((key, item) ->
                versions.put(key, Long.valueOf(item.get("version").n())));
        return versions;
    }

    @Override
    public CompletableFuture<PutItemResponse> putItem(PutItemRequest request) {
        assertThat(request.conditionExpression()).isEqualTo(CONDITION);
        return call(request.item(), request.expressionAttributeValues(), () -> {
            items.put(request.item().get("id").s(), request.item());
            return PutItemResponse.builder().build();
        });
    }

    @Override
    public CompletableFuture<DeleteItemResponse> deleteItem(DeleteItemRequest request) {
        assertThat(request.conditionExpression()).isEqualTo(CONDITION);
        assertThat(request.key()).containsOnlyKeys("id");
        return call(request.key(), request.expressionAttributeValues(), () -> {
            items.remove(request.key().get("id").s());
            return DeleteItemResponse.builder().build();
        });
    }

    private <R> CompletableFuture<R> call(
            Map<String, AttributeValue> key, Map<String, AttributeValue> values, Supplier<R> carryOut) {
        if (failure != null) {
            return CompletableFuture.failedFuture(failure);
        }
        if (random.nextDouble() < faults) {
            return CompletableFuture.failedFuture(fault());
        }
        Map<String, AttributeValue> there = items.get(key.get("id").s());
        if (there != null && version(there, "version").compareTo(version(values, ":version")) > 0) {
            return CompletableFuture.failedFuture(
                    ConditionalCheckFailedException.builder().statusCode(400).build());
        }
        R response = carryOut.get();
        return random.nextDouble() < faults
                ? CompletableFuture.failedFuture(fault())
                : CompletableFuture.completedFuture(response);
    }

    private static BigDecimal version(Map<String, AttributeValue> values, String name) {
        return new BigDecimal(values.get(name).n());
    }

    private static RuntimeException fault() {
        return InternalServerErrorException.builder().statusCode(500).build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
