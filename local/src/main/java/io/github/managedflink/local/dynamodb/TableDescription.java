package io.github.managedflink.local.dynamodb;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.managedflink.local.dynamodb.model.IndexDefinition;
import io.github.managedflink.local.dynamodb.model.KeySchema;
import io.github.managedflink.local.dynamodb.model.ProvisionedThroughput;
import io.github.managedflink.local.dynamodb.model.Table;
import io.github.managedflink.local.dynamodb.model.TableDefinition;
import java.util.Optional;
import java.util.Set;

/**
 * Describes tables as the service does, always active.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TableDescription.html">TableDescription</a>
 */
final class TableDescription {

    private static final double MILLIS = 1_000;

    private TableDescription() {}

    static ObjectNode of(Table table) {
        TableDefinition definition = table.definition();
        ObjectNode description = JsonNodeFactory.instance
                .objectNode()
                .put("TableName", definition.name())
                .put("TableArn", definition.arn().toString())
                .put("TableId", table.id())
                .put("TableStatus", "ACTIVE")
                .put("CreationDateTime", table.created().toEpochMilli() / MILLIS)
                .put("DeletionProtectionEnabled", false);
        ArrayNode attributes = description.putArray("AttributeDefinitions");
        definition
                .types()
                .forEach((name, type) ->
                        attributes.addObject().put("AttributeName", name).put("AttributeType", type.name()));
        description.set("KeySchema", keySchema(definition.key()));
        putSize(description, "Table", table.items().size(), table.bytes());
        if (definition.throughput().isEmpty()) {
            description
                    .putObject("BillingModeSummary")
                    .put(TableDefinitionReader.BILLING_MODE, TableDefinitionReader.ON_DEMAND);
        }
        putThroughput(description, definition.throughput());
        for (IndexDefinition index : definition.indexes()) {
            ObjectNode described = description
                    .withArray(index.global() ? "GlobalSecondaryIndexes" : "LocalSecondaryIndexes")
                    .addObject()
                    .put("IndexName", index.name())
                    .put("IndexArn", definition.arn() + "/index/" + index.name());
            described.set("KeySchema", keySchema(index.key()));
            putProjection(described, index);
            putSize(described, "Index", table.itemsOf(index).size(), table.bytesOf(index));
            if (index.global()) {
                described.put("IndexStatus", "ACTIVE");
                putThroughput(described, index.throughput());
            }
        }
        return description;
    }

    private static ArrayNode keySchema(KeySchema key) {
        ArrayNode schema = JsonNodeFactory.instance.arrayNode();
        schema.addObject().put("AttributeName", key.partition()).put("KeyType", "HASH");
        key.sort()
                .ifPresent(sort -> schema.addObject().put("AttributeName", sort).put("KeyType", "RANGE"));
        return schema;
    }

    private static void putSize(ObjectNode description, String what, int items, long bytes) {
        description.put("ItemCount", items).put(what + "SizeBytes", bytes);
    }

    private static void putThroughput(ObjectNode description, Optional<ProvisionedThroughput> throughput) {
        description
                .putObject(TableDefinitionReader.THROUGHPUT)
                .put("NumberOfDecreasesToday", 0)
                .put(
                        "ReadCapacityUnits",
                        throughput.map(ProvisionedThroughput::readUnits).orElse(0))
                .put(
                        "WriteCapacityUnits",
                        throughput.map(ProvisionedThroughput::writeUnits).orElse(0));
    }

    private static void putProjection(ObjectNode description, IndexDefinition index) {
        ObjectNode projection = description.putObject("Projection");
        if (index.projectsAll()) {
            projection.put("ProjectionType", "ALL");
            return;
        }
        Set<String> attributes = index.projected().get();
        projection.put("ProjectionType", attributes.isEmpty() ? "KEYS_ONLY" : "INCLUDE");
        if (!attributes.isEmpty()) {
            attributes.forEach(projection.putArray("NonKeyAttributes")::add);
        }
    }
}
