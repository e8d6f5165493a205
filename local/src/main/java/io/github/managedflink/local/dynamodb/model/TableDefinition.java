package io.github.managedflink.local.dynamodb.model;

import io.github.managedflink.local.http.Arn;
import io.github.managedflink.local.http.AwsError;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a table is made as.
 *
 * @param types of the attributes that are part of a key
 * @param throughput empty for a table on demand
 */
public record TableDefinition(
        Arn arn,
        KeySchema key,
        Map<String, AttributeType> types,
        List<IndexDefinition> indexes,
        Optional<ProvisionedThroughput> throughput) {

    private static final int MAX_PARTITION_KEY_BYTES = 2_048;
    private static final int MAX_SORT_KEY_BYTES = 1_024;
    /** What the service says of items; of keys alone it says {@link DynamoDbErrors#INVALID_PARAMETER}. */
    private static final String NOT_VALID = "One or more parameter values are not valid. ";

    public String name() {
        return arn.name();
    }

    public Optional<IndexDefinition> index(String name) {
        return indexes.stream().filter(index -> index.name().equals(name)).findFirst();
    }

    /**
     * Where an item is kept.
     *
     * @throws AwsError if it cannot be put into this table
     */
    public Position positionOfItem(MapValue item) {
        for (String attribute : key.attributes()) {
            AttributeValue value = item.get(attribute)
                    .orElseThrow(() -> DynamoDbErrors.itemMismatch("Missing the key " + attribute + " in the item"));
            if (value.type() != types.get(attribute)) {
                throw DynamoDbErrors.itemMismatch("Type mismatch for key " + attribute + " expected: "
                        + types.get(attribute) + " actual: " + value.type());
            }
        }
        checkKeySizes(item, NOT_VALID);
        checkIndexKeys(item);
        return position(item);
    }

    /**
     * Where the item of a key is kept.
     *
     * @throws AwsError if this table has another key
     */
    public Position positionOfKey(MapValue given) {
        if (given.attributes().size() != key.attributes().size() || !hasTypesOf(key, given)) {
            throw DynamoDbErrors.keyMismatch();
        }
        checkKeySizes(given, DynamoDbErrors.INVALID_PARAMETER);
        return position(given);
    }

    private Position position(MapValue item) {
        return Position.inTable(scalar(item, key.partition()), key.sort().map(sort -> scalar(item, sort)));
    }

    /** Where an item stands in an index; empty if it has not the index's key. */
    public Optional<Position> positionIn(IndexDefinition index, MapValue item) {
        return hasTypesOf(index.key(), item)
                ? Optional.of(Position.inIndex(
                        scalar(item, index.key().partition()),
                        index.key().sort().map(sort -> scalar(item, sort)),
                        position(item)))
                : Optional.empty();
    }

    /** Whether an item has the attributes of a key, in the types of this table. */
    public boolean hasTypesOf(KeySchema schema, MapValue item) {
        return schema.attributes().stream().allMatch(attribute -> item.get(attribute)
                .filter(value -> value.type() == types.get(attribute))
                .isPresent());
    }

    private static ScalarValue scalar(MapValue item, String attribute) {
        return (ScalarValue) item.attributes().get(attribute);
    }

    private void checkKeySizes(MapValue item, String aboutEmpty) {
        for (String attribute : key.attributes()) {
            ScalarValue value = scalar(item, attribute);
            checkNotEmpty(attribute, value, aboutEmpty, "Key: ");
            checkSize(key, attribute, value);
        }
    }

    private static void checkSize(KeySchema key, String attribute, AttributeValue value) {
        boolean isPartition = key.partition().equals(attribute);
        if (value.size() > (isPartition ? MAX_PARTITION_KEY_BYTES : MAX_SORT_KEY_BYTES)) {
            throw DynamoDbErrors.itemMismatch(
                    isPartition
                            ? "Size of hashkey has exceeded the maximum size limit of" + MAX_PARTITION_KEY_BYTES
                                    + " bytes"
                            : "Aggregated size of all range keys has exceeded the size limit of " + MAX_SORT_KEY_BYTES
                                    + " bytes");
        }
    }

    private static void checkNotEmpty(String attribute, ScalarValue value, String about, String key) {
        if (value.isEmpty()) {
            throw new ItemMismatchError(about + "The AttributeValue for a key attribute cannot contain an empty "
                    + (value.type() == AttributeType.S ? "string" : "binary") + " value. " + key + attribute);
        }
    }

    /**
     * Refuses an item that has an attribute of an index's key in another type, or too large for a key.
     *
     * @throws AwsError if it has
     */
    private void checkIndexKeys(MapValue item) {
        for (IndexDefinition index : indexes) {
            for (String attribute : index.key().attributes()) {
                item.get(attribute).ifPresent(value -> {
                    checkIndexType(attribute, value.type(), index);
                    checkNotEmpty(
                            attribute,
                            (ScalarValue) value,
                            NOT_VALID + "A value specified for a secondary index key is not supported. ",
                            "IndexName: " + index.name() + ", IndexKey: ");
                    checkSize(index.key(), attribute, value);
                });
            }
        }
    }

    /**
     * Refuses what an update has made of an item if it is too deep, or has an attribute of an index's key in another
     * type.
     *
     * @throws AwsError if it has
     */
    public void checkUpdated(MapValue item) {
        if (!indexes.stream()
                .allMatch(index -> index.key().attributes().stream().allMatch(attribute -> item.get(attribute)
                        .map(value -> value.type() == types.get(attribute))
                        .orElse(true)))) {
            throw DynamoDbErrors.validation(
                    "The update expression attempted to update the secondary index key to unsupported type");
        }
        checkIndexKeys(item);
        Nesting.check(item);
    }

    /**
     * Refuses an update that gives an attribute of an index's key another type.
     *
     * @param given by the names of the attributes
     * @throws AwsError if it does
     */
    public void checkIndexTypes(Map<String, AttributeType> given) {
        for (IndexDefinition index : indexes) {
            index.key().attributes().stream()
                    .filter(given::containsKey)
                    .forEach(attribute -> checkIndexType(attribute, given.get(attribute), index));
        }
    }

    private void checkIndexType(String attribute, AttributeType type, IndexDefinition index) {
        if (type != types.get(attribute)) {
            throw DynamoDbErrors.itemMismatch("Type mismatch for Index Key " + attribute + " Expected: "
                    + types.get(attribute) + " Actual: " + type + " IndexName: " + index.name());
        }
    }

    /**
     * Refuses paths into attributes of keys, which have no parts.
     *
     * @param attributes that are looked into
     * @throws AwsError if one of them belongs to a key
     */
    public void checkNoKeysAmong(Stream<String> attributes) {
        Set<String> lookedInto = attributes.collect(Collectors.toSet());
        checkNoKeysAmong(lookedInto, key, "Key");
        indexes.forEach(index -> checkNoKeysAmong(lookedInto, index.key(), "IndexKey"));
    }

    private static void checkNoKeysAmong(Set<String> lookedInto, KeySchema key, String name) {
        for (String attribute : key.attributes()) {
            if (lookedInto.contains(attribute)) {
                throw DynamoDbErrors.validation("Key attributes must be scalars; list random access '[]' and map lookup"
                        + " '.' are not allowed: " + name + ": " + attribute);
            }
        }
    }
}
